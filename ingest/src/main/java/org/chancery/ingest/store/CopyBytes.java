package org.chancery.ingest.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow, numbers in network order, texts as UTF-8. Not thread-safe. */
final class CopyBytes {
  private static final VarHandle SHORT = numbers(short[].class);
  private static final VarHandle INT = numbers(int[].class);
  private static final VarHandle LONG = numbers(long[].class);
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private byte[] bytes;
  private int size;

  CopyBytes(int room) {
    bytes = new byte[room];
  }

  private static VarHandle numbers(Class<?> view) {
    return MethodHandles.byteArrayViewVarHandle(view, ByteOrder.BIG_ENDIAN);
  }

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  void int2(int value) {
    room(Short.BYTES);
    SHORT.set(bytes, size, (short) value);
    size += Short.BYTES;
  }

  void int4(int value) {
    room(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void int8(long value) {
    room(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  void one(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void raw(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  /** Leaves room for the size of what follows, to be told by {@link #endSized}. */
  int beginSized() {
    int4(0);
    return size;
  }

  /**
   * @param from what {@link #beginSized} gave
   */
  void endSized(int from) {
    INT.set(bytes, from - Integer.BYTES, size - from);
  }

  /** Leaves room for a count that {@link #setInt4} fills in. */
  int reserveInt4() {
    int4(0);
    return size - Integer.BYTES;
  }

  void setInt4(int at, int value) {
    INT.set(bytes, at, value);
  }

  void setInt2(int at, int value) {
    SHORT.set(bytes, at, (short) value);
  }

  /** Any text; NUL, which PostgreSQL does not hold, is left out, half a pair becomes U+FFFD. */
  void text(String text) {
    text(text, 0, text.length());
  }

  /** As {@link #text(String)}, of a part that does not cut a pair. */
  void text(String text, int from, int to) {
    room(3 * (to - from));
    byte[] into = bytes;
    int end = size;
    int i = from;
    for (char c; i < to && (c = text.charAt(i)) < 0x80 && c != 0; i++) {
      into[end++] = (byte) c;
    }
    size = end;
    for (; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        i += beyondAscii(text, i, c);
      } else if (c != 0) {
        bytes[size++] = (byte) c;
      }
    }
  }

  /** Returns how many more characters it took. */
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
}
