package org.chancery.simulator.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.chancery.simulator.chance.Chance;
import org.chancery.simulator.speech.Saying.Addressee;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Offsets count bytes: cut from the UTF-8 form they must give exactly the mention, the tag, the
 * link.
 */
class FacetOffsetsTest {
  static final List<String> LANGUAGES = Languages.SPOKEN;

  private static final CountryNames NAMES = (language, code) -> "ประเทศ 国 " + code;

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void cut_out_exactly_what_they_mark_in_every_topic(String language) {
    Phrasebook book = new Languages().getOrEnglish(language);
    assertThat(book.language()).isEqualTo(language);
    Chance chance = new Chance(Chance.hash(language));
    for (Topic topic : Topic.values()) {
      for (int round = 0; round < 40; round++) {
        Addressee to = round % 2 == 0 ? new Addressee("mfa-fra.sim.test", "did:plc:a") : null;
        List<String> tags = round % 3 == 0 ? List.of("ÉnergiePropre", "気候行動") : List.of();
        String link = round % 5 == 0 ? "https://mfa-fra.sim.test/news/1" : null;
        if (to == null && topic == Topic.QUESTION) continue;
        check(
            book.say(
                new Saying(topic, to, "FRA", "Velmara", tags, round % 4 != 0, link), NAMES, chance),
            to,
            tags,
            link,
            round);
      }
    }
  }

  private static void check(
      RichText said, Addressee to, List<String> tags, String link, int round) {
    byte[] utf8 = said.text().getBytes(StandardCharsets.UTF_8);
    int mentions = 0;
    for (Facet facet : said.facets()) {
      String cut =
          new String(
              Arrays.copyOfRange(utf8, facet.byteStart(), facet.byteEnd()), StandardCharsets.UTF_8);
      switch (facet) {
        case Facet.Mention mention -> {
          mentions++;
          assertThat(cut).isEqualTo("@mfa-fra.sim.test");
          assertThat(mention.did()).isEqualTo("did:plc:a");
        }
        case Facet.Tag tag -> assertThat(cut).isEqualTo("#" + tag.tag());
        case Facet.Link uri -> assertThat(cut).isEqualTo(uri.uri()).isEqualTo(link);
      }
    }
    assertThat(mentions).as(said.text()).isEqualTo(to == null ? 0 : 1);
    boolean marked = round % 4 != 0;
    assertThat(said.facets().stream().filter(Facet.Tag.class::isInstance))
        .hasSize(marked ? tags.size() : 0);
    assertThat(said.plainTags()).isEqualTo(marked ? List.of() : tags);
    assertThat(said.text()).doesNotContain("{", "}");
    assertThat(said.text().codePointCount(0, said.text().length())).isLessThanOrEqualTo(300);
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void an_edit_leaves_the_offsets_where_they_were(String language) {
    RichText before = new RichText.Builder().say("é ").tag("気候").build();
    RichText after = before.followedBy(" (" + language + ")");
    assertThat(after.facets()).isEqualTo(before.facets());
    assertThat(after.text()).startsWith(before.text());
  }
}
