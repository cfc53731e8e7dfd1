package org.chancery.ingest.registry.list;

import java.util.Locale;
import java.util.Optional;

/**
 * What a mission is called, by the Vienna Conventions of 1961 (diplomatic) and 1963 (consular
 * relations).
 */
public enum MissionType {
  EMBASSY("Embassy", "Ambassade", "embassy"),
  HIGH_COMMISSION("High Commission", "Haut-commissariat", "high-commission"),
  NUNCIATURE("Apostolic Nunciature", "Nonciature apostolique", "nunciature"),
  INTERESTS_SECTION("Interests Section", "Section d’intérêts", "interests-section"),
  PERMANENT_MISSION("Permanent Mission", "Mission permanente", "mission"),
  CONSULATE_GENERAL("Consulate General", "Consulat général", "consulate-general"),
  HONORARY_CONSULATE("Honorary Consulate", "Consulat honoraire", "honorary-consulate"),
  CONSULATE("Consulate", "Consulat", "consulate"),
  OFFICE("Representative Office", "Bureau de représentation", "office");

  private final String nameEn;
  private final String nameFr;
  private final String slug;

  MissionType(String nameEn, String nameFr, String slug) {
    this.nameEn = nameEn;
    this.nameFr = nameFr;
    this.slug = slug;
  }

  public String nameEn() {
    return nameEn;
  }

  public String nameFr() {
    return nameFr;
  }

  /** As in ids of the registry: {@code fr-embassy-de}. */
  public String slug() {
    return slug;
  }

  /** Of which a state has one in another: there an embassy and a high commission are the same. */
  public boolean isOnePerHost() {
    return switch (this) {
      case EMBASSY, HIGH_COMMISSION, NUNCIATURE, INTERESTS_SECTION -> true;
      case PERMANENT_MISSION, CONSULATE_GENERAL, CONSULATE, HONORARY_CONSULATE, OFFICE -> false;
    };
  }

  /** By a type or name in English: {@code de facto embassy}, {@code Consulate General of …}. */
  public static Optional<MissionType> find(String words) {
    String text = words.toLowerCase(Locale.ROOT);
    if (text.contains("consul")) {
      return Optional.of(
          text.contains("honorary")
              ? HONORARY_CONSULATE
              : text.contains("general") ? CONSULATE_GENERAL : CONSULATE);
    }
    if (text.contains("high commission")) {
      return Optional.of(HIGH_COMMISSION);
    }
    if (text.contains("permanent") || text.contains("mission of") || text.contains("mission to")) {
      return Optional.of(PERMANENT_MISSION);
    }
    if (text.contains("embassy") || text.contains("diplomatic mission")) {
      return Optional.of(EMBASSY);
    }
    if (text.contains("nunciature") || text.contains("apostolic delegation")) {
      return Optional.of(NUNCIATURE);
    }
    if (text.contains("interests section")) {
      return Optional.of(INTERESTS_SECTION);
    }
    return text.contains("office") || text.contains("representative")
        ? Optional.of(OFFICE)
        : Optional.empty();
  }
}
