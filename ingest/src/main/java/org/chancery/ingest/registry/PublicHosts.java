package org.chancery.ingest.registry;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chancery.ingest.egress.AddressRule;

/**
 * Which addresses of feeds can be on the public internet, as far as they tell it themselves: no
 * name is looked up. Whoever asks them checks again, by the address itself.
 */
public final class PublicHosts {
  private static final Pattern LITERAL = Pattern.compile("\\[.*]|[0-9.]+|0x[0-9a-fA-F.x]+");
  private static final List<String> LOCAL_ZONES =
      List.of("localhost", "local", "internal", "home.arpa", "lan", "test", "invalid");

  private PublicHosts() {}

  /** Why it cannot be; empty when nothing in the address says so. */
  public static Optional<String> fault(String feed) {
    String host;
    try {
      host = URI.create(feed).getHost();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // told as a bad handle
    }
    if (host == null) {
      return Optional.empty();
    }
    String plain = host.toLowerCase(Locale.ROOT);
    if (LITERAL.matcher(plain).matches()) {
      return literal(plain);
    }
    if (plain.indexOf('.') < 0 && !plain.equals("localhost")) {
      return Optional.of("a name without a domain");
    }
    return LOCAL_ZONES.stream()
        .filter(zone -> plain.equals(zone) || plain.endsWith("." + zone))
        .findFirst()
        .map(zone -> "names under %s are of one machine or network".formatted(zone));
  }

  private static Optional<String> literal(String host) {
    try {
      return AddressRule.special(InetAddress.getByName(host)); // a literal: nothing is looked up
    } catch (UnknownHostException e) {
      return Optional.of("no address");
    }
  }
}
