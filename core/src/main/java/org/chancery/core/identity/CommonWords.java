package org.chancery.core.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Handles that are words of everybody: names of countries and words of the trade. Who bears one
 * with something added pretends nothing.
 */
final class CommonWords {
  private static final List<Locale> LANGUAGES =
      List.of(
          Locale.ENGLISH,
          Locale.FRENCH,
          Locale.GERMAN,
          Locale.ITALIAN,
          Locale.of("es"),
          Locale.of("pt"));
  private static final Set<String> COUNTRIES = countries();
  private static final Set<String> WORDS = words();
  private static final int SHORTEST_COUNTRY = 4;

  private CommonWords() {}

  private static Set<String> words() {
    Set<String> words =
        new HashSet<>(
            List.of(
                """
                president presidency presidence presidencia minister ministry government governo gobierno
                gouvernement embassy ambassade embajada ambassador parliament senate spokesperson press news office
                state foreign europe european africa america sport sports standard guardian times world nation
                national republic today independent express mirror observer telegraph journal daily post
                tribune herald chronicle courier star online media radio channel action policy global monitor
                justice peace freedom liberty rights climate energy defence defense security digital watch research
                diplomat diplomacy politics protocol network project voice union alliance monde
                libre libertad nacion pais mundo semana razon prensa metro
                """
                    .strip()
                    .split("\\s+")));
    words.addAll(COUNTRIES);
    return Set.copyOf(words);
  }

  private static Set<String> countries() {
    Set<String> names = new HashSet<>();
    for (String country : Locale.getISOCountries()) {
      Locale region = new Locale.Builder().setRegion(country).build();
      for (Locale language : LANGUAGES) {
        names.add(Form.of(region.getDisplayCountry(language)).plain());
      }
    }
    return Set.copyOf(names);
  }

  /** Length of the name of a country with which the text ends, 0 when there is none. */
  static int countryAtEnd(String plain) {
    for (int from = 0; from <= plain.length() - SHORTEST_COUNTRY; from++) {
      if (COUNTRIES.contains(plain.substring(from))) {
        return plain.length() - from;
      }
    }
    return 0;
  }

  static boolean contain(String plain) {
    return WORDS.contains(plain);
  }
}
