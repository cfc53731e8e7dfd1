package org.chancery.server.api;

import java.util.Optional;
import org.chancery.core.measure.MeasureCatalogue;
import org.chancery.server.api.listing.Listing;

/** Names of what pages are about, for their titles. */
final class PageNames {
  private PageNames() {}

  static Optional<String> find(Listing listing, String section, String id, String lang) {
    boolean french = lang.equals("fr");
    return switch (section) {
      case "actors" ->
          listing
              .registry()
              .findActor(id)
              .map(a -> french ? a.nameFr() : a.nameEn())
              .or(
                  () ->
                      listing
                          .registry()
                          .findCountry(id)
                          .map(c -> french ? c.nameFr() : c.nameEn()));
      case "methods" -> MeasureCatalogue.find(id).map(m -> french ? m.name().fr() : m.name().en());
      default -> Optional.empty();
    };
  }
}
