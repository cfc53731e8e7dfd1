package org.chancery.ingest.registry.list;

import java.util.Set;
import org.chancery.core.registry.Country;
import org.jspecify.annotations.Nullable;

/** The name of a mission as the registry writes it, composed from the two states and the city. */
record MissionName(
    CountryNames countries,
    MissionType type,
    String sending,
    String receiving,
    @Nullable String city) {
  private static final Set<String> WITH_ARTICLE =
      Set.of(
          "ARE", "BHS", "CAF", "COM", "COD", "COG", "DOM", "GBR", "GMB", "MDV", "MHL", "NLD", "PHL",
          "SLB", "USA", "SYC");

  String english() {
    String host = withArticle(receiving);
    boolean isNamedByCity = city != null && !type.isOnePerHost();
    return "%s of %s in %s"
        .formatted(
            type.nameEn(),
            withArticle(sending),
            isNamedByCity ? "%s (%s)".formatted(city, name(receiving, false)) : host);
  }

  String french() {
    boolean isNamedByCity = city != null && !type.isOnePerHost();
    return "%s %s %s"
        .formatted(
            type.nameFr(),
            type == MissionType.PERMANENT_MISSION
                ? FrenchCountry.of(sending, name(sending, true))
                : FrenchCountry.ofSender(sending, name(sending, true)),
            isNamedByCity ? "à " + city : FrenchCountry.in(receiving, name(receiving, true)));
  }

  private String withArticle(String code) {
    return (WITH_ARTICLE.contains(code) ? "the " : "") + name(code, false);
  }

  private String name(String code, boolean french) {
    return countries
        .country(code)
        .map((Country c) -> french ? c.nameFr() : c.nameEn())
        .orElse(code);
  }
}
