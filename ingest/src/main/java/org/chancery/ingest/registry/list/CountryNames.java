package org.chancery.ingest.registry.list;

import com.ibm.icu.util.ULocale;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.match.NameForm;

/**
 * Which country of the registry a list means: by ISO code, by the registry's names, by CLDR's names
 * in the languages of the United Nations and of large lists, or by a name that is older or longer.
 * Thread-safe.
 */
public final class CountryNames {
  private static final List<String> LANGUAGES =
      List.of("en", "fr", "es", "ar", "ru", "zh", "de", "it", "pt", "nl", "ja");

  /** Names that lists use and CLDR does not give first; ISO 3166 and UN usage, former names. */
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("CHN", "People's Republic of China;PRC;P.R.C."),
          Map.entry("TWN", "Republic of China;Chinese Taipei"),
          Map.entry("USA", "United States of America;US;U.S."),
          Map.entry("GBR", "UK;Great Britain;United Kingdom of Great Britain and Northern Ireland"),
          Map.entry("IRL", "Republic of Ireland"),
          Map.entry("CZE", "Czech Republic"),
          Map.entry("TUR", "Turkey;Republic of Turkey"),
          Map.entry("CIV", "Ivory Coast;Cote d'Ivoire"),
          Map.entry("COD", "Democratic Republic of the Congo;DR Congo;Congo, Democratic Republic"),
          Map.entry("COG", "Republic of the Congo;Congo;Congo, Republic of"),
          Map.entry("TLS", "East Timor;Timor-Leste;Timor Leste"),
          Map.entry("FSM", "Federated States of Micronesia;Micronesia"),
          Map.entry("MMR", "Myanmar;Burma"),
          Map.entry("SWZ", "Swaziland;Eswatini"),
          Map.entry("MKD", "Macedonia;Republic of Macedonia;FYROM;North Macedonia"),
          Map.entry("VAT", "Vatican;Holy See;Vatican City State"),
          Map.entry("DNK", "Kingdom of Denmark"),
          Map.entry("NLD", "Kingdom of the Netherlands;The Netherlands"),
          Map.entry("KOR", "South Korea;Republic of Korea;Korea, South"),
          Map.entry("PRK", "North Korea;Democratic People's Republic of Korea;Korea, North"),
          Map.entry("RUS", "Russian Federation;Russia"),
          Map.entry("CPV", "Cape Verde;Cabo Verde"),
          Map.entry("PSE", "State of Palestine;Palestine;Palestinian Territories"),
          Map.entry("STP", "Sao Tome and Principe"),
          Map.entry("SYR", "Syrian Arab Republic"),
          Map.entry("IRN", "Islamic Republic of Iran"),
          Map.entry("LAO", "Lao PDR;Lao People's Democratic Republic"),
          Map.entry("MDA", "Republic of Moldova"),
          Map.entry("TZA", "United Republic of Tanzania"),
          Map.entry("VNM", "Viet Nam"),
          Map.entry("BRN", "Brunei Darussalam"));

  private static final Pattern SAINT = Pattern.compile("(?i)\\bst\\.? ");
  private static final Map<String, String> ALPHA_2 = alpha2();

  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, Country> countries = new HashMap<>();

  /** Lists name the same few hundred again and again; bounded by the rows of a list. */
  private final Map<String, Optional<String>> asked = new ConcurrentHashMap<>();

  public CountryNames(Collection<Country> known) {
    for (Country country : known) {
      countries.put(country.code(), country);
      codes.put(country.code().toLowerCase(Locale.ROOT), country.code());
    }
    for (Country country : known) {
      put(country.nameEn(), country.code());
      put(country.nameFr(), country.code());
    }
    OTHER_NAMES.forEach(
        (code, names) -> {
          if (countries.containsKey(code)) {
            List.of(names.split(";")).forEach(name -> put(name, code));
          }
        });
    if (countries.containsKey("XKX")) {
      codes.put("xk", "XKX");
    }
    for (String two : Locale.getISOCountries()) {
      Optional<String> three = alpha3(two);
      if (three.isPresent() && countries.containsKey(three.get())) {
        codes.putIfAbsent(two.toLowerCase(Locale.ROOT), three.get());
        for (String language : LANGUAGES) {
          put(ULocale.getDisplayCountry("und_" + two, language), three.get());
        }
      }
    }
  }

  private static Map<String, String> alpha2() {
    Map<String, String> byAlpha3 = new HashMap<>(Map.of("XKX", "xk"));
    for (String two : Locale.getISOCountries()) {
      alpha3(two).ifPresent(three -> byAlpha3.put(three, two.toLowerCase(Locale.ROOT)));
    }
    return Map.copyOf(byAlpha3);
  }

  private static Optional<String> alpha3(String alpha2) {
    try {
      return Optional.of(Locale.of("", alpha2).getISO3Country());
    } catch (MissingResourceException e) {
      return Optional.empty();
    }
  }

  private void put(String name, String code) {
    codes.putIfAbsent(key(name), code);
  }

  private static String key(String name) {
    return NameForm.of(SAINT.matcher(name).replaceAll("saint ")).words().stream()
        .filter(word -> !word.equals("the") && !word.equals("and"))
        .collect(Collectors.joining(" "));
  }

  /** ISO alpha-3 of the country so named or coded. */
  public Optional<String> find(String nameOrCode) {
    String given = nameOrCode.strip();
    if (given.isEmpty() || given.length() > 100) {
      return Optional.empty();
    }
    String byCode = codes.get(given.toLowerCase(Locale.ROOT));
    return byCode != null
        ? Optional.of(byCode)
        : asked.computeIfAbsent(given, name -> Optional.ofNullable(codes.get(key(name))));
  }

  public Optional<Country> country(String code) {
    return Optional.ofNullable(countries.get(code));
  }

  /** The two-letter code with which ids of the registry begin: {@code fr}. */
  public static Optional<String> prefix(String code) {
    return Optional.ofNullable(ALPHA_2.get(code));
  }
}
