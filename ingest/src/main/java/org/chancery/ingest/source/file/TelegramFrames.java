package org.chancery.ingest.source.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a Telegram Desktop export, of one chat or of all: elements of each array that
 * stands behind the key {@code messages}. What the chat tells of itself stands before it and is
 * kept in {@link #chat}; a chat of a hundred thousand messages is never held as a whole.
 */
final class TelegramFrames implements Frames {
  private static final int LONGEST = 4_096;

  /**
   * What a chat tells of itself; each is null where it does not.
   *
   * @param type {@code public_channel}, {@code personal_chat} and others
   * @param id a number, stable
   */
  record Chat(@Nullable String name, @Nullable String type, @Nullable String id) {
    static final Chat UNKNOWN = new Chat(null, null, null);
  }

  private final ByteWindow window;
  private Chat chat = Chat.UNKNOWN;
  private @Nullable ValueFrames messages;
  private boolean any;
  private boolean ended;

  TelegramFrames(ByteWindow window) {
    this.window = window;
  }

  Chat chat() {
    return chat;
  }

  @Override
  public boolean next() throws IOException {
    while (!ended) {
      if (messages != null && messages.next()) {
        return true;
      }
      if (messages != null) {
        messages = null;
        chat = Chat.UNKNOWN;
      }
      if (findMessages()) {
        any = true;
        messages = ValueFrames.elements(window, true);
      } else {
        ended = true;
        return !any;
      }
    }
    return false;
  }

  /** Goes on behind the bracket that opens the next messages; false at the end of the file. */
  private boolean findMessages() throws IOException {
    while (true) {
      window.mark();
      int b = window.read();
      if (b < 0) {
        return false;
      }
      if (b != '"') {
        continue;
      }
      String key = string();
      blanks();
      if (window.peek() != ':') {
        continue;
      }
      window.read();
      blanks();
      switch (key) {
        case "name" -> chat = new Chat(scalar(), chat.type(), chat.id());
        case "type" -> chat = new Chat(chat.name(), scalar(), chat.id());
        case "id" -> chat = new Chat(chat.name(), chat.type(), scalar());
        case "messages" -> {
          if (window.peek() == '[') {
            window.read();
            return true;
          }
        }
        default -> {
          // a value may hold what is looked for: it is gone through like the rest
        }
      }
    }
  }

  private void blanks() throws IOException {
    while (JsonFrames.blank(window.peek())) {
      window.read();
    }
  }

  /** A string or number; null for what is neither. */
  private @Nullable String scalar() throws IOException {
    int b = window.peek();
    if (b == '"') {
      window.read();
      return string();
    }
    StringBuilder number = new StringBuilder();
    while (b == '-' || b >= '0' && b <= '9') {
      number.append((char) window.read());
      b = window.peek();
    }
    return number.isEmpty() || number.length() > 20 ? null : number.toString();
  }

  /** The rest of a string, its escapes resolved; what is too long is cut. */
  private String string() throws IOException {
    StringBuilder raw = new StringBuilder("\"");
    for (int b = window.read(); b >= 0 && b != '"'; b = window.read()) {
      int escaped = b == '\\' ? window.read() : -1;
      if (raw.length() < LONGEST) {
        raw.append((char) b);
        if (escaped >= 0) {
          raw.append((char) escaped);
        }
      }
      window.mark();
    }
    byte[] json = raw.append('"').toString().getBytes(StandardCharsets.ISO_8859_1);
    Json.Result read = Json.parse(json, 0, json.length);
    String text = Json.scalar(read.node());
    return text == null ? "" : Texts.clean(text);
  }

  @Override
  public long line() {
    return messages == null ? window.line() : messages.line();
  }

  @Override
  public Parsed.@Nullable Rejected problem() {
    return messages == null
        ? new Parsed.Rejected(
            RejectReason.MALFORMED, "no messages: not an export of Telegram Desktop as JSON")
        : messages.problem();
  }

  /** The record at which the frames stand. */
  Json.Result parsed() {
    return messages == null
        ? new Json.Result(null, problem())
        : Json.parse(messages.buffer(), messages.from(), messages.to());
  }
}
