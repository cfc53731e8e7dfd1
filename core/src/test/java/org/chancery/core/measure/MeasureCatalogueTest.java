package org.chancery.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeasureCatalogueTest {
  @Test
  void the_measures_of_this_version() {
    assertThat(MeasureCatalogue.list())
        .extracting(Measure::id)
        .doesNotHaveDuplicates()
        .containsExactly(
            "posts",
            "reposts-made",
            "hashtag-posts",
            "posts-per-day",
            "share-of-voice",
            "share-of-mentions",
            "dormant",
            "silent",
            "languages",
            "followers",
            "followers-growth",
            "engagement",
            "effectiveness",
            "interaction-rate",
            "h-reach",
            "conversational",
            "conversational-all",
            "response-time",
            "country-matrix",
            "presence");
  }

  @Test
  void every_field_says_something_in_both_languages() {
    for (Measure measure : MeasureCatalogue.list()) {
      assertThat(measure.formula()).as(measure.id()).isNotBlank();
      assertThat(measure.source()).as(measure.id()).isNotBlank();
      assertThat(measure.history()).as(measure.id()).hasSize(measure.version());
      assertThat(texts(measure)).as(measure.id()).allSatisfy(MeasureCatalogueTest::saysSomething);
      assertThat(measure.name().en()).as(measure.id()).hasSizeLessThan(40).doesNotEndWith(".");
      assertThat(sentences(measure))
          .as(measure.id())
          .allSatisfy(
              text -> {
                assertThat(text.en()).matches("(?s)[A-Z0-9\"].*\\.");
                assertThat(text.fr()).matches("(?s)[A-ZÀ-Ý0-9«].*\\.");
              });
    }
  }

  private static void saysSomething(Bilingual text) {
    assertThat(text.en()).isNotBlank().doesNotContain("  ").isEqualTo(text.en().strip());
    assertThat(text.fr()).isNotBlank().doesNotContain("  ").isEqualTo(text.fr().strip());
    assertThat(text.en()).doesNotContainPattern("[«»éè\u202f\u00a0]");
  }

  @Test
  void french_is_set_as_french() {
    allTexts().map(Bilingual::fr).forEach(MeasureCatalogueTest::isSetAsFrench);
  }

  private static void isSetAsFrench(String french) {
    assertThat(french)
        .as(french)
        .doesNotContain("'", "\"", "“", "”", "...")
        .doesNotContainPattern("[^\u202f][;!?%]")
        .doesNotContainPattern("[^\u00a0]:")
        .doesNotContainPattern("«[^\u00a0]")
        .doesNotContainPattern("[^\u00a0]»")
        .doesNotContainPattern("\\d \\d{3}(?!\\d)")
        .doesNotContainPattern("\\d\\.\\d");
  }

  @Test
  void rates_need_twenty_posts_and_counts_none() {
    assertThat(MeasureCatalogue.list())
        .filteredOn(Measure::rate)
        .extracting(Measure::id)
        .containsExactly(
            "share-of-voice",
            "share-of-mentions",
            "languages",
            "effectiveness",
            "interaction-rate",
            "conversational",
            "conversational-all",
            "response-time");
    assertThat(MeasureCatalogue.get("effectiveness").minPosts()).isEqualTo(20);
    assertThat(MeasureCatalogue.get("posts").minPosts()).isZero();
  }

  @Test
  void an_unknown_id_is_refused_by_name() {
    assertThat(MeasureCatalogue.find("postz")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MeasureCatalogue.get("postz"))
        .withMessageContaining("postz");
  }

  private static List<Bilingual> sentences(Measure measure) {
    return List.of(measure.definition(), measure.limits(), measure.example());
  }

  private static List<Bilingual> texts(Measure measure) {
    return Stream.concat(
            Stream.of(measure.name(), measure.unit().label(), measure.group().label()),
            Stream.concat(
                sentences(measure).stream(), measure.history().stream().map(Measure.Change::what)))
        .toList();
  }

  private static Stream<Bilingual> allTexts() {
    return Stream.concat(
        MeasureCatalogue.list().stream().flatMap(m -> texts(m).stream()),
        Stream.of(Unit.values()).map(Unit::label));
  }
}
