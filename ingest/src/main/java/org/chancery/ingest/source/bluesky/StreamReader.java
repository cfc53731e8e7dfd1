package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chancery.ingest.source.Rest;
import org.chancery.ingest.source.StreamSocket;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.source.WatchList;
import org.jspecify.annotations.Nullable;

/**
 * Reads one connection after another. When one breaks, the next host is asked to go on; what it
 * cannot give any more is told as a hole.
 */
final class StreamReader implements Tap.TapReader {
  private static final int MOST_FRAMES = 2_000;
  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Clocks may differ by so much; a frame of a later moment is a lie. */
  private static final Duration FUTURE = Duration.ofMinutes(10);

  private final List<URI> hosts;
  private final FrameReading reading;
  private final WatchList watched;
  private final StreamLine line;
  private final InstantSource clock;
  private int host;
  private StreamLine.@Nullable Connected open;
  private @Nullable Holes holes;
  private StreamPlace place;
  private Set<String> asked = Set.of();
  private Duration pause = FIRST_PAUSE;
  private boolean anyFrame;
  private final Rest rest = new Rest();
  private @Nullable String lastError;

  StreamReader(
      List<URI> hosts, StreamPlace place, WatchList watched, StreamLine line, InstantSource clock) {
    this.hosts = hosts;
    this.place = place;
    this.watched = watched;
    this.line = line;
    this.clock = clock;
    this.reading = new FrameReading(watched, true, !line.listening().onlyListed());
    reading.startAt(place.micros());
    host = place.host() == null ? 0 : Math.max(0, indexOf(place.host()));
  }

  private int indexOf(String address) {
    return hosts.stream().map(URI::toString).toList().indexOf(address);
  }

  @Override
  public TapBatch poll() throws InterruptedException {
    if (line.listening().onlyListed()) {
      Set<String> ids = watched.ids();
      if (ids.isEmpty()) {
        pause(); // no accounts asked for would mean all of them
        return TapBatch.nothing(place.text(), "disconnected", "no listed account has a DID");
      }
      if (open != null && !ids.equals(asked)) {
        open.socket().end();
        open = null;
      }
    }
    if ((open == null || open.socket().ended()) && !connect()) {
      return TapBatch.nothing(place.text(), "disconnected", lastError);
    }
    StreamLine.Connected now = open;
    if (now == null) {
      throw new IllegalStateException("connected, but to nothing");
    }
    List<StreamSocket.Frame> frames = now.socket().take(MOST_FRAMES, LONGEST_WAIT);
    if (frames.isEmpty()) {
      return TapBatch.nothing(place.text(), "live", null);
    }
    pause = FIRST_PAUSE;
    anyFrame = true;
    return read(frames, now);
  }

  private boolean connect() throws InterruptedException {
    if (open != null) {
      lastError = open.socket().whyEnded();
      open.socket().end();
      open = null;
      host = (host + 1) % hosts.size();
      if (!anyFrame) {
        pause(); // a host that opens and closes at once is not hammered
      }
    }
    URI to = hosts.get(host);
    try {
      anyFrame = false;
      asked = Set.copyOf(watched.ids());
      StreamLine.Connected connected = line.connect(to, place, asked);
      open = connected;
      holes = new Holes(connected, place, line.listening().onlyListed(), clock.instant());
      reading.newHost(connected.byNumber() ? place.numberOf(to.toString()) : 0);
      reading.countedUntil(place.heard() ? place.micros() : 0);
      return true;
    } catch (IOException e) {
      lastError = e.getMessage();
      host = (host + 1) % hosts.size();
      pause();
      return false;
    }
  }

  private void pause() throws InterruptedException {
    rest.take(pause);
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  @Override
  public void wakeUp() {
    rest.end();
  }

  private TapBatch read(List<StreamSocket.Frame> frames, StreamLine.Connected from) {
    List<TapBatch.Hole> told = new ArrayList<>(0);
    if (line.listening().realTime()) {
      reading.notAfter(micros(clock.instant().plus(FUTURE)));
    }
    String error = null;
    for (StreamSocket.Frame frame : frames) {
      long moment = readOne(frame, from.inflater());
      String notice = reading.takeNotice();
      if (notice != null) {
        error = from.dialect() + " says " + notice.replaceAll("[^A-Za-z0-9]", "");
        if (notice.equals("FutureCursor")) {
          place = place.without(hosts.get(host).toString()); // it began to number anew
          reading.newHost(0);
        }
      }
      if (holes != null) {
        holes.heard(moment, notice).ifPresent(told::add);
      }
    }
    if (reading.timeUs() > place.micros() || reading.seq() > 0) {
      place = place.at(reading.timeUs(), hosts.get(host).toString(), reading.seq());
    }
    return new TapBatch(
        reading.takeEvents(), place.text(), reading.takeCounts(), told, "live", error, false);
  }

  /** The moment of the frame, 0 where it tells none. */
  private long readOne(StreamSocket.Frame frame, @Nullable Inflater inflater) {
    String text = frame.text();
    if (text == null && inflater != null) {
      text = inflater.text(frame.bytes());
      if (text == null) {
        reading.unreadable();
        return 0;
      }
    }
    if (text != null) {
      reading.read(text);
    } else {
      reading.read(frame.bytes());
    }
    return reading.moment();
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }

  @Override
  public void close() {
    if (open != null) {
      open.socket().end();
    }
    line.close();
  }
}
