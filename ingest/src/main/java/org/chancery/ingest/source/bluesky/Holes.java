package org.chancery.ingest.source.bluesky;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chancery.ingest.source.TapBatch;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a new connection left out something after the place from which it was to go on.
 * Each dialect tells it in another way, or not at all:
 *
 * <ul>
 *   <li>Jetstream v1 begins later than asked without a word. It is asked from a little before what
 *       was heard last; if that does not come again, what lies between is missing. Another host
 *       stamps the same frame by its own clock, but a busy network tells frames enough of the
 *       seconds before: what does not begin there is declared, however short it is.
 *   <li>Jetstream v2 and the raw stream say {@code OutdatedCursor}.
 *   <li>The raw stream of a host that was never heard can only be heard from now on.
 * </ul>
 *
 * Used by one thread.
 */
final class Holes {
  private static final String OUTDATED = "OutdatedCursor";

  /** A program that starts is soon connected. */
  private static final Duration START = Duration.ofMinutes(1);

  /**
   * Where listening begins nothing was heard that could come again; networks are rarely silent so
   * long.
   */
  private static final Duration AT_FIRST = Duration.ofMinutes(10);

  /** Listed accounts can be silent for hours; hosts keep at least a day. */
  private static final Duration ONLY_LISTED = Duration.ofHours(24);

  private final Dialect dialect;
  private final StreamPlace place;
  private final long tolerance;
  private @Nullable String known;
  private final Instant connected;
  private boolean done;

  /**
   * @param place from which the connection was asked to go on
   * @param connected when the connection was opened
   */
  Holes(StreamLine.Connected open, StreamPlace place, boolean onlyListed, Instant connected) {
    this.dialect = open.dialect();
    this.place = place;
    this.connected = connected;
    this.tolerance = micros(!place.heard() ? AT_FIRST : onlyListed ? ONLY_LISTED : Duration.ZERO);
    boolean blind = dialect == Dialect.FIREHOSE && !open.byNumber();
    boolean sinceLong =
        place.instant().isBefore(place.heard() ? connected : connected.minus(START));
    this.known = blind && sinceLong ? "no-cursor" : null;
    this.done = place.micros() == 0;
  }

  /**
   * Takes the next frame into account.
   *
   * @param moment of the frame in microseconds, 0 where it has none
   * @param notice what the host said of the stream with it
   */
  Optional<TapBatch.Hole> heard(long moment, @Nullable String notice) {
    if (done) {
      return Optional.empty();
    }
    if (OUTDATED.equals(notice)) {
      known = "too-old";
    }
    if (moment == 0) {
      return Optional.empty();
    }
    done = true;
    boolean clamped = dialect == Dialect.JETSTREAM_1 && moment - place.micros() > tolerance;
    String why = known != null ? known : clamped ? "clamped" : null;
    Instant to = "no-cursor".equals(why) ? connected : StreamPlace.from(moment).instant();
    return why == null || !to.isAfter(place.instant())
        ? Optional.empty()
        : Optional.of(new TapBatch.Hole(place.instant(), to, why));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
