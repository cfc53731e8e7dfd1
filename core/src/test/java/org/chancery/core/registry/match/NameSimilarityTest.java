package org.chancery.core.registry.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameSimilarityTest {
  /** Above this two names of one country are proposed as one; see ingest's Matcher. */
  private static final double SAME = 0.82;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Владимир Путин | Vladimir Putin",
        "Volodymyr Zelenskyy | Володимир Зеленський",
        "習近平 | Xi Jinping",
        "محمد بن سلمان | Mohammed bin Salman",
        "Κυριάκος Μητσοτάκης | Kyriakos Mitsotakis",
        "Faustin Touadéra | Faustin-Archange Touadéra",
        "TOBGAY Tshering | Tshering Tobgay",
        "Abdel Fattah el-Sisi | Abd al-Fattah al-Sisi",
        "Abdulaziz Bouteflika | Abdul Aziz Bouteflika",
        "Sheikh Hasina Wajed | Hasina Wajed",
        "Dilma Rouseff | Dilma Rousseff",
        "Cristina Fernández de Kirchner | Cristina Fernandez de Kirchner",
        "Emmanuel Macron | Mr. Emmanuel Macron",
        "Michael D. Higgins | Michael Higgins",
      })
  void one_person_under_two_names(String a, String b) {
    assertThat(persons(a, b)).isGreaterThanOrEqualTo(SAME);
    assertThat(persons(b, a)).isEqualTo(persons(a, b));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Salman Al Saud | Mohammed bin Salman Al Saud",
        "Khalifa bin Salman Al Khalifa | Salman bin Hamad Al Khalifa",
        "Mohamed bin Zayed Al Nahyan | Khalifa bin Zayed Al Nahyan",
        "Hun Sen | Hun Manet",
        "Mahinda Rajapaksa | Gotabaya Rajapaksa",
        "Kim Jong Il | Kim Jong Un",
        "Raúl Castro | Fidel Castro",
        "Lee Hsien Loong | Lee Kuan Yew",
        "Mohammed VI | Hassan II",
        "Alexis Tsipras | Antonis Samaras",
      })
  void two_persons(String a, String b) {
    assertThat(persons(a, b)).isLessThan(SAME);
    assertThat(persons(b, a)).isLessThan(SAME);
  }

  @Test
  void a_longer_title_is_another_paper() {
    assertThat(institutions("Le Monde", "Le Monde diplomatique")).isLessThan(SAME);
    assertThat(institutions("The Guardian", "Guardian")).isGreaterThan(0.9);
    assertThat(institutions("Süddeutsche Zeitung", "Suddeutsche Zeitung")).isEqualTo(1);
  }

  @Test
  void a_name_without_letters_is_like_nothing() {
    assertThat(persons("", "Vladimir Putin")).isZero();
    assertThat(persons("…", "…")).isZero();
  }

  private static double persons(String a, String b) {
    return NameSimilarity.ofPersons(NameForm.of(a), NameForm.of(b));
  }

  private static double institutions(String a, String b) {
    return NameSimilarity.ofInstitutions(NameForm.of(a), NameForm.of(b));
  }
}
