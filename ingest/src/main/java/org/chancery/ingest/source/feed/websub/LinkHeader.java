package org.chancery.ingest.source.feed.websub;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Link} headers (RFC 8288) for hubs. What is no link is passed over. */
public final class LinkHeader {
  private static final Pattern LINK =
      Pattern.compile(
          "<([^<>]*+)>((?:\\s*+;\\s*+[^\\s=;,\"]++(?:\\s*+=\\s*+(?:\"[^\"]*+\"|[^\\s;,\"]*+))?+)*+)");
  private static final Pattern REL =
      Pattern.compile("(?i);\\s*+rel\\s*+=\\s*+(?:\"([^\"]*+)\"|([^\\s;,\"]*+))");

  private LinkHeader() {}

  /**
   * @param headers values, each of any number of links
   */
  public static PushHub.Named read(List<String> headers) {
    PushHub.Named.Gathering named = new PushHub.Named.Gathering();
    for (String header : headers) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        Matcher rel = REL.matcher(link.group(2));
        if (rel.find()) { // only the first counts, RFC 8288, 3.3
          named.link(rel.group(1) == null ? rel.group(2) : rel.group(1), link.group(1));
        }
      }
    }
    return named.done();
  }
}
