package org.chancery.ingest.source.bluesky;

import java.util.Set;
import org.chancery.ingest.source.WatchList;

/**
 * Finds in a raw frame the identifiers of listed accounts, before any parsing: most of a firehose
 * is not about us. It may keep too much (an id in a text), never too little: where an id could be
 * written with an escape the frame is kept and the parser decides. Thread-safe.
 */
final class WatchedIds {
  private static final String PREFIX = "did:";

  private final WatchList watched;

  WatchedIds(WatchList watched) {
    this.watched = watched;
  }

  /** Whether the frame may be about anybody listed, or is a deletion, which names nobody else. */
  boolean mayConcern(String frame) {
    Set<String> ids = watched.ids();
    for (int at = frame.indexOf(PREFIX); at >= 0; at = frame.indexOf(PREFIX, at + 4)) {
      int end = at + PREFIX.length();
      while (end < frame.length() && isIdCharacter(frame.charAt(end))) {
        end++;
      }
      if (ids.contains(frame.substring(at, end))) {
        return true;
      }
    }
    return frame.contains("\"delete\"") || frame.contains("\\u00");
  }

  private static boolean isIdCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || c == ':'
        || c == '.'
        || c == '-'
        || c == '_'
        || c == '%';
  }
}
