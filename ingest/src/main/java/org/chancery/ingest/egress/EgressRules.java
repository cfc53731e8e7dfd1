package org.chancery.ingest.egress;

import java.time.Duration;
import java.util.Set;

/**
 * What may go out, how much may come back, and how polite we are. Immutable.
 *
 * @param agent the {@code User-Agent}: name, version and where to complain
 * @param address which machines may be reached
 * @param ports ports that may be asked besides those permitted by {@code address}
 */
public record EgressRules(
    String agent, AddressRule address, Set<Integer> ports, Limits limits, Manners manners) {

  /** Name by which {@code robots.txt} may address us, RFC 9309. */
  public static final String ROBOT = "chancery";

  public EgressRules {
    ports = Set.copyOf(ports);
  }

  /**
   * Bounds of one exchange.
   *
   * @param body most bytes after decompression
   * @param ratio most decoded bytes to one received byte, once {@link #FREE_BYTES} were decoded
   * @param deadline from the first connect to the last byte, redirects included
   * @param redirects most hops
   * @param headerLine most characters of one line of the head
   * @param headers most lines of the head
   */
  public record Limits(
      long body, int ratio, Duration deadline, int redirects, int headerLine, int headers) {

    /** Decoded bytes that any answer may have, however well it was compressed. */
    public static final long FREE_BYTES = 1 << 20;

    public static final Limits USUAL =
        new Limits(16L << 20, 100, Duration.ofSeconds(30), 3, 8 << 10, 100);

    /** How long a body without end may say nothing: hearts of streams beat every 15 to 30 s. */
    Duration silence() {
      return deadline.multipliedBy(3);
    }
  }

  /**
   * How we treat a host.
   *
   * @param atOnce most exchanges with one host at the same time
   * @param between least time between two starts; {@code Crawl-delay} lengthens it
   * @param patience how long a caller waits for its turn before it is told to come again
   * @param longestWait bound of what {@code Retry-After} and {@code Crawl-delay} can ask for
   */
  public record Manners(int atOnce, Duration between, Duration patience, Duration longestWait) {
    public static final Manners USUAL =
        new Manners(2, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofDays(1));
  }

  /**
   * The usual rules.
   *
   * @param contact where the owner of a server reaches us: an address of a page or of mail
   * @param permitted {@code host:port} of this machine that may be reached
   */
  public static EgressRules usual(String contact, Set<String> permitted, boolean offline) {
    return new EgressRules(
        "Chancery/0.1 (+%s)".formatted(contact),
        new AddressRule(permitted, offline),
        Set.of(80, 443),
        Limits.USUAL,
        Manners.USUAL);
  }
}
