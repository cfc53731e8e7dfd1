package org.chancery.ingest.source.bluesky;

import java.util.HashMap;
import java.util.Map;

/**
 * The blocks of a content-addressable archive of version 1, each checked against its address when
 * the archive is read. Immutable.
 *
 * @see <a href="https://ipld.io/specs/transport/car/carv1/">CARv1</a>
 */
final class Car {
  private final byte[] bytes;
  private final Map<Cid, Span> blocks = new HashMap<>();

  private record Span(int from, int length) {}

  private Car(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads an archive.
   *
   * @throws BadBlockException when it is torn or a block is not what its address says
   */
  static Car read(byte[] bytes) throws BadBlockException {
    Car car = new Car(bytes);
    int[] at = {0};
    int header = car.length(at);
    at[0] += header;
    while (at[0] < bytes.length) {
      int length = car.length(at);
      int end = at[0] + length;
      Cid cid = Cid.of(bytes, at[0]);
      Span block = new Span(at[0] + Cid.LENGTH, length - Cid.LENGTH);
      if (block.length() < 0 || !cid.isOf(bytes, block.from(), block.length())) {
        throw new BadBlockException("a block is not what its CID says");
      }
      car.blocks.put(cid, block);
      at[0] = end;
    }
    return car;
  }

  /** The length of what comes next, which lies within the archive. */
  private int length(int[] at) throws BadBlockException {
    long length = 0;
    int shift = 0;
    while (true) {
      if (at[0] >= bytes.length || shift > 28) {
        throw new BadBlockException("the archive is torn");
      }
      byte b = bytes[at[0]++];
      length |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        break;
      }
      shift += 7;
    }
    if (length == 0 || length > bytes.length - at[0]) {
      throw new BadBlockException("the archive is torn");
    }
    return (int) length;
  }

  /**
   * The block of an address.
   *
   * @throws BadBlockException when it is missing
   */
  byte[] block(Cid cid) throws BadBlockException {
    Span span = blocks.get(cid);
    if (span == null) {
      throw new BadBlockException("a block is missing");
    }
    return java.util.Arrays.copyOfRange(bytes, span.from(), span.from() + span.length());
  }

  /** How many different blocks there are. */
  int size() {
    return blocks.size();
  }
}
