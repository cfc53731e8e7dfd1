package org.chancery.core.identity;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import java.util.Locale;
import org.chancery.core.decode.Folding;

/**
 * A handle or name in the forms under which it is compared.
 *
 * @param raw without separators and invisible characters, case kept
 * @param plain folded, letters and digits only
 * @param lowered lower case with its separators
 * @param hidden whether invisible or direction-changing characters were left out
 */
record Form(String raw, String plain, String lowered, boolean hidden) {
  private static final int ASCII = 128;

  static Form of(String text) {
    StringBuilder raw = new StringBuilder(text.length());
    boolean hidden = false;
    boolean ascii = true;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < ASCII) {
        if (isAsciiWord(c)) {
          raw.append((char) c);
        }
        continue;
      }
      ascii = false;
      if (isHidden(c)) {
        hidden = true;
      } else if (Character.isLetterOrDigit(c)
          || Character.getType(c) == Character.NON_SPACING_MARK
          || Character.getType(c) == Character.COMBINING_SPACING_MARK) {
        raw.appendCodePoint(c);
      }
    }
    String kept = raw.toString();
    String plain = ascii ? kept.toLowerCase(Locale.ROOT) : Folding.fold(kept, 0, kept.length());
    return new Form(kept, plain, text.toLowerCase(Locale.ROOT), hidden);
  }

  private static boolean isAsciiWord(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Emoji are joined by characters that are hidden too, rightly. */
  private static boolean isHidden(int c) {
    return c != 0x200D
        && !(c >= 0xFE00 && c <= 0xFE0F)
        && !(c >= 0xE0020 && c <= 0xE007F)
        && (UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
            || UCharacter.hasBinaryProperty(c, UProperty.BIDI_CONTROL));
  }

  /** Whether letters of several scripts stand together that no language writes together. */
  boolean mixesScripts() {
    boolean latin = false;
    boolean greekOrCyrillic = false;
    boolean other = false;
    for (int i = 0; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      i += Character.charCount(c);
      switch (UScript.getScript(c)) {
        case UScript.LATIN -> latin = true;
        case UScript.GREEK, UScript.CYRILLIC, UScript.ARMENIAN, UScript.CHEROKEE ->
            greekOrCyrillic = true;
        case UScript.COMMON, UScript.INHERITED -> {}
        default -> other = true;
      }
    }
    return greekOrCyrillic && (latin || other);
  }
}
