package org.chancery.core.decode;

import com.ibm.icu.text.Normalizer2;

/** The one form under which hashtags are counted and compared. Thread-safe. */
public final class Hashtags {
  /** Longer ones are no hashtags: X links at most 139 characters, Bluesky at most 64. */
  public static final int MAX_CODE_POINTS = 140;

  private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();

  private Hashtags() {}

  /**
   * The tag without {@code #}, compatibility forms and case folded (Unicode NFKC_Casefold, UAX
   * #31): {@code #COP21}, {@code cop21} and {@code ＃ＣＯＰ２１} are one tag. Accents are kept.
   *
   * @return the empty string when it is none: nothing is left, it is longer than {@link
   *     #MAX_CODE_POINTS}, or it holds control characters or half a surrogate pair
   */
  public static String fold(String tag) {
    if (tag.length() > 2 * MAX_CODE_POINTS + 16) {
      return "";
    }
    String folded = FOLD.normalize(tag).strip();
    if (folded.startsWith("#")) {
      folded = folded.substring(1).strip();
    }
    return folded.codePointCount(0, folded.length()) <= MAX_CODE_POINTS
            && folded.codePoints().allMatch(Hashtags::mayStand)
        ? folded
        : "";
  }

  private static boolean mayStand(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
  }
}
