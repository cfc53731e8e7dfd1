package org.chancery.simulator.atproto;

/**
 * Timestamp identifiers of AT Protocol: 53 bits of microseconds and 10 bits of clock id, in 13
 * sortable characters.
 */
public final class Tid {
  private Tid() {}

  /**
   * @param micros Unix microseconds, below 2^53
   */
  public static String of(long micros, int clockId) {
    long value = micros << 10 | clockId & 1023;
    char[] out = new char[13];
    for (int i = 12; i >= 0; i--) {
      out[i] = Base32.SORTABLE.charAt((int) (value & 31));
      value >>>= 5;
    }
    return new String(out);
  }

  /** The microseconds that a TID holds. */
  public static long micros(String tid) {
    long value = 0;
    for (int i = 0; i < tid.length(); i++)
      value = value << 5 | Base32.SORTABLE.indexOf(tid.charAt(i));
    return value >>> 10;
  }
}
