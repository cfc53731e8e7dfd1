package org.chancery.ingest.source.mastodon;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chancery.core.event.Event;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.jspecify.annotations.Nullable;

/** Takes what visits and streams brought, batch by batch. */
final class MastodonReader implements Tap.TapReader {
  private static final Duration WAIT = Duration.ofMillis(100);
  private static final int MOST_EVENTS = 2_000;

  /** No server at all answered for so long although some were asked: we are deaf. */
  private static final Duration DEAF = Duration.ofHours(3);

  private final MastodonSource source;
  private final Rounds rounds;
  private final ServerHosts hosts;
  private final TreeMap<Long, List<Brought>> unwritten = new TreeMap<>();
  private long taken;
  private Instant heard;
  private boolean deaf;
  private @Nullable String lastError;

  MastodonReader(MastodonSource source, long taken) throws SQLException {
    this.source = source;
    this.taken = taken;
    this.heard = source.clock().instant();
    this.rounds = new Rounds(source);
    this.hosts = new ServerHosts(source.store());
  }

  @Override
  public TapBatch poll() throws InterruptedException {
    List<Brought> all = rounds.take(WAIT, MOST_EVENTS);
    if (all.isEmpty()) {
      return TapBatch.nothing(cursor(), state(), lastError);
    }
    List<Event> events = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    List<TapBatch.Hole> holes = new ArrayList<>(0);
    Instant now = source.clock().instant();
    for (Brought one : all) {
      events.addAll(one.events());
      one.counts().forEach((what, n) -> counts.merge(what, n, Long::sum));
      if (one.gaps().stream().anyMatch(gap -> gap.closed() == null)) {
        counts.merge("gap-of-an-account", 1L, Long::sum);
      }
      hear(one, now, holes);
    }
    taken += all.size();
    synchronized (unwritten) {
      unwritten.put(taken, all);
    }
    return new TapBatch(events, cursor(), counts, holes, state(), lastError, false);
  }

  private void hear(Brought one, Instant now, List<TapBatch.Hole> holes) {
    if (one.error() != null) {
      lastError = one.after() == null ? one.error() : one.after().account() + ": " + one.error();
    }
    if (one.answered()) {
      heard = now;
      deaf = false;
      return;
    }
    deaf = Duration.between(heard, now).compareTo(DEAF) > 0;
    if (deaf) {
      holes.add(new TapBatch.Hole(heard, now, "disconnected"));
    }
  }

  private String cursor() {
    return Long.toString(taken);
  }

  private String state() {
    return deaf ? "disconnected" : "live";
  }

  /** The newest word on each account is written; an error leaves it for the next time. */
  @Override
  public void stored(@Nullable String cursor) throws IOException {
    if (cursor == null) {
      return;
    }
    Map<String, AccountState> newest = new LinkedHashMap<>();
    List<AccountGap> gaps = new ArrayList<>();
    synchronized (unwritten) {
      Map<Long, List<Brought>> ready = unwritten.headMap(Long.parseLong(cursor), true);
      for (List<Brought> batch : ready.values()) {
        for (Brought one : batch) {
          if (one.after() != null) {
            newest.put(one.after().account(), one.after());
          }
          gaps.addAll(one.gaps());
        }
      }
      if (newest.isEmpty() && gaps.isEmpty()) {
        ready.clear();
        return;
      }
      try {
        rounds.states().write(newest.values(), gaps);
        hosts.keep(rounds.hosts());
      } catch (SQLException e) {
        throw new IOException("what is remembered of Mastodon cannot be written", e);
      }
      ready.clear();
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
