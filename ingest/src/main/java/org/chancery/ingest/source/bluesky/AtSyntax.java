package org.chancery.ingest.source.bluesky;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which texts are identifiers of the AT protocol. Thread-safe. The patterns cannot backtrack far:
 * each is bounded by a length that is checked first.
 *
 * @see <a href="https://atproto.com/specs/at-uri-scheme">AT protocol, specifications</a>
 */
public final class AtSyntax {
  private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
  private static final Pattern HANDLE =
      Pattern.compile("(?:" + LABEL + "\\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");
  private static final Pattern DID = Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]");
  private static final Pattern NSID =
      Pattern.compile(
          "[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\."
              + LABEL
              + ")+\\.[a-zA-Z][a-zA-Z0-9]{0,62}");
  private static final Pattern RECORD_KEY = Pattern.compile("[a-zA-Z0-9_~.:-]{1,512}");
  private static final Pattern TID = Pattern.compile("[2-7a-j][2-7a-z]{12}");
  private static final Pattern CID = Pattern.compile("[a-zA-Z0-9+=]{8,256}");
  private static final Pattern URI = Pattern.compile("[a-z][a-z0-9.-]{0,80}:\\S+");
  private static final Pattern LANGUAGE =
      Pattern.compile("(?:[iI]|[xX]|[a-zA-Z]{2,3})(?:-[a-zA-Z0-9]{1,8})*");
  private static final int LONGEST_HANDLE = 253;
  private static final int LONGEST_DID = 2_048;
  private static final int LONGEST_NSID = 317;
  private static final int LONGEST_URI = 8_192;
  private static final int LONGEST_LANGUAGE = 128;
  private static final String SCHEME = "at://";

  private AtSyntax() {}

  /** A handle: a domain name, not an IP address. Whether it is held by anybody is another thing. */
  public static boolean isHandle(String text) {
    return text.length() <= LONGEST_HANDLE && HANDLE.matcher(text).matches();
  }

  /** A decentralised identifier of any method. */
  public static boolean isDid(String text) {
    return text.length() <= LONGEST_DID && DID.matcher(text).matches();
  }

  /** What may stand for an account: a handle or a DID. */
  public static boolean isIdentifier(String text) {
    return isHandle(text) || isDid(text);
  }

  /** The name of a collection or call, such as {@code app.bsky.feed.post}. */
  public static boolean isNsid(String text) {
    return text.length() <= LONGEST_NSID && NSID.matcher(text).matches();
  }

  /** The key of a record in its collection. */
  public static boolean isRecordKey(String text) {
    return !text.equals(".") && !text.equals("..") && RECORD_KEY.matcher(text).matches();
  }

  /** A key that holds a time. */
  public static boolean isTid(String text) {
    return TID.matcher(text).matches();
  }

  /** {@code at://account}, with a collection and a record key or without. */
  public static boolean isAtUri(String text) {
    if (text.length() > LONGEST_URI || !text.startsWith(SCHEME)) {
      return false;
    }
    String[] parts = text.substring(SCHEME.length()).split("/", -1);
    return parts.length <= 3
        && isIdentifier(parts[0])
        && (parts.length < 2 || isNsid(parts[1]))
        && (parts.length < 3 || isRecordKey(parts[2]));
  }

  /** A time of the AT protocol; what the calendar says to it is told by {@link AtTime}. */
  public static boolean isDatetime(String text) {
    return AtTime.isWellFormed(text);
  }

  /** The address of content, of version 1 or later, in any base. */
  public static boolean isCid(String text) {
    return !text.startsWith("Qmb") && CID.matcher(text).matches();
  }

  /** An address of any scheme. */
  public static boolean isUri(String text) {
    return text.length() <= LONGEST_URI && URI.matcher(text).matches();
  }

  /** A language tag of the form of BCP 47. */
  public static boolean isLanguage(String text) {
    return text.length() <= LONGEST_LANGUAGE && LANGUAGE.matcher(text).matches();
  }

  /** A language tag in which no variant and no extension is told twice, RFC 5646 section 2.2.9. */
  public static boolean isSoundLanguage(String text) {
    if (!isLanguage(text)) {
      return false;
    }
    Set<String> variants = new HashSet<>();
    Set<String> extensions = new HashSet<>();
    boolean extended = false;
    String[] tags = text.toLowerCase(Locale.ROOT).split("-");
    for (String tag : Arrays.copyOfRange(tags, 1, tags.length)) {
      if (tag.equals("x")) {
        return true; // private use has no rules
      }
      boolean variant =
          tag.length() >= 5 || (tag.length() == 4 && Character.isDigit(tag.charAt(0)));
      if (tag.length() == 1) {
        extended = true;
        if (!extensions.add(tag)) {
          return false;
        }
      } else if (!extended && variant && !variants.add(tag)) {
        return false;
      }
    }
    return true;
  }
}
