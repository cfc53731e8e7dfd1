package org.chancery.simulator.jetstream;

import java.nio.charset.StandardCharsets;
import org.chancery.simulator.http.Frames;

/** How a faulty host speaks of the same posts. */
public enum Tongue {
  /** Jetstream v1: JSON; the cursor is a moment, and what is too old is left out in silence. */
  JETSTREAM_1("/subscribe"),
  /** Jetstream v2: JSON; the cursor is a number or a moment, and a number too old is refused. */
  JETSTREAM_2("/xrpc/network.bsky.jetstream.subscribeEvents"),
  /** The raw stream: CBOR; the cursor is a number, and without one only what is new is told. */
  FIREHOSE("/xrpc/com.atproto.sync.subscribeRepos");

  /** Fewer than this is a number, more a moment in microseconds. */
  private static final long FIRST_MOMENT = 1_000_000_000_000_000L;

  private final String path;

  Tongue(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  /** Whether a cursor means a number of this host. */
  boolean isNumber(long cursor) {
    return switch (this) {
      case JETSTREAM_1 -> false;
      case JETSTREAM_2 -> cursor > 0 && cursor < FIRST_MOMENT;
      case FIREHOSE -> cursor > 0;
    };
  }

  /** How many numbers behind the cursor the stream begins: the raw stream has told that one. */
  int behind() {
    return this == FIREHOSE ? 1 : 0;
  }

  /** A post whose record key is the number of the event, as a frame of WebSocket. */
  byte[] post(int event, long number, long micros, String did) {
    String at = Broadcast.instant(micros).toString();
    String text = "event " + event;
    if (this == FIREHOSE) {
      String key = Integer.toString(event);
      return Frames.frame(Frames.BINARY, RepoFrames.post(number, did, key, at, text));
    }
    String commit =
        "\"rev\":\"3\",\"operation\":\"create\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"%d\",\"record\":{\"createdAt\":\"%s\",\"text\":\"%s\"}"
            .formatted(event, at, text);
    return text(
        this == JETSTREAM_2
            ? "{\"$type\":\"message\",\"payload\":{\"$type\":\"network.bsky.jetstream.subscribeEvents#commit\",\"seq\":%d,\"did\":\"%s\",\"time\":\"%s\",%s,\"cid\":\"c\"}}"
                .formatted(number, did, at, commit)
            : "{\"did\":\"%s\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{%s}}"
                .formatted(did, micros, commit));
  }

  /** That the stream begins later than was asked; empty where the host says nothing of it. */
  byte[] outdated() {
    return switch (this) {
      case JETSTREAM_1 -> new byte[0];
      case JETSTREAM_2 ->
          text(
              "{\"$type\":\"message\",\"payload\":{\"$type\":\"network.bsky.jetstream.subscribeEvents#info\",\"name\":\"OutdatedCursor\",\"message\":\"m\"}}");
      case FIREHOSE -> Frames.frame(Frames.BINARY, RepoFrames.info("OutdatedCursor"));
    };
  }

  /** A word behind which the host ends the connection; the first version says none. */
  byte[] error(String name) {
    return switch (this) {
      case JETSTREAM_1 -> new byte[0];
      case JETSTREAM_2 ->
          text("{\"$type\":\"error\",\"error\":\"%s\",\"message\":\"m\"}".formatted(name));
      case FIREHOSE -> Frames.frame(Frames.BINARY, RepoFrames.error(name));
    };
  }

  /** A frame beyond what anybody should take, which says nothing. */
  byte[] huge(String did) {
    String json = "{\"did\":\"%s\",\"kind\":\"%s\"}".formatted(did, "x".repeat(1_100_000));
    return this == FIREHOSE ? Frames.frame(Frames.BINARY, new byte[6_000_000]) : text(json);
  }

  /** A frame that is none. */
  byte[] lie(String did) {
    return this == FIREHOSE
        ? Frames.frame(Frames.BINARY, did.getBytes(StandardCharsets.UTF_8))
        : text("{\"did\":\"" + did + "\",\"time_us\":");
  }

  private static byte[] text(String text) {
    return Frames.frame(Frames.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }
}
