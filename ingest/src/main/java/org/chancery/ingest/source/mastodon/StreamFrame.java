package org.chancery.ingest.source.mastodon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.source.file.Json;

/**
 * One message of a stream.
 *
 * @param event update, status.update, delete, notification and others that are none of ours
 * @param payload JSON, or an id for {@code delete}
 */
record StreamFrame(String event, String payload) {
  private static final int LONGEST_EVENT = 100;

  /** What became of a message of a WebSocket. */
  record Read(Optional<StreamFrame> frame, Optional<Parsed.Rejected> problem) {}

  /**
   * A WebSocket wraps event and payload into JSON: {@code {"stream":[…],"event":…,"payload":…}}.
   */
  static Read ofSocket(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Json.Result read = Json.parse(ServerTalk.MAPPER, bytes, 0, bytes.length);
    if (read.problem() != null) {
      return new Read(Optional.empty(), Optional.of(read.problem()));
    }
    String event = Json.text(read.node(), "event");
    if (event == null || event.length() > LONGEST_EVENT) {
      String said = Json.text(read.node(), "error") == null ? "no event" : "an error";
      return new Read(
          Optional.empty(), Optional.of(new Parsed.Rejected(RejectReason.UNKNOWN_TYPE, said)));
    }
    String payload = Json.text(read.node(), "payload");
    return new Read(
        Optional.of(new StreamFrame(event, payload == null ? "" : payload)), Optional.empty());
  }

  /**
   * Server-sent events, line by line
   * (https://html.spec.whatwg.org/multipage/server-sent-events.html). Used by one thread.
   */
  static final class Lines {
    private static final int MOST_DATA = 2 << 20;
    private final List<String> data = new ArrayList<>(1);
    private int size;
    private String event = "";

    /** The message that the line ends, if it ends one. */
    Optional<StreamFrame> take(String line) {
      if (line.isEmpty()) {
        Optional<StreamFrame> whole =
            data.isEmpty()
                ? Optional.empty()
                : Optional.of(new StreamFrame(event, String.join("\n", data)));
        data.clear();
        size = 0;
        event = "";
        return whole;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String rest = colon < 0 ? "" : line.substring(colon + 1);
      String value = rest.startsWith(" ") ? rest.substring(1) : rest;
      if (field.equals("event")) {
        event = value.length() > LONGEST_EVENT ? "" : value;
      } else if (field.equals("data")) {
        size += value.length();
        if (size <= MOST_DATA) {
          data.add(value);
        }
      }
      return Optional.empty();
    }
  }
}
