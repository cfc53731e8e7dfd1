package org.chancery.ingest.egress;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** What became of an {@link Ask}. */
public sealed interface Outcome {

  /**
   * A whole answer, of whatever status.
   *
   * @param at the address that answered, after redirects
   * @param hops redirects that were followed, in their order
   * @param headers by lower-case name
   * @param body decoded
   * @param retryAt when the host wants to be asked again, by {@code Retry-After}
   */
  record Answered(
      int status,
      URI at,
      List<Hop> hops,
      Map<String, List<String>> headers,
      byte[] body,
      @Nullable Instant retryAt)
      implements Outcome {
    public Answered {
      hops = List.copyOf(hops);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /** The moment that a header tells, in any of the forms of RFC 9110, 5.6.7. */
    public Optional<Instant> time(String name) {
      return header(name).map(text -> DateUtils.parseStandardDate(text.strip()));
    }

    /** Where the resource lies for good: the end of an unbroken chain of 301 and 308. */
    public Optional<URI> movedTo() {
      return hops.stream().takeWhile(Hop::permanent).reduce((first, second) -> second).map(Hop::to);
    }
  }

  /** One redirect. */
  record Hop(int status, URI from, URI to) {
    public boolean permanent() {
      return status == 301 || status == 308;
    }
  }

  /**
   * Our rules forbade it.
   *
   * @param detail what was given and what is allowed, one line
   * @param until when it may be asked again, where time is the reason
   */
  record Refused(Rule rule, String detail, @Nullable Instant until) implements Outcome {}

  /**
   * The network or the other side failed.
   *
   * @param detail one line
   */
  record Failed(Cause cause, String detail) implements Outcome {}

  /** Rules that refuse. Names are stable: they are counted. */
  enum Rule {
    BAD_URL,
    SCHEME,
    PORT,
    CREDENTIALS,
    ADDRESS,
    OFFLINE,
    REDIRECTS,
    ROBOTS,
    NOT_YET,
    HEAD_TOO_LARGE,
    BODY_TOO_LARGE,
    RATIO,
    ENCODING
  }

  /** Ways to fail. Names are stable: they are counted. */
  enum Cause {
    DNS,
    CONNECT,
    TLS,
    TIMEOUT,
    TORN,
    PROTOCOL,
    CANCELLED
  }
}
