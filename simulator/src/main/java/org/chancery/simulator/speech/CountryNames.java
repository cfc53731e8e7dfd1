package org.chancery.simulator.speech;

/** How a language names a country. */
@FunctionalInterface
public interface CountryNames {
  /**
   * @param countryCode ISO alpha-3
   */
  String in(String language, String countryCode);
}
