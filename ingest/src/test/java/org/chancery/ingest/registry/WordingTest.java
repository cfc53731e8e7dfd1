package org.chancery.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  private static final List<String> KEYS =
      List.of("contact", "feeds", "from", "mastodon", "permit", "streams", "listed", "x");

  @ParameterizedTest
  @CsvSource({
    "fedes, feeds",
    "feed, feeds",
    "Mastodon, mastodon",
    "matsodon, mastodon",
    "lsited, listed",
    "permitt, permit",
    "X, x",
    "form, from",
  })
  void a_slip_of_the_pen_is_recognised(String given, String meant) {
    assertThat(Wording.nearest(given, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"y", "z1", "telegraph", "facebook", "lists of feeds"})
  void what_resembles_nothing_gets_no_advice(String given) {
    assertThat(Wording.nearest(given, KEYS)).isEmpty();
  }

  @Test
  void counts_have_their_noun() {
    assertThat(Wording.many(1, "feed")).isEqualTo("1 feed");
    assertThat(Wording.many(0, "feed")).isEqualTo("0 feeds");
    assertThat(Wording.many(2_000, "feed")).isEqualTo("2,000 feeds");
  }
}
