package org.chancery.server.api.status;

import java.time.Instant;
import java.util.List;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** How feeds do, summed. */
@Says("How many feeds answer, and those that do not")
public record FeedsOf(
    @Says("Answered at the last reading, where they moved included") long fine,
    @Says("Of those fine: answer at another place for good") long moved,
    long failing,
    @Says("Gone for good (410): not asked again") long gone,
    @Says("Not asked yet") long waiting,
    @Says("The failing and the gone, longest first, 200 at most") List<FeedRow> troubled,
    @Says("The newest 100 spans in which entries of one feed may have come and gone unread")
        List<FeedGap> gaps) {

  /** A feed that fails or is gone. */
  public record FeedRow(
      @Says("Address as the registry or a list names it") String feed,
      @Says("Whose it is, where it is listed") @Nullable String actor,
      @Says("failing or gone") String state,
      @Says("Failures in a row") int failures,
      @Says("When it last gave an answer that could be read") @Nullable Instant answered,
      @Says("When it is asked again") @Nullable Instant due,
      @Nullable String lastError) {}

  /** A span in which entries may have been missed. */
  public record FeedGap(
      String feed,
      @Nullable String actor,
      Instant from,
      Instant to,
      @Says(
              "scrolled: nothing of the reading before was there any more; else the cause of the outage")
          String why) {}
}
