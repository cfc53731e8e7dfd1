package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.chancery.ingest.source.StreamSocket;

/** Listens to a stream for a moment and says in words what came. Nothing is remembered. */
public final class StreamTrial {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private StreamTrial() {}

  /**
   * Connects from now on, waits for a first frame.
   *
   * @param watched DIDs to ask for where only listed accounts are heard
   * @return what came, one line
   * @throws IOException with the reason in words when it cannot be listened to
   */
  public static String of(
      URI host,
      BlueskyTap.Listening listening,
      Set<String> watched,
      Ways.Ref ways,
      InstantSource clock)
      throws IOException, InterruptedException {
    StreamLine line = new StreamLine(listening, ways);
    StreamPlace now = StreamPlace.from(clock.instant().toEpochMilli() * 1_000);
    long began = System.nanoTime();
    try {
      StreamLine.Connected connected = line.connect(host, now, watched);
      StreamSocket socket = connected.socket();
      try {
        boolean heard = !socket.take(1, PATIENCE).isEmpty();
        String how = connected.inflater() == null ? "" : ", packed";
        if (!heard && socket.ended()) {
          throw new IOException("%s hung up: %s".formatted(host.getHost(), socket.whyEnded()));
        }
        return heard
            ? "%s%s, first frame after %d ms"
                .formatted(
                    connected.dialect(),
                    how,
                    Duration.ofNanos(System.nanoTime() - began).toMillis())
            : "%s%s, connected, nothing said for %d s"
                .formatted(connected.dialect(), how, PATIENCE.toSeconds());
      } finally {
        socket.end();
      }
    } finally {
      line.close();
    }
  }
}
