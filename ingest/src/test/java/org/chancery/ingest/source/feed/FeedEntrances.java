package org.chancery.ingest.source.feed;

import java.util.List;
import org.chancery.ingest.source.JsonEntrance;
import org.chancery.ingest.source.JsonEntrance.Verdict;

/** Where JSON comes as a feed. */
public final class FeedEntrances {
  private FeedEntrances() {}

  public static final List<JsonEntrance> ALL =
      List.of(
          new JsonEntrance(
              "JSON Feed",
              "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[],\"x\":",
              false,
              true,
              input ->
                  switch (JsonFeed.read(input.text())) {
                    case FeedDocument.Unreadable unreadable -> Verdict.refused(unreadable.detail());
                    default -> Verdict.READ;
                  }));
}
