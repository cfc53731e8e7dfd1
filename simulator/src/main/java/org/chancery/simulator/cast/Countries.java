package org.chancery.simulator.cast;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.chancery.simulator.speech.CountryNames;

/**
 * The countries of the world file, in its order. Only members and observers of the United Nations
 * act in the simulated world, so that it takes no side about any other. Immutable.
 */
public final class Countries implements CountryNames {
  private static final Set<String> ACTING = Set.of("un-member", "un-observer");

  private final Map<String, Country> byCode = new LinkedHashMap<>();
  private final Map<String, String> alpha2 = new LinkedHashMap<>();

  private Countries(List<Country> countries) {
    for (String code : new TreeSet<>(Arrays.asList(Locale.getISOCountries()))) {
      alpha2.put(Locale.of("", code).getISO3Country(), code);
    }
    for (Country country : countries) byCode.put(country.code(), country);
  }

  /** Reads {@code countries.csv} of the registry. */
  public static Countries read(Path file) throws IOException {
    List<Country> countries = new ArrayList<>();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        var records = format.parse(reader)) {
      for (CSVRecord row : records)
        if (ACTING.contains(row.get("status"))) countries.add(country(row));
    }
    if (countries.isEmpty())
      throw new IllegalArgumentException(file + " lists no member of the United Nations");
    return new Countries(countries);
  }

  private static Country country(CSVRecord row) {
    List<String> languages =
        Arrays.stream(row.get("languages").split(";"))
            .map(code -> code.strip().split("[-_]")[0])
            .filter(code -> !code.isEmpty())
            .toList();
    return new Country(
        row.get("country"),
        row.get("name_en"),
        row.get("name_fr"),
        row.get("status"),
        Double.parseDouble(row.get("point_lat")),
        Double.parseDouble(row.get("point_lon")),
        languages);
  }

  /** All that act, in the file's order. */
  public List<Country> list() {
    return List.copyOf(byCode.values());
  }

  /** The file's names in English and French; for other languages those of the JDK's CLDR. */
  @Override
  public String in(String language, String countryCode) {
    Country country = byCode.get(countryCode);
    if (country == null) return countryCode;
    if (language.equals("en")) return country.nameEn();
    if (language.equals("fr")) return country.nameFr();
    String code = alpha2.get(countryCode);
    return code == null
        ? country.nameEn()
        : Locale.of("", code).getDisplayCountry(Locale.of(language));
  }
}
