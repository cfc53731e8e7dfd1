package org.chancery.core.decode;

import com.ibm.icu.text.Normalizer2;

/**
 * Brings a word to the form under which it is searched. Unicode NFKC_Casefold (UAX #31), and beyond
 * it what writers of a language leave out or mix:
 *
 * <ul>
 *   <li>Latin: no accents ("Ségou" = "segou"), and ø đ ł ħ ŧ ı æ œ þ ð as o d l h t i ae oe th d.
 *   <li>Greek: no accents, which capitals do not carry. Cyrillic: ё as е, all else kept (й is a
 *       letter).
 *   <li>Arabic and Hebrew: no vowel signs, no tatweel. Forms of alef are kept apart.
 *   <li>Decimal digits of every script as 0-9.
 * </ul>
 */
public final class Folding {
  private static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
  private static final Normalizer2 DECOMPOSE = Normalizer2.getNFDInstance();
  private static final Normalizer2 COMPOSE = Normalizer2.getNFCInstance();

  /** Ends of Latin Extended-B: what {@link #LATIN} answers without ICU. */
  private static final int LATIN_END = 0x250;

  private static final String[] LATIN = new String[LATIN_END];

  static {
    for (int c = 0; c < LATIN_END; c++) {
      LATIN[c] = slow(String.valueOf((char) c));
    }
  }

  private Folding() {}

  /** The folded form; it may be empty, and it may hold white space where a ligature had some. */
  public static String fold(String text, int from, int to) {
    StringBuilder latin = new StringBuilder(to - from + 2);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= LATIN_END) {
        return slow(text.substring(from, to));
      }
      if (c >= 'a' && c <= 'z') {
        latin.append(c);
      } else {
        latin.append(LATIN[c]);
      }
    }
    return latin.toString();
  }

  private static String slow(String word) {
    String decomposed = DECOMPOSE.normalize(CASEFOLD.normalize(word));
    StringBuilder kept = new StringBuilder(decomposed.length());
    int base = 0;
    for (int i = 0; i < decomposed.length(); ) {
      int c = decomposed.codePointAt(i);
      i += Character.charCount(c);
      if (isMark(c)) {
        if (!isDropped(base, c)) {
          kept.appendCodePoint(c);
        }
      } else {
        base = c;
        append(kept, c);
      }
    }
    return COMPOSE.normalize(kept);
  }

  private static void append(StringBuilder kept, int c) {
    switch (c) {
      case 'ø' -> kept.append('o');
      case 'đ', 'ð' -> kept.append('d');
      case 'ł' -> kept.append('l');
      case 'ħ' -> kept.append('h');
      case 'ŧ' -> kept.append('t');
      case 'ı' -> kept.append('i');
      case 'æ' -> kept.append("ae");
      case 'œ' -> kept.append("oe");
      case 'þ' -> kept.append("th");
      case 'ـ' -> {} // tatweel, which only stretches the line
      default -> {
        if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
          kept.append((char) ('0' + Character.digit(c, 10)));
        } else {
          kept.appendCodePoint(c);
        }
      }
    }
  }

  private static boolean isDropped(int base, int mark) {
    return switch (Character.UnicodeScript.of(base)) {
      case LATIN, GREEK -> true;
      case CYRILLIC -> base == 'е' && mark == 0x0308;
      case ARABIC -> (mark >= 0x064B && mark <= 0x0652) || mark == 0x0670;
      case HEBREW -> mark >= 0x0591 && mark <= 0x05C7;
      default -> base < 0x80;
    };
  }

  private static boolean isMark(int c) {
    return c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
