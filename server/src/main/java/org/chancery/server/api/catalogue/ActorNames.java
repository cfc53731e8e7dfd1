package org.chancery.server.api.catalogue;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.Registry;

/**
 * What each actor of one registry can be found by: names in both languages, the country's name in
 * its own, id, handles and native ids, without case and accents. Immutable.
 */
final class ActorNames {
  private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
  private static final Normalizer2 APART = Normalizer2.getNFDInstance();

  private static final Map<String, String> REGIONS =
      Arrays.stream(Locale.getISOCountries())
          .collect(Collectors.toMap(r -> Locale.of("", r).getISO3Country(), r -> r));

  private final Registry registry;
  private final Map<String, String> texts = new HashMap<>();

  ActorNames(Registry registry) {
    this.registry = registry;
    Map<String, String> endonyms = new HashMap<>();
    for (Actor actor : registry.actors()) {
      StringBuilder text = new StringBuilder();
      text.append(actor.nameEn()).append('\n').append(actor.nameFr()).append('\n');
      text.append(actor.id());
      if (actor.country() != null) {
        text.append(endonyms.computeIfAbsent(actor.country(), code -> endonyms(code, registry)));
      }
      for (AccountRow row : registry.accountsOf(actor.id())) {
        text.append('\n').append(row.handle());
        if (row.nativeId() != null) {
          text.append('\n').append(row.nativeId());
        }
      }
      texts.put(actor.id(), fold(text.toString()));
    }
  }

  /**
   * What a country is called in its own official languages, by CLDR; names in English and French
   * are left out, since those of many other actors hold them.
   */
  private static String endonyms(String code, Registry registry) {
    ULocale region = new ULocale.Builder().setRegion(regionOf(code)).build();
    StringBuilder names = new StringBuilder();
    for (String language : registry.findCountry(code).map(Country::languages).orElse(List.of())) {
      ULocale own = ULocale.forLanguageTag(language);
      boolean foreign = !List.of("en", "fr").contains(own.getLanguage());
      String name = foreign ? region.getDisplayCountry(own) : "";
      if (!name.equals(region.getCountry())) {
        names.append('\n').append(name);
      }
    }
    return names.toString();
  }

  /** ISO 3166-1 alpha-2, as CLDR has it. */
  private static String regionOf(String alpha3) {
    return REGIONS.getOrDefault(alpha3, alpha3.equals("XKX") ? "XK" : "ZZ");
  }

  boolean of(Registry other) {
    return registry == other;
  }

  /** The words of a question as they are looked for; without any, everybody is found. */
  static List<String> words(String question) {
    return Arrays.stream(fold(question).split("\\s+"))
        .map(word -> word.startsWith("@") ? word.substring(1) : word)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Whether every word is part of a name, a handle or an id of the actor. */
  boolean match(Actor actor, List<String> words) {
    String text = texts.getOrDefault(actor.id(), "");
    return words.stream().allMatch(text::contains);
  }

  /** Without case, compatibility forms and accents; one kind of apostrophe. */
  private static String fold(String text) {
    return APART
        .normalize(FOLD.normalize(text))
        .replaceAll("\\p{M}", "")
        .replace('’', '\'')
        .strip();
  }
}
