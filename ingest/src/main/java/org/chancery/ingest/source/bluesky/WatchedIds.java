package org.chancery.ingest.source.bluesky;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.chancery.ingest.source.WatchList;

/**
 * Finds in a raw frame the identifiers of listed accounts, before any parsing: most of a firehose
 * is not about us. It may keep too much (an id in a text), never too little: where an id could be
 * written with an escape the frame is kept and the parser decides. Thread-safe.
 */
final class WatchedIds {
  private static final String PREFIX = "did:";
  private static final String SCHEME = "at://";

  /** Heads of CBOR texts: shorter than 24 bytes, with the length in one byte, in two. */
  private static final int SHORT_TEXT = 0x60;

  private static final int TEXT_OF_BYTE = 0x78;
  private static final int TEXT_OF_SHORT = 0x79;

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

  /**
   * The same of a frame in CBOR. Texts stand there as they are, without an end: how long one is
   * stands before it, but that of an address, {@code at://did/…}, ends at the slash.
   */
  boolean mayConcern(byte[] frame) {
    Set<String> ids = watched.ids();
    String text = new String(frame, StandardCharsets.ISO_8859_1);
    for (int at = text.indexOf(PREFIX); at >= 0; at = text.indexOf(PREFIX, at + 4)) {
      int end =
          text.startsWith(SCHEME, at - SCHEME.length()) ? text.indexOf('/', at) : end(text, at);
      if (end > at && ids.contains(text.substring(at, end))) {
        return true;
      }
    }
    return text.contains("delete");
  }

  /**
   * Whether the frame may tell what an account calls itself: an event of identity, whose kind or
   * type ends in this word in all dialects of Jetstream, or a profile.
   */
  static boolean mayName(String frame) {
    return frame.contains("identity\"") || frame.contains(FrameDraft.PROFILE);
  }

  /** The same of a frame in CBOR. */
  static boolean mayName(byte[] frame) {
    String text = new String(frame, StandardCharsets.ISO_8859_1);
    return text.contains("#identity") || text.contains(FrameDraft.PROFILE);
  }

  /** Where a text ends by the length before it, RFC 8949 section 3; -1 where there is none. */
  private static int end(String frame, int at) {
    int one = at > 0 ? frame.charAt(at - 1) : 0;
    int two = at > 1 ? frame.charAt(at - 2) : 0;
    int three = at > 2 ? frame.charAt(at - 3) : 0;
    int length =
        two == TEXT_OF_BYTE
            ? one
            : three == TEXT_OF_SHORT
                ? two << 8 | one
                : one >= SHORT_TEXT && one < TEXT_OF_BYTE ? one - SHORT_TEXT : -1;
    return length < 0 || at + length > frame.length() ? -1 : at + length;
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
