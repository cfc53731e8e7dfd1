package org.chancery.server.api.catalogue;

import java.util.List;
import org.chancery.core.registry.Country;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** A country of the registry. */
@Says("A country of the registry")
public record CountryRow(
    @Says("ISO 3166-1 alpha-3") String country,
    String nameEn,
    String nameFr,
    @Says("un-member, un-observer, partly-recognised or territory") String status,
    @Nullable String capital,
    @Says("Where its dot is drawn, degrees north") double pointLat,
    @Says("Degrees east") double pointLon,
    @Says("Official languages, ISO 639") List<String> languages,
    String source) {
  static CountryRow of(Country c) {
    return new CountryRow(
        c.code(),
        c.nameEn(),
        c.nameFr(),
        c.status(),
        c.capital(),
        c.pointLat(),
        c.pointLon(),
        c.languages(),
        c.source());
  }
}
