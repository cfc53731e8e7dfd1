package org.chancery.server.api.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.chancery.core.time.Window;
import org.chancery.ingest.topology.LiveBoard;
import org.chancery.ingest.topology.LiveBoard.What;
import org.chancery.server.api.answer.Coverage;
import org.chancery.server.api.answer.Coverages;
import org.chancery.server.api.answer.Json;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.posts.Posts;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Readings;
import org.chancery.server.api.status.Sources;
import org.chancery.server.hub.Surroundings;
import org.jspecify.annotations.Nullable;

/**
 * Makes snapshots: at most one a second, only when the board changed, the same for all who look.
 * Thread-safe.
 */
public final class Snapshots {
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

  /** Sources go on although nothing is posted. */
  private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(30);

  private static final int MINUTES = 60;
  private static final int NEWEST = 20;
  private static final int MOST_CHANGED = 10;

  private final Surroundings surroundings;
  private final Supplier<Listing> listings;
  private final Readings readings;
  private final Coverages coverages;
  private final Sources sources;
  private final Supplier<Long> nanos;
  private @Nullable Made made;

  /**
   * A snapshot as it goes out, made once for all who listen.
   *
   * @param event the whole event of the stream
   */
  public record Sent(long version, String json, byte[] event) {
    static Sent of(long version, String json) {
      String event = "event: snapshot\nid: %d\ndata: %s\n\n".formatted(version, json);
      return new Sent(version, json, event.getBytes(StandardCharsets.UTF_8));
    }
  }

  private record Made(Sent sent, long nanos) {}

  /**
   * @param nanos a clock that only runs forward, {@code System::nanoTime}
   */
  public Snapshots(
      Surroundings surroundings,
      Supplier<Listing> listings,
      Readings readings,
      Coverages coverages,
      Sources sources,
      Supplier<Long> nanos) {
    this.surroundings = surroundings;
    this.listings = listings;
    this.readings = readings;
    this.coverages = coverages;
    this.sources = sources;
    this.nanos = nanos;
  }

  /** The newest snapshot. */
  public synchronized Sent current() {
    long now = nanos.get();
    long version = surroundings.board().version();
    Made last = made;
    if (last != null) {
      long age = now - last.nanos;
      boolean fresh =
          last.sent.version == version
              ? age < AT_LEAST_EVERY.toNanos()
              : age < AT_MOST_EVERY.toNanos();
      if (fresh) {
        return last.sent;
      }
      if (last.sent.version == version) {
        surroundings.board().touch(); // so that those who listen are told
        version = surroundings.board().version();
      }
    }
    Sent sent = Sent.of(version, Json.text(make(version)));
    made = new Made(sent, now);
    return sent;
  }

  private Snapshot make(long version) {
    Instant now = surroundings.clock().instant();
    Listing listing = listings.get();
    Instant end = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    Instant begin = end.minus(MINUTES, ChronoUnit.MINUTES);
    Instant before = begin.minus(MINUTES, ChronoUnit.MINUTES);
    LiveBoard board = surroundings.board();
    List<Snapshot.Minute> minutes = new ArrayList<>(MINUTES);
    for (int i = 0; i < MINUTES; i++) {
      Instant at = begin.plus(i, ChronoUnit.MINUTES);
      minutes.add(new Snapshot.Minute(at, board.posts(at)));
    }
    Instant day = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    Window lastDay = new Window(day.minus(1, ChronoUnit.DAYS), day);
    return readings.read(
        store -> {
          Coverage coverage =
              coverages.of(
                  new Selection(lastDay, List.of(), List.of(), List.of(), null), listing, store);
          return new Snapshot(
              version,
              now,
              surroundings.simulated(),
              surroundings.speed(),
              minutes,
              Posts.newest(
                  NEWEST, new Window(Instant.EPOCH, end.plus(1, ChronoUnit.DAYS)), listing, store),
              tags(board.sums(What.TAG, begin, end), board.sums(What.TAG, before, begin)),
              pairs(board.sums(What.PAIR, begin, end), board.sums(What.PAIR, before, begin)),
              countries(board.sums(What.COUNTRY, begin, end)),
              sources.read(store, now),
              coverage);
        });
  }

  private static List<Snapshot.TagChange> tags(Map<String, Long> now, Map<String, Long> before) {
    return Changes.strongest(now, before, MOST_CHANGED).stream()
        .map(c -> new Snapshot.TagChange(c.key(), c.now(), c.before()))
        .toList();
  }

  private static List<Snapshot.PairChange> pairs(Map<String, Long> now, Map<String, Long> before) {
    now.keySet().removeIf(Snapshots::withItself);
    before.keySet().removeIf(Snapshots::withItself);
    return Changes.strongest(now, before, MOST_CHANGED).stream()
        .map(
            c -> {
              int sign = c.key().indexOf('>');
              return new Snapshot.PairChange(
                  c.key().substring(0, sign), c.key().substring(sign + 1), c.now(), c.before());
            })
        .toList();
  }

  private static boolean withItself(String pair) {
    int sign = pair.indexOf('>');
    return sign < 0 || pair.substring(0, sign).equals(pair.substring(sign + 1));
  }

  private static List<Snapshot.CountryCount> countries(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(e -> e.getValue() > 0 && !e.getKey().isEmpty())
        .map(e -> new Snapshot.CountryCount(e.getKey(), e.getValue()))
        .sorted(
            Comparator.comparingLong(Snapshot.CountryCount::value)
                .reversed()
                .thenComparing(Snapshot.CountryCount::country))
        .toList();
  }
}
