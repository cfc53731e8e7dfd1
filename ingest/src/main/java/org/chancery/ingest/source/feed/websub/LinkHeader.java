package org.chancery.ingest.source.feed.websub;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Link} headers (RFC 8288) for hubs. What is no link is passed over. */
public final class LinkHeader {
  private static final String QUOTED = "\"((?:[^\"\\\\]++|\\\\.)*+)\"";
  private static final String PARAMETER =
      "\\s*+;\\s*+([^\\s=;,\"]++)(?:\\s*+=\\s*+(?:" + QUOTED + "|([^\\s;,\"]*+)))?+";
  private static final Pattern PARAMETERS = Pattern.compile("\\G" + PARAMETER);
  private static final Pattern LINK = Pattern.compile("<([^<>]*+)>((?:" + PARAMETER + ")*+)");

  private LinkHeader() {}

  /**
   * @param headers values, each of any number of links
   */
  public static PushHub.Named read(List<String> headers) {
    PushHub.Named.Gathering named = new PushHub.Named.Gathering();
    for (String header : headers) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        named.link(rel(link.group(2)), link.group(1));
      }
    }
    return named.done();
  }

  /** The first {@code rel} of a link's parameters, the only one that counts (RFC 8288, 3.3). */
  private static @Nullable String rel(String parameters) {
    Matcher one = PARAMETERS.matcher(parameters);
    while (one.find()) {
      if (one.group(1).equalsIgnoreCase("rel")) {
        return one.group(2) == null ? one.group(3) : one.group(2);
      }
    }
    return null;
  }
}
