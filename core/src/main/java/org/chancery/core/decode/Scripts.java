package org.chancery.core.decode;

/** The few questions about scripts that segmentation asks. */
final class Scripts {
  private Scripts() {}

  /**
   * Whether the code point belongs to a script written without spaces between words, which is cut
   * by ICU's dictionaries: Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar.
   */
  static boolean isUnspaced(int c) {
    if (c < 0x0E00) {
      return false;
    }
    return c <= 0x0EFF // Thai, Lao
        || (c >= 0x1000 && c <= 0x109F) // Myanmar
        || (c >= 0x1780 && c <= 0x17FF) // Khmer
        || (c >= 0x3005 && c <= 0x3007) // iteration mark, ideographic zero
        || (c >= 0x3040 && c <= 0x30FF) // Hiragana, Katakana
        || (c >= 0x31F0 && c <= 0x31FF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0xA9E0 && c <= 0xA9FF)
        || (c >= 0xAA60 && c <= 0xAA7F)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFF66 && c <= 0xFF9F) // half-width Katakana
        || (c >= 0x20000 && c <= 0x3FFFF);
  }

  /**
   * Whether what a reader takes for a word may stand inside a longer token: the unspaced scripts,
   * and Hangul, whose particles are written onto the noun.
   */
  static boolean isSuffixing(int c) {
    return isUnspaced(c) || (c >= 0xAC00 && c <= 0xD7AF);
  }
}
