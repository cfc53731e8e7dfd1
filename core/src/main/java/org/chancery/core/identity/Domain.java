package org.chancery.core.identity;

import com.ibm.icu.text.IDNA;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A host name cut into what its owner registered and what is around it.
 *
 * @param host lower case, punycode decoded
 * @param label what was registered: {@code elysee} of {@code www.elysee.fr}
 * @param suffix the ending below which one registers: {@code fr}, {@code gouv.fr}, {@code
 *     bsky.social}
 * @param under the labels before it, joined by dots: {@code www}; empty when there are none
 * @param hosted whether anybody can have a name below this ending for the asking
 */
record Domain(String host, String label, String suffix, String under, boolean hosted) {
  /** Where Bluesky handles are handed out: by Bluesky itself and by the Bridgy Fed bridge. */
  private static final Set<String> HOSTS = Set.of("bsky.social", "ap.brid.gy", "web.brid.gy");

  /** Second-level endings that many countries have; only before a two-letter one. */
  private static final Set<String> SECOND_LEVEL =
      Set.of("ac", "co", "com", "edu", "mil", "net", "ne", "or", "org", "asso", "int");

  private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.DEFAULT);
  private static final int LONGEST = 253;

  /** Cuts a host name; empty when it is none. */
  static Optional<Domain> of(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    if (host.isEmpty() || host.length() > LONGEST || host.indexOf('.') < 0) {
      return Optional.empty();
    }
    if (host.contains("xn--")) {
      StringBuilder decoded = new StringBuilder();
      UTS46.nameToUnicode(host, decoded, new IDNA.Info());
      host = decoded.toString();
    }
    List<String> labels = List.of(host.split("\\.", -1));
    if (labels.stream().anyMatch(String::isEmpty)) {
      return Optional.empty();
    }
    int suffix = suffixLabels(labels);
    int at = labels.size() - suffix - 1;
    if (at < 0) {
      return Optional.empty();
    }
    String ending = String.join(".", labels.subList(at + 1, labels.size()));
    return Optional.of(
        new Domain(
            host,
            labels.get(at),
            ending,
            String.join(".", labels.subList(0, at)),
            HOSTS.contains(ending)));
  }

  private static int suffixLabels(List<String> labels) {
    int n = labels.size();
    if (n > 3 && HOSTS.contains(String.join(".", labels.subList(n - 3, n)))) {
      return 3;
    }
    String last = labels.get(n - 1);
    String second = labels.get(n - 2);
    String two = second + "." + last;
    boolean byCountry = last.length() == 2 && SECOND_LEVEL.contains(second);
    boolean known = HOSTS.contains(two) || GovernmentZones.isZone(two);
    return n > 2 && (byCountry || known) ? 2 : 1;
  }

  /** The host itself and all that it ends in after a dot, the longest first. */
  static Stream<String> endings(String host) {
    return Stream.iterate(
        host,
        at -> !at.isEmpty(),
        at -> at.substring(at.indexOf('.') < 0 ? at.length() : at.indexOf('.') + 1));
  }

  /** {@code elysee.fr}. */
  String registered() {
    return label + "." + suffix;
  }

  /** The host's parts between dots and hyphens. */
  String[] tokens() {
    return host.split("[.-]");
  }
}
