package org.chancery.ingest.source.x;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Timelines of listed accounts since a moment: what a stream did not bring, or instead of it. */
final class TimelineChore implements XChore {
  /** 3 200 posts: what X keeps of a timeline. */
  private static final int MOST_PAGES = 32;

  /** Moment from which ids of X count milliseconds. */
  private static final long SNOWFLAKE_EPOCH = 1_288_834_974_657L;

  final Instant since;
  final Instant to;
  private final InstantSource clock;
  private final Deque<String> accounts = new ArrayDeque<>();
  private @Nullable String more;
  private int pages;
  private boolean whole = true;

  TimelineChore(Instant since, Instant to, InstantSource clock) {
    this.since = since;
    this.to = to;
    this.clock = clock;
  }

  /** Numbers of the accounts, once they are all known. */
  void accounts(Collection<String> numbers) {
    accounts.addAll(numbers);
  }

  @Override
  public String name() {
    return "timelines";
  }

  @Override
  public XAnswer step(XApi api, XNews news) {
    Map<String, String> query = XQueries.posts();
    query.put("max_results", "100");
    query.put("since_id", idBefore(since));
    if (more != null) {
      query.put("pagination_token", more);
    }
    XAnswer answer = api.get("/2/users/%s/tweets".formatted(accounts.getFirst()), query);
    if (answer instanceof XAnswer.Page(JsonNode page)) {
      news.take(page, clock.instant());
      String next = page.path("meta").path("next_token").asString("");
      boolean last = next.isEmpty() || next.equals(more) || ++pages == MOST_PAGES;
      more = last ? null : next;
      if (last) {
        whole &= next.isEmpty();
        accounts.removeFirst();
        pages = 0;
      }
    }
    return answer;
  }

  /** Smaller than every id made at that moment or later. */
  static String idBefore(Instant at) {
    long since = Math.max(0, at.toEpochMilli() - SNOWFLAKE_EPOCH);
    return Long.toString(Math.max(1, (since << 22) - 1));
  }

  @Override
  public boolean done() {
    return accounts.isEmpty();
  }

  /** A timeline that X does not give belongs to nobody any more, or to nobody but friends. */
  @Override
  public void passOver() {
    accounts.pollFirst();
    more = null;
    pages = 0;
  }

  /** Whether X gave all of each timeline. */
  boolean whole() {
    return whole;
  }
}
