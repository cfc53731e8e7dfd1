package org.chancery.ingest.registry.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrenchCountryTest {
  @ParameterizedTest
  @CsvSource({
    "FRA, France, de la France, de France, en France",
    "PER, Pérou, du Pérou, du Pérou, au Pérou",
    "ITA, Italie, de l’Italie, d’Italie, en Italie",
    "IND, Inde, de l’Inde, de l’Inde, en Inde",
    "IRN, Iran, de l’Iran, d’Iran, en Iran",
    "ISR, Israël, d’Israël, d’Israël, en Israël",
    "USA, États-Unis, des États-Unis, des États-Unis, aux États-Unis",
    "CUB, Cuba, de Cuba, de Cuba, à Cuba",
    "HTI, Haïti, d’Haïti, d’Haïti, en Haïti",
    "HUN, Hongrie, de la Hongrie, de Hongrie, en Hongrie",
    "HND, Honduras, du Honduras, du Honduras, au Honduras",
    "KHM, Cambodge, du Cambodge, du Cambodge, au Cambodge",
    "KOR, Corée du Sud, de la Corée du Sud, de Corée du Sud, en Corée du Sud",
    "DOM, République dominicaine, de la République dominicaine, de la République dominicaine, en République dominicaine",
    "YEM, Yémen, du Yémen, du Yémen, au Yémen",
  })
  void names_are_joined_as_usage_has_it(
      String code, String name, String of, String sender, String in) {
    assertThat(FrenchCountry.of(code, name)).isEqualTo(of);
    assertThat(FrenchCountry.ofSender(code, name)).isEqualTo(sender);
    assertThat(FrenchCountry.in(code, name)).isEqualTo(in);
  }
}
