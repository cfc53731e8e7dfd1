package org.chancery.simulator.speech;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The languages that this world speaks, by ISO 639-1 code. Immutable. */
public final class Languages {
  /** Codes of all phrase files. */
  public static final List<String> SPOKEN =
      List.of("en", "fr", "es", "ar", "pt", "ru", "zh", "ja", "th", "de");

  private final Map<String, Phrasebook> books = new LinkedHashMap<>();

  public Languages() {
    for (String language : SPOKEN) books.put(language, Phrasebook.load(language));
  }

  /** The book of a language; English for one that this world does not speak. */
  public Phrasebook getOrEnglish(String language) {
    Phrasebook english = books.get("en");
    if (english == null) throw new IllegalStateException("English is always loaded");
    return books.getOrDefault(language, english);
  }

  /** The first of a country's languages that this world speaks. */
  public static Optional<String> firstSpoken(List<String> languages) {
    return languages.stream().filter(SPOKEN::contains).findFirst();
  }
}
