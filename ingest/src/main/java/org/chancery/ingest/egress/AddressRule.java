package org.chancery.ingest.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a connection to an address may be opened. It is asked with the very address to which the
 * socket connects, never with a name, so that an answer of DNS that changes cannot help. Immutable.
 *
 * @param permitted {@code host:port} on this machine that may be reached though it is loopback
 *     ({@code 127.0.0.1:8080}, {@code localhost:8080}); given by the operator, never by a remote
 * @param offline whether nothing but {@code permitted} may be reached
 */
public record AddressRule(Set<String> permitted, boolean offline) {
  private static final AddressRange LOOPBACK_V4 = AddressRange.of("127.0.0.0/8", "loopback");
  private static final AddressRange LOOPBACK_V6 = AddressRange.of("::1/128", "loopback");

  public AddressRule {
    permitted = Set.copyOf(permitted);
  }

  /** Whether the operator named this host and port on this machine. */
  public boolean permits(String host, int port) {
    return permitted.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
  }

  /** Whether the operator named host and port of an address of the web on this machine. */
  public boolean permits(URI at) {
    return at.getHost() != null && permitted.contains(place(at));
  }

  /**
   * Whether an address, on the word of another, may lead to what the operator permitted on this
   * machine: only to the very place that said so. Addresses elsewhere are not asked about here.
   *
   * @param teller address of who told it, or redirects to it
   */
  public boolean mayTell(URI teller, URI at) {
    return !permits(at) || (permits(teller) && place(teller).equals(place(at)));
  }

  /** Whether the address itself, not what its name leads to, is this machine's. */
  public static boolean isThisMachine(URI at) {
    return at.getHost() != null && isThisMachine(at.getHost());
  }

  /**
   * Whether a host is this machine by its writing.
   *
   * @param written name, IPv4 address, or IPv6 address in brackets
   */
  public static boolean isThisMachine(String written) {
    String host = written.toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("127\\.[0-9.]+")
        || isLoopbackLiteral(host);
  }

  /** Whether nobody on the way reads what is sent there: over https, or on this machine. */
  public static boolean keepsSecrets(URI at) {
    return "https".equals(at.getScheme()) || isThisMachine(at);
  }

  /** {@code host:port} of an address, as {@link #permitted} names it. */
  public static String place(URI at) {
    String host = String.valueOf(at.getHost()).toLowerCase(Locale.ROOT);
    return (isLoopbackLiteral(host) ? "[::1]" : host) + ":" + port(at);
  }

  static int port(URI at) {
    boolean secure = "https".equals(at.getScheme()) || "wss".equals(at.getScheme());
    return at.getPort() >= 0 ? at.getPort() : secure ? 443 : 80;
  }

  /** {@code [::1]} in any writing, as {@link #refusal} takes it. */
  private static boolean isLoopbackLiteral(String host) {
    if (!host.startsWith("[")) {
      return false;
    }
    try {
      return InetAddress.getByName(host.replaceFirst("%.*", "]")).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Why a connection is not allowed, in words; empty when it is.
   *
   * @param host name or literal as it stood in the address that was asked for
   */
  public Optional<String> refusal(String host, InetAddress address, int port) {
    boolean literal = host.contains(":") && isLoopback(address.getAddress()); // ::1 in any writing
    if (permits(literal ? "[::1]" : host, port)) {
      return isLoopback(address.getAddress())
          ? Optional.empty()
          : Optional.of("%s is permitted as this machine, but is another".formatted(host));
    }
    if (isLoopback(address.getAddress())) {
      return Optional.of(notPermitted("%s:%d".formatted(literal ? "[::1]" : host, port), ""));
    }
    if (offline) {
      return Optional.of("offline");
    }
    return special(address).map(what -> "%s: %s".formatted(address.getHostAddress(), what));
  }

  /** Which rule refuses a connection to an address. */
  Outcome.Rule rule(InetAddress address) {
    return offline && !isLoopback(address.getAddress())
        ? Outcome.Rule.OFFLINE
        : Outcome.Rule.ADDRESS;
  }

  /**
   * @param by who leads there, as an insertion; empty when it is the operator's own
   */
  static String notPermitted(String place, String by) {
    return "%s%s is on this machine and not permitted (permit: in the settings of sources)"
        .formatted(place, by);
  }

  private static boolean isLoopback(byte[] address) {
    return LOOPBACK_V4.holds(address) || LOOPBACK_V6.holds(address);
  }

  /** What the address is for when it is not a public one. */
  public static Optional<String> special(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return within(AddressRange.IPV4.stream(), bytes);
    }
    if (!AddressRange.IPV6_PUBLIC.holds(bytes)) {
      return Optional.of("not a public IPv6 address");
    }
    if (isIsatap(bytes)) {
      return Optional.of("ISATAP");
    }
    return within(AddressRange.IPV6.stream(), bytes);
  }

  /** An interface identifier {@code [02]00:5efe:a.b.c.d} hides an IPv4 address, RFC 5214. */
  private static boolean isIsatap(byte[] bytes) {
    return (bytes[8] & ~2) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
  }

  private static Optional<String> within(Stream<AddressRange> ranges, byte[] bytes) {
    return ranges.filter(range -> range.holds(bytes)).map(AddressRange::what).findFirst();
  }
}
