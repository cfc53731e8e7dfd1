package org.chancery.ingest.source.feed;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chancery.core.event.Event;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.jspecify.annotations.Nullable;

/** Takes what visits brought, batch by batch. */
final class FeedTapReader implements Tap.TapReader {
  private static final Duration WAIT = Duration.ofMillis(100);
  private static final int MOST_EVENTS = 2_000;

  /** No feed at all answered for so long although some were asked: we are deaf. */
  private static final Duration DEAF = Duration.ofHours(1);

  private final FeedSource source;
  private final FeedSchedule schedule;
  private final TreeMap<Long, List<FeedVisit>> unwritten = new TreeMap<>();
  private long visits;
  private Instant heard;
  private boolean failing;
  private @Nullable String lastError;

  FeedTapReader(FeedSource source, long visits) throws SQLException {
    this.source = source;
    this.visits = visits;
    this.heard = source.clock().instant();
    this.schedule = new FeedSchedule(source);
  }

  @Override
  public TapBatch poll() throws InterruptedException {
    List<FeedVisit> taken = schedule.take(WAIT, MOST_EVENTS);
    if (taken.isEmpty()) {
      return TapBatch.nothing(cursor(), state(), lastError);
    }
    List<Event> events = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    List<TapBatch.Hole> holes = new ArrayList<>(0);
    Instant now = source.clock().instant();
    for (FeedVisit visit : taken) {
      events.addAll(visit.events());
      counts.merge("visits", 1L, Long::sum);
      visit.counts().forEach((what, n) -> counts.merge(what, n, Long::sum));
      if (visit.gap() != null) {
        counts.merge("gap-of-a-feed", 1L, Long::sum);
      }
      hear(visit, now, holes);
    }
    visits += taken.size();
    synchronized (unwritten) {
      unwritten.put(visits, taken.stream().map(FeedVisit::handedOn).toList());
    }
    return new TapBatch(events, cursor(), counts, holes, state(), lastError, false);
  }

  private void hear(FeedVisit visit, Instant now, List<TapBatch.Hole> holes) {
    if (visit.answered()) {
      heard = now;
      failing = false;
      lastError = null;
      return;
    }
    failing = Duration.between(heard, now).compareTo(DEAF) > 0;
    lastError = visit.after().feed() + ": " + visit.after().lastError();
    if (failing) {
      holes.add(new TapBatch.Hole(heard, now, "disconnected"));
    }
  }

  private String cursor() {
    return Long.toString(visits);
  }

  private String state() {
    return failing ? "disconnected" : "live";
  }

  /** The newest word on each feed is written; an error leaves it for the next time. */
  @Override
  public void stored(@Nullable String cursor) throws IOException {
    if (cursor == null) {
      return;
    }
    Map<String, FeedState> newest = new LinkedHashMap<>();
    List<FeedStates.Gap> gaps = new ArrayList<>();
    Map<String, Instant> doubted = new HashMap<>(0);
    synchronized (unwritten) {
      Map<Long, List<FeedVisit>> ready = unwritten.headMap(Long.parseLong(cursor), true);
      for (List<FeedVisit> batch : ready.values()) {
        for (FeedVisit visit : batch) {
          newest.put(visit.after().feed(), visit.after());
          if (visit.gap() != null) {
            gaps.add(visit.gap());
          }
          if (visit.doubtsHub() && visit.after().asked() != null) {
            doubted.put(visit.after().feed(), visit.after().asked());
          }
        }
      }
      if (newest.isEmpty()) {
        return;
      }
      try {
        schedule.states().write(newest.values(), gaps, doubted);
      } catch (SQLException e) {
        throw new IOException("what is remembered of the feeds cannot be written", e);
      }
      ready.clear();
    }
  }

  @Override
  public void close() {
    schedule.close();
  }
}
