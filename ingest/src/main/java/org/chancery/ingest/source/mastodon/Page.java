package org.chancery.ingest.source.mastodon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.source.file.Json;
import tools.jackson.databind.JsonNode;

/**
 * A page of an account's statuses.
 *
 * @param ids of all that is on it, usable or not
 */
record Page(List<String> ids, List<Status> statuses) {
  /** Most statuses that are asked for, and read, at once. */
  static final int ASKED = 40;

  /** A page shorter than what servers give unasked is all there is. */
  private static final int SURELY_MORE = 20;

  private static final int READ = 400;

  /**
   * Ids of one server from older to newer: longer ones are newer, then the text decides, as
   * Mastodon's guide tells; ULIDs and the ids of snac follow.
   */
  static final Comparator<String> ORDER =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  /**
   * Reads what a server told of an account.
   *
   * @param counts what became of each status
   */
  static Page read(
      JsonNode array, String account, HomeServer home, Instant now, Map<String, Long> counts)
      throws NoAnswerException {
    if (!array.isArray()) {
      throw new NoAnswerException(
          NoAnswerException.Kind.TROUBLE,
          RejectReason.UNKNOWN_TYPE.name(),
          "no array of statuses",
          null);
    }
    List<String> ids = new ArrayList<>();
    List<Status> good = new ArrayList<>();
    for (JsonNode node : array) {
      counts.merge("records", 1L, Long::sum);
      if (ids.size() == READ) {
        counts.merge(RejectReason.TOO_LARGE.name(), 1L, Long::sum);
        continue;
      }
      switch (StatusReading.read(node, home, now)) {
        case Status.Good(Status status) -> {
          ids.add(status.id());
          if (account.equals(status.post().author().foldedHandle())
              && home.gave(status.post().id())) {
            good.add(status);
          } else {
            counts.merge(RejectReason.BAD_VALUE.name(), 1L, Long::sum);
          }
        }
        case Status.NotPublic none -> {
          Optional.ofNullable(Json.text(node, "id")).ifPresent(ids::add);
          counts.merge("not-public", 1L, Long::sum);
        }
        case Status.Bad(var why) -> {
          Optional.ofNullable(Json.text(node, "id")).ifPresent(ids::add);
          counts.merge(why.why().name(), 1L, Long::sum);
        }
      }
    }
    return new Page(ids, good);
  }

  Optional<String> newest() {
    return ids.stream().max(ORDER);
  }

  Optional<String> oldest() {
    return ids.stream().min(ORDER);
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }

  /** Whether the server can have no more than this. */
  boolean isShort() {
    return ids.size() < SURELY_MORE;
  }
}
