package org.chancery.core.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A country of the registry, with the point at which its dot is drawn.
 *
 * @param code ISO 3166-1 alpha-3, XKX for Kosovo
 * @param status un-member, un-observer, partly-recognised or territory
 * @param pointLat degrees north, -90..90
 * @param pointLon degrees east, -180..180
 * @param languages official languages, ISO 639 codes
 */
public record Country(
    String code,
    String nameEn,
    String nameFr,
    String status,
    @Nullable String capital,
    double pointLat,
    double pointLon,
    List<String> languages,
    String source) {
  public Country {
    if (!(pointLat >= -90 && pointLat <= 90 && pointLon >= -180 && pointLon <= 180)) {
      throw new IllegalArgumentException(
          "point of %s must be degrees, was %s, %s".formatted(code, pointLat, pointLon));
    }
    languages = List.copyOf(languages);
  }
}
