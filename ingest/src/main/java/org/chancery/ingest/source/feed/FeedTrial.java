package org.chancery.ingest.source.feed;

import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.egress.Outcome;

/** Asks a feed once and says in words what came. Nothing is remembered. Thread-safe. */
public final class FeedTrial {
  private FeedTrial() {}

  /**
   * What came.
   *
   * @param words one line, without text of the answer
   */
  public record Found(boolean fine, String words) {}

  /** Asks. */
  public static Found of(String feed, Egress egress) {
    return switch (egress.fetch(Ask.page(feed).with("Accept", FeedVisit.ACCEPT))) {
      case Outcome.Answered answer -> answered(answer);
      case Outcome.Refused refused ->
          new Found(
              false,
              "not read, our rules forbid it: %s (%s)".formatted(refused.detail(), refused.rule()));
      case Outcome.Failed failed ->
          new Found(false, "no answer: %s (%s)".formatted(failed.detail(), failed.cause()));
    };
  }

  private static Found answered(Outcome.Answered answer) {
    if (answer.status() == 410) {
      return new Found(false, "the server says that it is gone for good (410)");
    }
    if (answer.status() / 100 != 2) {
      return new Found(false, "the server answers " + answer.status());
    }
    String moved = answer.movedTo().map(to -> ", moved for good to " + to).orElse("");
    return switch (FeedReading.read(answer.body(), answer.header("content-type").orElse(""))) {
      case FeedDocument.Unreadable why ->
          new Found(false, "no feed: %s (%s)%s".formatted(why.detail(), why.why(), moved));
      case FeedDocument.Read read ->
          new Found(true, "%s, %d entries%s".formatted(read.kind(), read.entries().size(), moved));
    };
  }
}
