package org.chancery.ingest.source.bluesky;

import org.chancery.core.event.Parsed;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * One frame of Jetstream, v1 or v2, as an event. The fields come in any order; what is not needed
 * is skipped unread. Thread-safe.
 *
 * @see <a href="https://github.com/bluesky-social/jetstream">Jetstream, README</a>
 */
final class JetstreamFrame {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING = 1 << 20;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxDocumentLength(MAX_STRING)
                  .build())
          .build();

  private JetstreamFrame() {}

  /** What a frame says; where it stands goes to {@code cursor} as far as it could be read. */
  static Parsed parse(String frame, Cursor cursor) {
    cursor.clear(); // what cannot be read does not stand where the one before it stood
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), frame)) {
      return parse(json, cursor);
    } catch (tools.jackson.core.exc.StreamConstraintsException e) {
      return FrameDraft.rejected(RejectReason.TOO_LARGE, "deeper than 64 or longer than 1 MiB");
    } catch (JacksonException e) {
      return FrameDraft.rejected(RejectReason.MALFORMED, "no JSON: " + e.getOriginalMessage());
    }
  }

  /** What a frame says that was taken apart already. */
  static Parsed parse(JsonNode frame, Cursor cursor) {
    try (JsonParser json = frame.traverse(ObjectReadContext.empty())) {
      return parse(json, cursor);
    }
  }

  private static Parsed parse(JsonParser json, Cursor cursor) {
    FrameDraft draft = new FrameDraft();
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return FrameDraft.rejected(RejectReason.MALFORMED, "a frame is a JSON object");
    }
    readTop(json, draft);
    if (json.nextToken() != null) {
      return FrameDraft.rejected(RejectReason.MALFORMED, "something follows the object");
    }
    cursor.timeUs = draft.timeUs;
    cursor.seq = draft.seq;
    cursor.notice = draft.notice;
    return draft.notice != null ? Parsed.Foreign.INSTANCE : draft.event();
  }

  /** Where the frame read last stood, and what the host said of the stream in it. */
  static final class Cursor {
    long timeUs;
    long seq;
    @Nullable String notice;

    private void clear() {
      timeUs = 0;
      seq = 0;
      notice = null;
    }
  }

  private static void readTop(JsonParser json, FrameDraft draft) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "did" -> draft.did = text(json);
        case "time_us" -> {
          draft.timeUs = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : 0;
          pass(json);
        }
        case "kind" -> draft.kind = orEmpty(text(json));
        case "commit" -> readCommit(json, draft);
        case "identity" -> readIdentity(json, draft);
        case "account" -> readAccount(json, draft);
        case "payload" -> readPayload(json, draft);
        case "error" -> draft.notice = text(json);
        default -> pass(json);
      }
    }
  }

  /** A frame of v2 holds the event as one object, its kind in the fragment of {@code $type}. */
  private static void readPayload(JsonParser json, FrameDraft draft) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      pass(json);
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "$type" -> draft.kind = fragment(orEmpty(text(json)));
        case "seq" -> {
          draft.seq = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : 0;
          pass(json);
        }
        case "did" -> draft.did = text(json);
        case "time" -> draft.timeUs = AtTime.micros(orEmpty(text(json)));
        case "operation" -> draft.operation = orEmpty(text(json));
        case "collection" -> draft.collection = orEmpty(text(json));
        case "rkey" -> draft.rkey = text(json);
        case "record" -> draft.record.read(json);
        case "identity" -> readIdentity(json, draft);
        case "account" -> readAccount(json, draft);
        case "name" -> draft.notice = text(json);
        default -> pass(json);
      }
    }
  }

  private static String fragment(String type) {
    return type.substring(type.indexOf('#') + 1);
  }

  private static void readCommit(JsonParser json, FrameDraft draft) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      pass(json);
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "operation" -> draft.operation = orEmpty(text(json));
        case "collection" -> draft.collection = orEmpty(text(json));
        case "rkey" -> draft.rkey = text(json);
        case "record" -> draft.record.read(json);
        default -> pass(json);
      }
    }
  }

  private static void readIdentity(JsonParser json, FrameDraft draft) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      pass(json);
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("handle")) {
        draft.handle = text(json);
      } else {
        pass(json);
      }
    }
  }

  private static void readAccount(JsonParser json, FrameDraft draft) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      pass(json);
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "active" -> {
          draft.active = value == JsonToken.VALUE_TRUE;
          pass(json);
        }
        case "status" -> draft.status = text(json);
        default -> pass(json);
      }
    }
  }

  /**
   * Goes over a value. Strings are read to their end by asking how long they are, which the parser
   * does faster than skipping them ({@code ./bench decode}), and makes none.
   */
  static void pass(JsonParser json) {
    int open = 0;
    while (true) {
      switch (json.currentToken()) {
        case START_OBJECT, START_ARRAY -> open++;
        case END_OBJECT, END_ARRAY -> open--;
        case VALUE_STRING -> json.getStringLength();
        default -> {} // a name, a number or a word
      }
      if (open == 0) {
        return;
      }
      json.nextToken();
    }
  }

  static @Nullable String text(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    pass(json);
    return null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
