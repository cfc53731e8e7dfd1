package org.chancery.ingest.egress;

import com.ibm.icu.text.IDNA;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an address of the web strictly where it says whom to ask, leniently in its path. An unusual
 * spelling of an IP address (octal, hexadecimal, short, one number) is refused, since programs
 * disagree on what it means.
 */
final class WebUrl {
  private static final int LONGEST = 4096;
  private static final Pattern PARTS =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\\\]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?");
  private static final Pattern HOST_PORT =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::([0-9]{0,5}))?");
  private static final Pattern DOTTED_QUAD =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?");
  private static final String KEPT_IN_PATH =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.NONTRANSITIONAL_TO_UNICODE);

  private WebUrl() {}

  /**
   * @throws RefusedException with what is wrong
   */
  static URI parse(String url) throws RefusedException {
    String given = url.strip();
    if (given.length() > LONGEST) {
      throw bad("longer than %d characters".formatted(LONGEST));
    }
    if (given.chars().anyMatch(Character::isISOControl)) {
      throw bad("control characters");
    }
    Matcher parts = PARTS.matcher(given);
    if (!parts.matches()) {
      throw bad("not scheme://host/path");
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new RefusedException(Outcome.Rule.SCHEME, "only http and https, was " + scheme);
    }
    String authority = parts.group(2);
    if (authority.contains("@")) {
      throw new RefusedException(Outcome.Rule.CREDENTIALS, "a name or password in the address");
    }
    if (parts.group(3).startsWith("\\")) {
      throw bad("a backslash behind the host");
    }
    Matcher hostPort = HOST_PORT.matcher(authority);
    if (!hostPort.matches()) {
      throw bad("not a host");
    }
    return join(
        scheme,
        host(hostPort.group(1)),
        port(scheme, hostPort.group(2)),
        parts.group(3),
        parts.group(4));
  }

  /**
   * Resolves what {@code Location} says.
   *
   * @param location each character a byte of the wire; what is not ASCII is UTF-8, as browsers hold
   */
  static URI follow(URI from, String location) throws RefusedException {
    String to =
        new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    if (to.startsWith("//") || to.startsWith("\\")) {
      return parse(from.getScheme() + ":" + to);
    }
    if (to.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      return parse(to);
    }
    try {
      return parse(from.resolve(new URI(escaped(to, "?%#"))).toString());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw bad("not an address to go on to");
    }
  }

  private static URI join(String scheme, String host, int port, String path, @Nullable String query)
      throws RefusedException {
    StringBuilder whole = new StringBuilder(scheme).append("://").append(host);
    if (port != (scheme.equals("https") ? 443 : 80)) {
      whole.append(':').append(port);
    }
    whole.append(path.isEmpty() ? "/" : escaped(path, "%"));
    if (query != null) {
      whole.append('?').append(escaped(query, "?%"));
    }
    try {
      return new URI(whole.toString());
    } catch (URISyntaxException e) {
      throw bad("not an address");
    }
  }

  private static String host(String given) throws RefusedException {
    if (given.startsWith("[")) {
      return given.toLowerCase(Locale.ROOT);
    }
    if (given.indexOf('%') >= 0) {
      throw bad("an escaped host");
    }
    StringBuilder ascii = new StringBuilder();
    IDNA.Info info = new IDNA.Info();
    UTS46.nameToASCII(given, ascii, info);
    String host = ascii.toString().toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    if (info.hasErrors() && given.chars().anyMatch(c -> c > 0x7f)
        || !NAME.matcher(host).matches()) {
      throw bad("not a host name");
    }
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (NUMBER.matcher(last).matches() && !DOTTED_QUAD.matcher(host).matches()) {
      throw bad("an unusual spelling of an IP address");
    }
    return host;
  }

  private static int port(String scheme, @Nullable String given) throws RefusedException {
    if (given == null || given.isEmpty()) {
      return scheme.equals("https") ? 443 : 80;
    }
    int port = Integer.parseInt(given);
    if (port < 1 || port > 65_535) {
      throw new RefusedException(Outcome.Rule.PORT, "no such port: " + port);
    }
    return port;
  }

  /** Escapes what may not stand in a path or query; what is escaped already stays. */
  private static String escaped(String text, String alsoKept) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean lonePercent = c == '%' && !(hex(bytes, i + 1) && hex(bytes, i + 2));
      if (!lonePercent && (KEPT_IN_PATH.indexOf(c) >= 0 || alsoKept.indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append('%').append("%02X".formatted((int) c));
      }
    }
    return out.toString();
  }

  private static boolean hex(byte[] bytes, int at) {
    return at < bytes.length && Character.digit(bytes[at], 16) >= 0;
  }

  private static RefusedException bad(String why) {
    return new RefusedException(Outcome.Rule.BAD_URL, why);
  }
}
