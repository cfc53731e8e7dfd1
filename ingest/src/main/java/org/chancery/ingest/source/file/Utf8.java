package org.chancery.ingest.source.file;

/** Strict UTF-8: no overlong forms, no surrogates, nothing over U+10FFFF (RFC 3629, section 4). */
final class Utf8 {
  private Utf8() {}

  static boolean valid(byte[] bytes, int from, int to) {
    return firstBad(bytes, from, to) < 0;
  }

  static boolean ascii(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Place of the first byte that is not part of a character; -1 when there is none. */
  static int firstBad(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int length = length(bytes, i, to);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /** Bytes of the character that begins at a byte over 127; 0 when it is none. */
  static int length(byte[] bytes, int i, int to) {
    int b = bytes[i] & 0xff;
    int length = b < 0xc2 ? 0 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : b < 0xf5 ? 4 : 0;
    if (length == 0 || i + length > to) {
      return 0;
    }
    int second = bytes[i + 1] & 0xff;
    int low = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
    int high = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int k = 2; k < length; k++) {
      if ((bytes[i + k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
