package org.chancery.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.event.Network;
import org.junit.jupiter.api.Test;

class SmallRulesTest {
  private static final Pattern CONTRACT = Pattern.compile("^RT @([A-Za-z0-9_]{1,15})\\b:?");

  @Test
  void forms_of_one_hashtag_are_one() {
    assertThat(List.of("#COP21", "cop21", "＃ＣＯＰ２１", " #Cop21 "))
        .allMatch(t -> Hashtags.fold(t).equals("cop21"));
    assertThat(Hashtags.fold("Straße")).isEqualTo("strasse");
    assertThat(Hashtags.fold("Ségou")).isEqualTo("ségou");
  }

  @Test
  void a_hashtag_of_140_code_points_is_the_longest() {
    assertThat(Hashtags.fold("𝔘".repeat(140))).isEqualTo("u".repeat(140));
    assertThat(Hashtags.fold("#" + "a".repeat(140))).hasSize(140);
    assertThat(Hashtags.fold("a".repeat(141))).isEmpty();
    assertThat(Hashtags.fold("a\u0000b")).isEmpty();
    assertThat(Hashtags.fold("a\ud800")).isEmpty();
    assertThat(Hashtags.fold("#")).isEmpty();
  }

  @Test
  void a_repost_by_its_text_is_what_the_contract_says() {
    for (String text :
        List.of(
            "RT @fhollande: oui",
            "RT @fhollande oui",
            "RT @fhollande",
            "RT @fhollande:oui",
            "RT @abcdefghijklmno: x",
            "RT @abcdefghijklmnop: x",
            "RT @a.b: x",
            "RT @josé: x",
            "RT @: x",
            "RT  @a",
            "rt @a",
            " RT @a",
            "RT @",
            "RT @_: x")) {
      Matcher rule = CONTRACT.matcher(text);
      Optional<RepostText> expected =
          rule.find()
              ? Optional.of(
                  new RepostText(rule.group(1), text.substring(rule.end()).stripLeading()))
              : Optional.empty();
      assertThat(RepostText.find(text)).as(text).isEqualTo(expected);
    }
  }

  @Test
  void handles_by_network() {
    assertThat(Handles.valid(Network.X, "fhollande")).isTrue();
    assertThat(Handles.valid(Network.X, "@fhollande")).isFalse();
    assertThat(Handles.valid(Network.X, "sixteen_letters_")).isFalse();
    assertThat(Handles.valid(Network.BLUESKY, "diplomatie.gouv.fr")).isTrue();
    assertThat(Handles.valid(Network.BLUESKY, "diplomatie")).isFalse();
    assertThat(Handles.valid(Network.MASTODON, "@EU_Commission@ec.europa.eu")).isTrue();
    assertThat(Handles.valid(Network.MASTODON, "EU_Commission@ec.europa.eu")).isFalse();
    assertThat(Handles.valid(Network.FEED, "https://www.mofa.go.jp/rss.xml?a=1")).isTrue();
    assertThat(Handles.valid(Network.FEED, "www.mofa.go.jp")).isFalse();
    assertThat(Handles.valid(Network.TELEGRAM, "MID_Russia")).isTrue();
    for (Network network : Network.values()) {
      assertThat(Handles.valid(network, "")).isFalse();
      assertThat(Handles.valid(network, "a b")).isFalse();
      assertThat(Handles.rule(network)).isNotBlank();
    }
  }
}
