package org.chancery.core.identity;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words, codes and digits that are put before or behind somebody's handle or name to seem them. */
final class Additions {
  private static final String[] BEFORE =
      """
      thereal therealofficial real official officiel oficial the this iam itsme its mr mrs president presidente
      pm gov mfa team press only true my new hq embassy amb ambassador minister
      """
          .strip()
          .split("\\s+");
  private static final String[] BEHIND =
      """
      official officiel oficial offiziell real gov gouv gob govt mfa mae press presse prensa hq team office
      verified account support help helpdesk info admin backup new live updates online news tv page
      spokesperson spox secretariat ministry embassy global world
      """
          .strip()
          .split("\\s+");

  /** Words that an editor's own further accounts bear. */
  private static final Set<String> EDITORIAL =
      Set.of(
          "live", "updates", "online", "news", "tv", "info", "world", "global", "the", "my", "new",
          "page");

  /** Words of a display name that add nothing but weight. */
  private static final Set<String> WORDS = words();

  private static final Set<String> CODES = codes();
  private static final int MOST_DIGITS = 4;

  private Additions() {}

  private static Set<String> words() {
    Set<String> words = new HashSet<>(Arrays.asList(BEFORE));
    words.addAll(Arrays.asList(BEHIND));
    words.addAll(List.of("dr", "hon", "he", "private", "team", "campaign", "compte", "cuenta"));
    return Set.copyOf(words);
  }

  private static Set<String> codes() {
    Set<String> codes =
        new HashSet<>(List.of("eng", "uk", "eu", "int", "usa", "fra", "ger", "esp"));
    for (String country : Locale.getISOCountries()) {
      codes.add(country.toLowerCase(Locale.ROOT));
      codes.add(
          new Locale.Builder()
              .setRegion(country)
              .build()
              .getISO3Country()
              .toLowerCase(Locale.ROOT));
    }
    codes.addAll(Arrays.asList(Locale.getISOLanguages()));
    return Set.copyOf(codes);
  }

  /** What was added, which decides for whom it is a sign. */
  enum What {
    WORD,
    EDITORIAL_WORD,
    CODE,
    DIGITS
  }

  @FunctionalInterface
  interface Cores {
    void take(String core, What what);
  }

  /** Tells what remains of a plain text without one addition, or one at either end. */
  static void cores(String plain, int shortest, Cores each) {
    before(plain, shortest, each);
    behind(plain, shortest, each);
  }

  private static void before(String plain, int shortest, Cores each) {
    for (String word : BEFORE) {
      if (plain.length() - word.length() >= shortest && plain.startsWith(word)) {
        String core = plain.substring(word.length());
        each.take(core, EDITORIAL.contains(word) ? What.EDITORIAL_WORD : What.WORD);
        behind(core, shortest, each);
      }
    }
    int digits = 0;
    while (digits < plain.length() && digits < MOST_DIGITS && isDigit(plain.charAt(digits))) {
      digits++;
    }
    if (digits > 0 && plain.length() - digits >= shortest) {
      each.take(plain.substring(digits), What.DIGITS);
    }
  }

  private static void behind(String plain, int shortest, Cores each) {
    int n = plain.length();
    for (String word : BEHIND) {
      if (n - word.length() >= shortest && plain.endsWith(word)) {
        each.take(
            plain.substring(0, n - word.length()),
            EDITORIAL.contains(word) ? What.EDITORIAL_WORD : What.WORD);
      }
    }
    for (int length = 2; length <= 3 && n - length >= shortest; length++) {
      if (CODES.contains(plain.substring(n - length))) {
        each.take(plain.substring(0, n - length), What.CODE);
      }
    }
    int digits = 0;
    while (digits < n && digits < MOST_DIGITS && isDigit(plain.charAt(n - digits - 1))) {
      digits++;
    }
    if (digits > 0 && n - digits >= shortest) {
      each.take(plain.substring(0, n - digits), What.DIGITS);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Length of the code at the end of the first text, where the texts differ only in theirs. */
  static int editionCode(String a, String b) {
    for (int mine = 2; mine <= 3; mine++) {
      for (int other = 2; other <= 3; other++) {
        int rest = a.length() - mine;
        if (rest > 0
            && rest == b.length() - other
            && a.regionMatches(0, b, 0, rest)
            && CODES.contains(a.substring(rest))
            && CODES.contains(b.substring(rest))) {
          return mine;
        }
      }
    }
    return 0;
  }

  static boolean isEditorial(String folded) {
    return EDITORIAL.contains(folded);
  }

  /** Whether a word of a display name, folded, is an addition. */
  static boolean isWord(String folded) {
    return WORDS.contains(folded) || folded.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
