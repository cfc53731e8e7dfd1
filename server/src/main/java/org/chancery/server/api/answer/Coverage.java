package org.chancery.server.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was seen of what is listed, and what was not heard. Immutable. */
public record Coverage(
    @Says("Accounts of the selection that are listed for the window") int listed,
    @Says("Those of them that published at least once in it") int seen,
    @Says("When a source was deaf, within the window") List<Gap> gaps,
    @Says(
            "Accounts of the selection that were not heard for a part of the window, though their network was")
        int partly,
    @Says("Newest event heard by any source of the selection") @Nullable Instant newest,
    @Says("Rejected input by cause, since each source was first used") Map<String, Long> rejected) {

  /** A time when a source was deaf. */
  public record Gap(
      String source, Instant from, @Says("Null while it lasts") @Nullable Instant to, String why) {}
}
