package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chancery.ingest.source.StreamSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to hosts in the form that suits each: with its cursor, its choice of accounts and its
 * dictionary. What a host refuses is asked again in a simpler form. Used by one thread.
 */
final class StreamLine {
  private static final Logger LOG = LoggerFactory.getLogger(StreamLine.class);
  private static final int BAD_REQUEST = 400;
  private static final int LONGEST_DICTIONARY = 1 << 20;
  private static final String GET_DICTIONARY = "/xrpc/network.bsky.jetstream.getZstdDictionary";

  private final BlueskyTap.Listening listening;
  private final Ways.Ref ways;
  private final Map<URI, Optional<Inflater>> inflaters = new HashMap<>();

  StreamLine(BlueskyTap.Listening listening, Ways.Ref ways) {
    this.listening = listening;
    this.ways = ways;
  }

  BlueskyTap.Listening listening() {
    return listening;
  }

  /**
   * An open connection.
   *
   * @param byNumber whether it goes on from the host's own number
   */
  record Connected(
      StreamSocket socket, Dialect dialect, boolean byNumber, @Nullable Inflater inflater) {}

  /**
   * Connects.
   *
   * @throws IOException when the host does not answer or refuses
   */
  Connected connect(URI host, StreamPlace place, Set<String> watched)
      throws IOException, InterruptedException {
    Dialect dialect = Dialect.of(host).orElseThrow();
    boolean byNumber = dialect.goesByNumber(host, place);
    Inflater inflater = inflater(host, dialect);
    List<String> dids = listening.onlyListed() ? List.copyOf(watched) : List.of();
    while (true) {
      URI address =
          dialect.address(host, place, byNumber, dids, inflater == null ? 0 : inflater.id());
      try {
        StreamSocket socket =
            StreamSocket.open(address, dialect.protocol(), Map.of(), ways.get().sockets());
        String hello = dialect.hello(dids);
        if (!hello.isEmpty()) {
          greet(socket, hello, host);
        }
        return new Connected(socket, dialect, byNumber, inflater);
      } catch (StreamSocket.RefusedException e) {
        if (e.status() != BAD_REQUEST) {
          throw e;
        }
        if (byNumber && dialect == Dialect.JETSTREAM_2) {
          byNumber = false; // too old: the moment is never refused, but what is lost is told
        } else if (inflater != null) {
          inflater.close();
          inflaters.put(host, Optional.empty());
          inflater = null;
        } else {
          throw e;
        }
      }
    }
  }

  private static void greet(StreamSocket socket, String hello, URI host) throws IOException {
    try {
      socket.send(hello);
    } catch (WebsocketNotConnectedException e) {
      socket.end();
      throw new IOException(host.getHost() + " closed at once", e);
    }
  }

  private @Nullable Inflater inflater(URI host, Dialect dialect) {
    if (!listening.compressed() || dialect == Dialect.FIREHOSE) {
      return null;
    }
    return inflaters.computeIfAbsent(host, h -> dictionary(h, dialect)).orElse(null);
  }

  private Optional<Inflater> dictionary(URI host, Dialect dialect) {
    try {
      String file = listening.dictionary();
      if (dialect == Dialect.JETSTREAM_1) {
        return file == null
            ? Optional.empty()
            : Optional.of(new Inflater(Files.readAllBytes(Path.of(file))));
      }
      String web = (host.getScheme().equals("wss") ? "https://" : "http://") + host.getAuthority();
      Ways.Answer answer = ways.get().web().get(web + GET_DICTIONARY, LONGEST_DICTIONARY);
      if (answer.status() != 200) {
        throw new IOException("status " + answer.status());
      }
      return Optional.of(new Inflater(answer.body()));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} is listened to without compression: {}", host.getHost(), e.getMessage());
      return Optional.empty();
    }
  }

  void close() {
    inflaters.values().forEach(inflater -> inflater.ifPresent(Inflater::close));
  }
}
