package org.chancery.core.identity;

import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;

/**
 * Brings texts that look the same to the same key: the skeleton of Unicode Technical Standard 39,
 * section 4, in lower case, and {@code vv} and {@code cl}, which its data leave out. Thread-safe.
 */
final class Confusables {
  private static final int ASCII = 128;
  private static final SpoofChecker UTS39 =
      new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

  /** ICU's answer for each ASCII character by itself, so that most handles need no ICU. */
  private static final String[] OF_ASCII = new String[ASCII];

  static {
    for (int c = 0; c < ASCII; c++) {
      OF_ASCII[c] = UTS39.getSkeleton(String.valueOf((char) c)).toLowerCase(Locale.ROOT);
    }
  }

  private Confusables() {}

  /** The key of a text as it was written: {@code EmmanueIMacron} gives that of the true one. */
  static String key(String text) {
    return pairs(skeleton(skeleton(text)));
  }

  static String skeleton(String text) {
    StringBuilder key = new StringBuilder(text.length() + 4);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ASCII) {
        return UTS39.getSkeleton(text).toLowerCase(Locale.ROOT);
      }
      key.append(OF_ASCII[c]);
    }
    return key.toString();
  }

  private static String pairs(String key) {
    return key.indexOf("vv") < 0 && key.indexOf("cl") < 0
        ? key
        : key.replace("vv", "w").replace("cl", "d");
  }
}
