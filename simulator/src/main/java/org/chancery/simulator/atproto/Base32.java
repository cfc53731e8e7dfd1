package org.chancery.simulator.atproto;

/** The two base-32 spellings that AT Protocol identifiers use. */
final class Base32 {
  static final String PLAIN = "abcdefghijklmnopqrstuvwxyz234567";
  static final String SORTABLE = "234567abcdefghijklmnopqrstuvwxyz";

  private Base32() {}

  /** RFC 4648 lower case without padding. */
  static String plain(byte[] bytes) {
    StringBuilder out = new StringBuilder((bytes.length * 8 + 4) / 5);
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << 8 | b & 0xff) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        out.append(PLAIN.charAt(buffer >>> bits & 31));
      }
    }
    if (bits > 0) out.append(PLAIN.charAt(buffer << (5 - bits) & 31));
    return out.toString();
  }
}
