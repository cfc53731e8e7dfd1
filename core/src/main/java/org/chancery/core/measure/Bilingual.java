package org.chancery.core.measure;

/** A text in both languages of the hub, with the typography of each. Immutable. */
public record Bilingual(String en, String fr) {
  private static final String NO_BREAK = "\u00a0";
  private static final String NARROW_NO_BREAK = "\u202f";

  /** Of texts as they are typed: the French one gets its spaces and apostrophes here. */
  static Bilingual typed(String en, String fr) {
    return new Bilingual(en.replace('\'', '’'), typeset(fr));
  }

  /**
   * French as the Imprimerie nationale sets it: a narrow no-break space before ; ! ? % and between
   * thousands, a no-break space before : and inside « », and ’ for the apostrophe.
   */
  static String typeset(String typed) {
    return typed
        .replace('\'', '’')
        .replaceAll(" ([;!?%])", NARROW_NO_BREAK + "$1")
        .replaceAll("(?<=\\d) (?=\\d{3})", NARROW_NO_BREAK)
        .replace(" :", NO_BREAK + ":")
        .replace("« ", "«" + NO_BREAK)
        .replace(" »", NO_BREAK + "»");
  }
}
