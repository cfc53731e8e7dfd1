package org.chancery.ingest.source.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a feed had at its last reading and what they said, 16 bytes an entry. Immutable.
 */
final class Known {
  static final Known NOTHING = new Known(new byte[0]);
  private static final int BYTES = 2 * Long.BYTES;

  private final byte[] pairs;

  Known(byte[] pairs) {
    this.pairs = pairs;
  }

  static Known of(Map<Long, Long> sums) {
    ByteBuffer pairs = ByteBuffer.allocate(sums.size() * BYTES);
    sums.forEach((id, sum) -> pairs.putLong(id).putLong(sum));
    return new Known(pairs.array());
  }

  Map<Long, Long> sums() {
    Map<Long, Long> sums = new LinkedHashMap<>();
    ByteBuffer buffer = ByteBuffer.wrap(pairs);
    while (buffer.remaining() >= BYTES) {
      sums.put(buffer.getLong(), buffer.getLong());
    }
    return sums;
  }

  boolean isEmpty() {
    return pairs.length == 0;
  }

  byte[] bytes() {
    return pairs;
  }

  /** 64 bits of SHA-256. */
  static long sum(@Nullable String... texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        digest.update((text == null ? "" : text).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
