package org.chancery.ingest.egress;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One question: a GET, or with a content a POST or PUT. Immutable.
 *
 * @param url as it was found; it may be hostile
 * @param headers by lower-case name; only {@link #HARMLESS} ones go along to another origin
 * @param robots whether {@code robots.txt} decides: yes for pages and feeds, no for an API
 * @param most bytes of the answer, decoded; the limit of the rules holds as well
 * @param content what is sent along; null for a GET
 * @param toldBy whose word the address is; null when it is the operator's own. What the operator
 *     permits on this machine is reached on nobody else's word, but that of the place itself
 */
public record Ask(
    String url,
    Map<String, String> headers,
    boolean robots,
    long most,
    @Nullable Content content,
    @Nullable String toldBy) {

  /**
   * What is sent along.
   *
   * @param method POST or PUT
   * @param type its media type
   * @param leadsOn whether it is sent again to where 307 and 308 lead, over https or on this
   *     machine; else no redirect is followed
   */
  public record Content(String method, String type, byte[] bytes, boolean leadsOn) {
    public Content {
      if (!method.equals("POST") && !method.equals("PUT")) {
        throw new IllegalArgumentException("a content is sent by POST or PUT, was " + method);
      }
    }

    /** A content that no redirect leads on. */
    public Content(String method, String type, byte[] bytes) {
      this(method, type, bytes, false);
    }

    /** The same, which redirects may lead on. */
    public Content leadingOn() {
      return new Content(method, type, bytes, true);
    }
  }

  static final Set<String> HARMLESS =
      Set.of("accept", "accept-language", "if-none-match", "if-modified-since");
  private static final Set<String> OURS =
      Set.of("host", "user-agent", "accept-encoding", "connection", "cookie", "transfer-encoding");

  public Ask {
    headers = Map.copyOf(headers);
    for (String name : headers.keySet()) {
      if (!name.equals(name.toLowerCase(Locale.ROOT)) || OURS.contains(name)) {
        throw new IllegalArgumentException("not a header that may be given: " + name);
      }
    }
  }

  /** A call of an API. */
  public static Ask api(String url) {
    return new Ask(url, Map.of(), false, Long.MAX_VALUE, null, null);
  }

  /** A page or feed: {@code robots.txt} is obeyed. */
  public static Ask page(String url) {
    return new Ask(url, Map.of(), true, Long.MAX_VALUE, null, null);
  }

  /** The same for a smaller answer: a larger one is refused as {@code BODY_TOO_LARGE}. */
  public Ask atMost(long bytes) {
    return new Ask(url, headers, robots, bytes, content, toldBy);
  }

  /** A call of an API that is told something. */
  public static Ask api(String url, Content content) {
    return new Ask(url, Map.of(), false, Long.MAX_VALUE, content, null);
  }

  /**
   * With one header more.
   *
   * @param name in any case
   * @param value line breaks in it are cut away with what follows them
   */
  public Ask with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name.toLowerCase(Locale.ROOT), value.lines().findFirst().orElse(""));
    return new Ask(url, more, robots, most, content, toldBy);
  }

  /**
   * The same with an address that a remote told.
   *
   * @param url http(s) address of the remote that told it
   */
  public Ask toldBy(String url) {
    return new Ask(this.url, headers, robots, most, content, url);
  }
}
