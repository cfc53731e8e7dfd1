package org.chancery.ingest.source.bluesky;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The address of a block by its SHA-256: version 1, codec DAG-CBOR or raw, the only ones that the
 * AT protocol blesses. Immutable.
 */
final class Cid {
  /** Version, codec, hash function, length of the hash, hash. */
  static final int LENGTH = 36;

  /** {@code b} and 58 digits of five bits. */
  private static final int TEXT_LENGTH = 59;

  private static final int VERSION = 1;
  private static final int DAG_CBOR = 0x71;
  private static final int RAW = 0x55;
  private static final int SHA_256 = 0x12;
  private static final int HASH_BYTES = 32;
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private final byte[] bytes;

  private Cid(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the bytes of an address.
   *
   * @throws BadBlockException when they are none that the AT protocol uses
   */
  static Cid of(byte[] from, int at) throws BadBlockException {
    if (at + LENGTH > from.length
        || from[at] != VERSION
        || (from[at + 1] != DAG_CBOR && from[at + 1] != RAW)
        || from[at + 2] != SHA_256
        || from[at + 3] != HASH_BYTES) {
      throw new BadBlockException("no CID of version 1 with SHA-256");
    }
    return new Cid(Arrays.copyOfRange(from, at, at + LENGTH));
  }

  /** The address as a link in DAG-CBOR has it, behind a zero byte. */
  static Cid ofLink(byte[] link) throws BadBlockException {
    if (link.length != LENGTH + 1 || link[0] != 0) {
      throw new BadBlockException("no link to a CID");
    }
    return of(link, 1);
  }

  /**
   * Reads the text of an address.
   *
   * @throws BadBlockException when it is none
   */
  static Cid parse(String text) throws BadBlockException {
    byte[] bytes = new byte[LENGTH];
    int held = 0;
    int bits = 0;
    int at = 0;
    if (text.length() != TEXT_LENGTH || text.charAt(0) != 'b') {
      throw new BadBlockException("no CID in base 32");
    }
    for (int i = 1; i < text.length(); i++) {
      int digit = BASE32.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new BadBlockException("no CID in base 32");
      }
      held = (held << 5 | digit) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (held >> bits);
      }
    }
    return of(bytes, 0);
  }

  /** Whether the block is the one that is meant. */
  boolean isOf(byte[] block, int from, int length) {
    try {
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      sum.update(block, from, length);
      return Arrays.equals(sum.digest(), Arrays.copyOfRange(bytes, 4, LENGTH));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cid cid && Arrays.equals(bytes, cid.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In lower-case base 32, as JSON has it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("b");
    int held = 0;
    int bits = 0;
    for (byte b : bytes) {
      held = held << 8 | b & 0xff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt(held >> bits & 31));
      }
      held &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(BASE32.charAt(held << 5 - bits & 31));
    }
    return text.toString();
  }
}
