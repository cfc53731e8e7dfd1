package org.chancery.simulator.atproto;

import java.nio.ByteBuffer;
import org.chancery.simulator.chance.Chance;

/**
 * Identifiers that look like the real ones: right form and length, but the bits are a seeded mix
 * and no hash of the content. Nothing here can be the identifier of a real account except by a
 * chance of 2^-120.
 */
public final class Identifiers {
  private static final byte DAG_CBOR = 0x71;
  private static final byte RAW = 0x55;

  private Identifiers() {}

  /** {@code did:plc:} and 24 base-32 characters. */
  public static String did(long seed, long number) {
    long high = Chance.mix(seed * 31 + number);
    long low = Chance.mix(high ^ number << 20);
    byte[] bits = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    return "did:plc:" + Base32.plain(bits).substring(0, 24);
  }

  /** The CID of a record ({@code bafyrei…}). */
  public static String recordCid(long a, long b) {
    return cid(DAG_CBOR, a, b);
  }

  /** The CID of a blob ({@code bafkrei…}). */
  public static String blobCid(long a, long b) {
    return cid(RAW, a, b);
  }

  private static String cid(byte codec, long a, long b) {
    ByteBuffer bytes =
        ByteBuffer.allocate(36).put((byte) 1).put(codec).put((byte) 0x12).put((byte) 0x20);
    long mixed = Chance.mix(a) ^ b;
    for (int i = 0; i < 4; i++) {
      mixed = Chance.mix(mixed + 0x9E3779B97F4A7C15L);
      bytes.putLong(mixed);
    }
    return "b" + Base32.plain(bytes.array());
  }
}
