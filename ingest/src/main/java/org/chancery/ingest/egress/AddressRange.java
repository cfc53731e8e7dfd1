package org.chancery.ingest.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A span of addresses by its leading bits.
 *
 * @param first address as bytes, 4 or 16
 * @param bits leading bits that count
 * @param what what the span is for, in words
 */
record AddressRange(byte[] first, int bits, String what) {

  static AddressRange of(String cidr, String what) {
    int slash = cidr.indexOf('/');
    byte[] first = literal(cidr.substring(0, slash));
    return new AddressRange(first, Integer.parseInt(cidr.substring(slash + 1)), what);
  }

  /** A literal is never looked up. */
  private static byte[] literal(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + address, e);
    }
  }

  boolean holds(byte[] address) {
    if (address.length != first.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (address[i] != first[i]) {
        return false;
      }
    }
    int rest = bits % 8;
    return rest == 0 || ((address[whole] ^ first[whole]) & 0xff) >>> (8 - rest) == 0;
  }

  /**
   * IPv4 that is not globally reachable, or that leads elsewhere than it seems. IANA IPv4
   * Special-Purpose Address Registry (RFC 6890 and later), multicast RFC 5771, class E RFC 1112.
   */
  static final List<AddressRange> IPV4 =
      List.of(
          of("0.0.0.0/8", "this network"),
          of("10.0.0.0/8", "private"),
          of("100.64.0.0/10", "shared by carriers"),
          of("127.0.0.0/8", "loopback"),
          of("168.63.129.16/32", "metadata of a cloud"),
          of("169.254.0.0/16", "link-local and metadata"),
          of("172.16.0.0/12", "private"),
          of("192.0.0.0/24", "protocol assignments"),
          of("192.0.2.0/24", "documentation"),
          of("192.31.196.0/24", "AS112"),
          of("192.52.193.0/24", "AMT"),
          of("192.88.99.0/24", "6to4 relay"),
          of("192.168.0.0/16", "private"),
          of("192.175.48.0/24", "AS112"),
          of("198.18.0.0/15", "benchmarking"),
          of("198.51.100.0/24", "documentation"),
          of("203.0.113.0/24", "documentation"),
          of("224.0.0.0/4", "multicast"),
          of("240.0.0.0/4", "reserved and broadcast"));

  /** All that is allotted for public use in IPv6 (RFC 4291); what lies outside is refused. */
  static final AddressRange IPV6_PUBLIC = of("2000::/3", "global unicast");

  /** Exceptions within {@link #IPV6_PUBLIC}: IANA IPv6 Special-Purpose Address Registry. */
  static final List<AddressRange> IPV6 =
      List.of(
          of("2001::/23", "Teredo and protocol assignments"),
          of("2001:db8::/32", "documentation"),
          of("2002::/16", "6to4"),
          of("2620:4f:8000::/48", "AS112"),
          of("3ffe::/16", "6bone, returned"),
          of("3fff::/20", "documentation"));
}
