package org.chancery.simulator.cast;

import java.util.List;

/**
 * A country as the project's {@code countries.csv} lists it.
 *
 * @param code ISO 3166-1 alpha-3
 * @param latitude degrees north of the point where its dot is drawn
 * @param longitude degrees east; also decides the local hour of its offices
 * @param languages official languages, ISO 639-1, in the file's order
 */
public record Country(
    String code,
    String nameEn,
    String nameFr,
    String status,
    double latitude,
    double longitude,
    List<String> languages) {
  private static final double EARTH_RADIUS_KM = 6371;

  public Country {
    languages = List.copyOf(languages);
  }

  /** Great-circle distance by the haversine formula. */
  public double kilometresTo(Country other) {
    double dLat = StrictMath.toRadians(other.latitude - latitude);
    double dLon = StrictMath.toRadians(other.longitude - longitude);
    double a =
        square(StrictMath.sin(dLat / 2))
            + StrictMath.cos(StrictMath.toRadians(latitude))
                * StrictMath.cos(StrictMath.toRadians(other.latitude))
                * square(StrictMath.sin(dLon / 2));
    return 2 * EARTH_RADIUS_KM * StrictMath.asin(StrictMath.sqrt(Math.min(1, a)));
  }

  private static double square(double x) {
    return x * x;
  }
}
