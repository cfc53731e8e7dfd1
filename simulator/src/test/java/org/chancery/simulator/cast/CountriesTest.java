package org.chancery.simulator.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.chancery.simulator.TestWorlds;
import org.junit.jupiter.api.Test;

class CountriesTest {
  private final Countries countries = read();

  private static Countries read() {
    try {
      return Countries.read(TestWorlds.countriesFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Country get(String code) {
    return countries.list().stream().filter(c -> c.code().equals(code)).findFirst().orElseThrow();
  }

  @Test
  void a_country_is_named_in_the_language_that_is_spoken() {
    assertThat(countries.in("en", "DEU")).isEqualTo("Germany");
    assertThat(countries.in("fr", "DEU")).isEqualTo("Allemagne");
    assertThat(countries.in("ja", "DEU")).isEqualTo("ドイツ");
    assertThat(countries.in("ar", "FRA")).isEqualTo("فرنسا");
  }

  @Test
  void distance_is_along_the_great_circle() {
    assertThat(get("FRA").kilometresTo(get("JPN"))).isCloseTo(9_710, within(120.0));
    assertThat(get("FRA").kilometresTo(get("FRA"))).isZero();
  }

  @Test
  void languages_are_a_list_without_script_or_region() {
    assertThat(get("CHE").languages()).contains("de", "fr");
    assertThat(get("CHN").languages()).contains("zh");
  }
}
