package org.chancery.ingest.registry.list;

import java.util.Set;

/**
 * How French joins a country's name: « de la France » and « en France », « du Pérou » and « au
 * Pérou », « de Cuba » and « à Cuba ». Feminine are the names in -e, but for a few; feminine ones
 * and those that begin with a vowel take « en », other masculine ones « au », plurals « aux »; some
 * islands and cities have no article. Thread-safe.
 */
final class FrenchCountry {
  private static final Set<String> WITHOUT_ARTICLE =
      Set.of(
          "AND", "ATG", "BHR", "CUB", "CYP", "DJI", "HKG", "HTI", "ISR", "KIR", "KNA", "LCA", "MCO",
          "MDG", "MLT", "MUS", "NRU", "OMN", "SGP", "SMR", "STP", "TTO", "TUV", "TWN", "VCT");

  /** Of those without article the ones that one is « en » and not « à ». */
  private static final Set<String> EN = Set.of("AND", "HTI", "ISR");

  private static final Set<String> PLURAL =
      Set.of(
          "ARE", "BHS", "COM", "FJI", "MDV", "MHL", "NLD", "PHL", "PLW", "SLB", "SYC", "TON",
          "USA");

  private static final Set<String> MASCULINE_IN_E =
      Set.of("BLZ", "KHM", "MEX", "MOZ", "SUR", "ZWE");
  private static final Set<String> FEMININE_NOT_IN_E = Set.of("GNB", "KOR", "MKD", "PRK");

  /** « Ambassade de l’Inde », « de la République dominicaine ». */
  private static final Set<String> KEEPS_ARTICLE = Set.of("CAF", "DOM", "IND");

  private FrenchCountry() {}

  /** « de la France », « du Pérou », « de l’Albanie », « des États-Unis », « d’Israël ». */
  static String of(String code, String name) {
    if (PLURAL.contains(code)) {
      return "des " + name;
    }
    if (WITHOUT_ARTICLE.contains(code)) {
      return (elides(name) || code.equals("HTI") ? "d’" : "de ") + name;
    }
    return (elides(name) ? "de l’" : isFeminine(code, name) ? "de la " : "du ") + name;
  }

  /**
   * As embassies and consulates name their state, where feminine names and those with a vowel drop
   * the article: « Ambassade de France », « d’Italie », « du Japon ».
   */
  static String ofSender(String code, String name) {
    if (KEEPS_ARTICLE.contains(code)) {
      return of(code, name);
    }
    String full = of(code, name);
    return full.startsWith("de la ") ? "de " + name : full.startsWith("de l’") ? "d’" + name : full;
  }

  /** « en France », « au Pérou », « en Albanie », « aux États-Unis », « à Cuba ». */
  static String in(String code, String name) {
    if (PLURAL.contains(code)) {
      return "aux " + name;
    }
    if (WITHOUT_ARTICLE.contains(code)) {
      return (EN.contains(code) ? "en " : "à ") + name;
    }
    return (elides(name) || isFeminine(code, name) ? "en " : "au ") + name;
  }

  private static boolean isFeminine(String code, String name) {
    return name.endsWith("e") ? !MASCULINE_IN_E.contains(code) : FEMININE_NOT_IN_E.contains(code);
  }

  private static boolean elides(String name) {
    return "AEIOUÉÎ".indexOf(name.charAt(0)) >= 0;
  }
}
