package org.chancery.ingest.source.settings;

import java.net.URI;
import java.util.List;
import org.chancery.ingest.egress.AddressRule;

/**
 * An address that the operator set.
 *
 * @param where the option or the place in the file, told in every complaint about it
 */
public record Address(URI uri, String where) {
  private static final List<String> SAFE = List.of("wss", "https");

  /** Whether it is on this machine. */
  public boolean home() {
    return AddressRule.isThisMachine(uri);
  }

  /** Whether what is said there is encrypted. */
  public boolean safe() {
    return SAFE.contains(uri.getScheme());
  }

  /** Whether nothing but scheme, host and port is given. */
  public boolean bare() {
    return uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawFragment() == null;
  }

  /** {@code host:port}, as the egress guard names what is permitted on this machine. */
  public String hostPort() {
    return AddressRule.place(uri);
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
