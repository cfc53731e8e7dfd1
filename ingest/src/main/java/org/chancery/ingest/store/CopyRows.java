package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for PostgreSQL's COPY in its text form, written straight as UTF-8: the driver's own way from
 * characters cuts surrogate pairs at the ends of its buffers. Not thread-safe.
 */
final class CopyRows {
  private static final int CHUNK = 1 << 16;
  private static final byte[] NULL = {'\\', 'N'};
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private byte[] bytes = new byte[CHUNK];
  private int size;

  /** One row; null is NULL, instants and keys are written as PostgreSQL reads them. */
  void add(@Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        one('\t');
      }
      value(values[i]);
    }
    one('\n');
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> raw(NULL);
      case Instant at -> plain(at.toString());
      case UUID key -> plain(key.toString());
      case Number number -> plain(number.toString());
      case Boolean flag -> one(flag ? 't' : 'f');
      case List<?> many -> text(array(many));
      default -> text(value.toString());
    }
  }

  /** Text arrays, each element quoted. */
  private static String array(List<?> many) {
    if (many.isEmpty()) {
      return "{}";
    }
    StringBuilder array = new StringBuilder("{");
    for (Object one : many) {
      String quoted = one.toString().replace("\\", "\\\\").replace("\"", "\\\"");
      array.append(array.length() == 1 ? "\"" : ",\"").append(quoted).append('"');
    }
    return array.append('}').toString();
  }

  private void plain(String ascii) {
    room(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
  }

  private void raw(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void one(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
  }

  private void text(String text) {
    int length = text.length();
    room(3 * length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        i += beyondAscii(text, i, c);
      } else if (c == '\\' || c == '\n' || c == '\r' || c == '\t') {
        bytes[size++] = '\\';
        bytes[size++] = (byte) (c == '\\' ? '\\' : c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
      } else if (c != 0) { // PostgreSQL's text holds any character but NUL
        bytes[size++] = (byte) c;
      }
    }
  }

  /** Returns how many more characters it took; half a pair becomes U+FFFD. */
  private int beyondAscii(String text, int at, char c) {
    if (c < 0x800) {
      bytes[size++] = (byte) (0xC0 | c >> 6);
      bytes[size++] = (byte) (0x80 | c & 0x3F);
      return 0;
    }
    if (!Character.isSurrogate(c)) {
      bytes[size++] = (byte) (0xE0 | c >> 12);
      bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
      bytes[size++] = (byte) (0x80 | c & 0x3F);
      return 0;
    }
    int whole = text.codePointAt(at);
    if (whole < 0x10000) {
      raw(REPLACEMENT);
      return 0;
    }
    bytes[size++] = (byte) (0xF0 | whole >> 18);
    bytes[size++] = (byte) (0x80 | whole >> 12 & 0x3F);
    bytes[size++] = (byte) (0x80 | whole >> 6 & 0x3F);
    bytes[size++] = (byte) (0x80 | whole & 0x3F);
    return 1;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Sends the rows into a table, if there are any. */
  void into(Connection connection, String table, String columns) throws SQLException {
    if (isEmpty()) {
      return;
    }
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy %s (%s) from stdin".formatted(table, columns));
    try {
      for (int at = 0; at < size; at += CHUNK) {
        copy.writeToCopy(bytes, at, Math.min(CHUNK, size - at));
      }
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
