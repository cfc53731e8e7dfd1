package org.chancery.core.decode;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.List;

/**
 * Cuts a text into folded words. A word is a run of letters, marks and digits; a run that holds a
 * script without spaces is cut further by ICU's dictionaries (UAX #29). An apostrophe, hyphen or
 * underscore ends a word, so that "l'Ukraine" is found by "Ukraine". Of a web address only the host
 * counts, and nothing of X's short links, whose letters nobody searches.
 */
final class Segmenter {
  /** Longer words are cut here, in texts and in queries alike: at most 256 bytes of UTF-8. */
  static final int MAX_WORD = 64;

  /** Longer runs go to ICU in pieces, which bounds the memory that its dictionaries take. */
  private static final int MAX_RUN = 1_000;

  private static final ThreadLocal<BreakIterator> WORDS =
      ThreadLocal.withInitial(() -> BreakIterator.getWordInstance(ULocale.ROOT));

  private Segmenter() {}

  /** Adds the words of {@code text[from, to)} to {@code words} until it holds {@code most}. */
  static void segment(String text, int from, int to, int most, List<String> words) {
    int i = from;
    while (i < to && words.size() < most) {
      int host = LinkScanner.hostStart(text, i);
      if (host >= 0 && host < to) {
        i = link(text, i, host, to, most, words);
        continue;
      }
      int c = text.codePointAt(i);
      if (!begins(c)) {
        i += Character.charCount(c);
        continue;
      }
      int begin = i;
      boolean unspaced = false;
      int bits = 0;
      do {
        bits |= c;
        unspaced |= Scripts.isUnspaced(c);
        i += Character.charCount(c);
        c = i < to ? text.codePointAt(i) : 0;
      } while (i < to && continues(c) && !isLink(text, i));
      if (bits < 0x80) {
        words.add(Folding.fold(text, begin, Math.min(i, begin + MAX_WORD)));
      } else {
        run(text, begin, Math.min(i, to), unspaced, most, words);
      }
    }
  }

  /** Whether an address begins here, written onto a word of another script without a space. */
  private static boolean isLink(String text, int at) {
    return text.charAt(at - 1) >= 0x80 && LinkScanner.hostStart(text, at) >= 0;
  }

  private static int link(String text, int at, int host, int to, int most, List<String> words) {
    int end = LinkScanner.linkEnd(text, at);
    if (end < 0) {
      return host; // the bare scheme is no word
    }
    int hostEnd = Math.min(LinkScanner.hostEnd(text, host), Math.min(end, to));
    if (!text.regionMatches(true, host, "t.co", 0, 4) || hostEnd - host != 4) {
      segment(text, host, hostEnd, most, words);
    }
    return end;
  }

  private static void run(
      String text, int from, int to, boolean unspaced, int most, List<String> words) {
    if (!unspaced) {
      add(text, from, to, most, words);
      return;
    }
    BreakIterator breaks = WORDS.get();
    for (int piece = from; piece < to; ) {
      int end = Math.min(to, piece + MAX_RUN);
      if (end < to && Character.isLowSurrogate(text.charAt(end))) {
        end--;
      }
      breaks.setText(text.substring(piece, end));
      int begin = breaks.first();
      for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
        add(text, piece + begin, piece + next, most, words);
        begin = next;
      }
      piece = end;
    }
    breaks.setText("");
  }

  /** Folds a word; what a ligature hid (U+FDFA is four Arabic words) is cut again. */
  private static void add(String text, int from, int to, int most, List<String> words) {
    String folded = Folding.fold(text, from, Math.min(to, from + 4 * MAX_WORD));
    int i = 0;
    while (i < folded.length() && words.size() < most) {
      int c = folded.codePointAt(i);
      if (!begins(c)) {
        i += Character.charCount(c);
        continue;
      }
      int begin = i;
      int count = 0;
      int end = i;
      while (i < folded.length() && continues(c = folded.codePointAt(i))) {
        i += Character.charCount(c);
        end = count++ < MAX_WORD ? i : end;
      }
      words.add(folded.substring(begin, end));
    }
  }

  private static boolean begins(int c) {
    return c < 0x80
        ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        : Character.isLetterOrDigit(c) || Character.getType(c) == Character.LETTER_NUMBER;
  }

  private static boolean continues(int c) {
    return begins(c) || (c >= 0x80 && isInside(c));
  }

  /** Marks, and what is not seen: joiners, soft hyphens, variation selectors. */
  private static boolean isInside(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      case Character.FORMAT -> c == 0x200C || c == 0x200D || c == 0xAD || c == 0x2060;
      default -> false;
    };
  }
}
