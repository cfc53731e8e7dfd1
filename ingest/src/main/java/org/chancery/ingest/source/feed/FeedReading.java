package org.chancery.ingest.source.feed;

import java.util.Locale;

/** Reads a body as the feed that it is, whatever it is called. Pure; thread-safe. */
final class FeedReading {
  private FeedReading() {}

  /**
   * @param contentType as the server says, empty when it does not
   */
  static FeedDocument read(byte[] body, String contentType) {
    return looksLikeJson(body, contentType) ? JsonFeed.read(body) : XmlFeed.read(body, contentType);
  }

  private static boolean looksLikeJson(byte[] body, String contentType) {
    for (byte b : body) {
      if (b == '<') {
        return false;
      }
      if (b == '{' || b == '[') {
        return true;
      }
      if (b > ' ') {
        break;
      }
    }
    return contentType.toLowerCase(Locale.ROOT).contains("json");
  }
}
