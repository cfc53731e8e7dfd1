package org.chancery.ingest.source.mastodon;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.LineStream;
import org.chancery.ingest.egress.Opened;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.source.StreamSocket;
import org.jspecify.annotations.Nullable;

/** One open stream, by server-sent events or a WebSocket. Used by one thread; any may close it. */
sealed interface StreamWay extends AutoCloseable {
  /** Most bytes of a line of server-sent events: a status with all that it holds. */
  int LONGEST_LINE = 1 << 20;

  /** A message, or the heart of the server, which beats so that silence is known from a break. */
  sealed interface Heard {
    /** A message. */
    record Message(StreamFrame frame) implements Heard {}

    /** A message that is none. */
    record Unreadable(RejectReason why) implements Heard {}

    /** Nothing but a sign of life. */
    record Beat() implements Heard {}

    Beat BEAT = new Beat();
  }

  /** The stream is not to be had. */
  final class ShutException extends IOException {
    private static final long serialVersionUID = 1;
    private final boolean denied;
    private final transient @Nullable Instant until;

    ShutException(String message, boolean denied, @Nullable Instant until) {
      super(message);
      this.denied = denied;
      this.until = until;
    }

    /** Whether asking again soon makes no sense. */
    boolean isDenied() {
      return denied;
    }

    /** When to come again, where that was said. */
    @Nullable Instant until() {
      return until;
    }
  }

  /**
   * The next thing heard; empty after a short wait without any.
   *
   * @throws IOException when it ended or broke
   */
  Optional<Heard> next() throws IOException, InterruptedException;

  @Override
  void close();

  /**
   * Opens one stream.
   *
   * @param base where the server streams
   * @param stream as in {@link MastodonSettings.Server#streams}
   */
  static StreamWay open(
      MastodonSource source, ServerTalk talk, URI base, boolean sse, String stream)
      throws IOException, InterruptedException {
    String tag =
        stream.startsWith("hashtag:")
            ? "tag=" + ServerTalk.encoded(stream.substring("hashtag:".length()))
            : "";
    String name = stream.replaceFirst("^hashtag:.*", "hashtag");
    String root = base.toString().replaceFirst("/+$", "").replaceFirst("/api/v1/streaming$", "");
    if (sse) {
      String path =
          "/api/v1/streaming/" + name.replace(':', '/') + (tag.isEmpty() ? "" : "?" + tag);
      return Sse.open(source, talk, root.replaceFirst("^ws", "http") + path);
    }
    String query = "?stream=" + ServerTalk.encoded(name) + (tag.isEmpty() ? "" : "&" + tag);
    return Socket.open(
        source, talk, URI.create(root.replaceFirst("^http", "ws") + "/api/v1/streaming" + query));
  }

  /** Server-sent events. */
  record Sse(LineStream stream, StreamFrame.Lines lines) implements StreamWay {
    static Sse open(MastodonSource source, ServerTalk talk, String url) throws IOException {
      Ask ask = Ask.api(url).with("accept", "text/event-stream").toldBy(talk.origin().toString());
      if (talk.token().isPresent()) {
        ask = ask.with("authorization", "Bearer " + talk.token().get());
      }
      return switch (source.egress().open(ask, LONGEST_LINE)) {
        case Opened.Flowing flowing -> new Sse(flowing.lines(), new StreamFrame.Lines());
        case Opened.Shut(Outcome.Answered answer) ->
            throw new ShutException(
                "the server answers " + answer.status(),
                answer.status() / 100 == 4 && answer.status() != 429,
                answer.retryAt());
        case Opened.Shut(Outcome.Refused refused) ->
            throw new ShutException(refused.detail(), false, refused.until());
        case Opened.Shut(Outcome.Failed failed) ->
            throw new ShutException(failed.detail(), false, null);
      };
    }

    @Override
    public Optional<Heard> next() throws IOException {
      String line = stream.next();
      if (line == null) {
        throw new IOException("the server ended the stream");
      }
      Optional<StreamFrame> whole = lines.take(line);
      return whole.<Heard>map(Heard.Message::new).or(() -> Optional.of(Heard.BEAT));
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  /** A WebSocket, which asks for signs of life itself. */
  record Socket(StreamSocket socket, Queue<Heard> heard) implements StreamWay {
    private static final int MOST_AT_ONCE = 500;
    private static final Duration WAIT = Duration.ofMillis(200);

    static Socket open(MastodonSource source, ServerTalk talk, URI address)
        throws IOException, InterruptedException {
      Map<String, String> headers =
          talk.token().map(t -> Map.of("Authorization", "Bearer " + t)).orElse(Map.of());
      try {
        return new Socket(
            StreamSocket.open(address, "", headers, source.sockets()), new ArrayDeque<>());
      } catch (StreamSocket.RefusedException e) {
        throw new ShutException(
            String.valueOf(e.getMessage()), e.status() / 100 == 4 && e.status() != 429, null);
      }
    }

    @Override
    public Optional<Heard> next() throws IOException, InterruptedException {
      if (heard.isEmpty()) {
        List<StreamSocket.Frame> frames = socket.take(MOST_AT_ONCE, WAIT);
        if (frames.isEmpty() && socket.ended()) {
          throw new IOException(String.valueOf(socket.whyEnded()));
        }
        frames.forEach(frame -> heard.add(read(frame)));
      }
      if (heard.isEmpty()) {
        return socket.showedLife() ? Optional.of(Heard.BEAT) : Optional.empty();
      }
      return Optional.of(heard.remove());
    }

    private static Heard read(StreamSocket.Frame frame) {
      if (frame.text() == null) {
        return new Heard.Unreadable(RejectReason.UNKNOWN_TYPE);
      }
      if (frame.text().isBlank()) {
        return Heard.BEAT; // some servers send an empty message now and then
      }
      StreamFrame.Read read = StreamFrame.ofSocket(frame.text());
      return read.frame()
          .<Heard>map(Heard.Message::new)
          .orElseGet(
              () ->
                  new Heard.Unreadable(
                      read.problem().map(Parsed.Rejected::why).orElse(RejectReason.MALFORMED)));
    }

    @Override
    public void close() {
      socket.end();
    }
  }
}
