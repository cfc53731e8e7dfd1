package org.chancery.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.chancery.core.event.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEntitiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "Merci @EmmanuelMacron!            | EmmanuelMacron",
        "@a and @B_2, then @a              | a B_2",
        ".@POTUS spoke                     | POTUS",
        "RT @fhollande: oui                | fhollande",
        "RT:@fhollande oui                 | fhollande",
        "RT@fhollande oui                  | fhollande",
        "mart@fhollande.fr                 | -",
        "START@fhollande                   | -",
        "WWII@realdonaldtrump              | -",
        "@@double                          | -",
        "#@x $@x %@x &@x *@x               | -",
        "bora!@jmkikwete                   | jmkikwete",
        "@user@host.example                | -",
        "@exactlysixteen__                 | -",
        "@exactlyfifteen_                  | exactlyfifteen_",
        "@josé                             | -",
        "@jos: é                           | jos",
        "@http://a.example                 | -",
        "を見て@kantei です                  | kantei",
        "＠kantei                           | kantei",
        "https://medium.com/@user/story    | -",
        "(@a)/@b-@c                        | a b c",
        "@ @. nobody                       | -",
      })
  void mentions_on_x(String text, String handles) {
    assertThat(String.join(" ", TextEntities.read(Network.X, text).mentions()))
        .isEqualTo(handles == null ? "" : handles);
  }

  @Test
  void a_handle_of_sixteen_characters_is_none() {
    assertThat(TextEntities.read(Network.X, "@abcdefghijklmno").mentions()).hasSize(1);
    assertThat(TextEntities.read(Network.X, "@abcdefghijklmnop").mentions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "#COP21 and #cop21                 | COP21",
        "#diplomatie, #Ségou. #été_2017    | diplomatie Ségou été_2017",
        "#2017 #1er                        | 1er",
        "a#b                               | -",
        "&#39; &#x27;                      | -",
        "#a#b                              | -",
        "#http://x.example                 | -",
        "＃東京 は #日本。                    | 東京 日本",
        "#السعودية_٢٠٣٠                    | السعودية_٢٠٣٠",
        "#हिन्दी                              | हिन्दी",
        "https://a.example/#frag #ok       | ok",
        "#️⃣ key                            | -",
        "# #. #!                           | -",
        "(#a)\"#b\"                        | a b",
      })
  void hashtags(String text, String tags) {
    assertThat(String.join(" ", TextEntities.read(Network.X, text).hashtags()))
        .isEqualTo(tags == null ? "" : tags);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "see https://t.co/AbC123.          | https://t.co/AbC123",
        "https://t.co/AbC123です            | https://t.co/AbC123",
        "https://www.mofa.go.jp/mofaj/を見て | https://www.mofa.go.jp/mofaj/",
        "(http://a.example/x_(y))          | http://a.example/x_(y)",
        "(http://a.example/x)              | http://a.example/x",
        "HTTP://A.example?q=1&r=%20#f!     | HTTP://A.example?q=1&r=%20#f",
        "« https://élysée.fr/à-propos »    | https://élysée.fr/à-propos",
        "https:// http://. https:///x      | -",
        "xhttp://a.example @http://a.example | -",
        "入場無料https://t.co/kP6P9vZhnN　鳩山 | https://t.co/kP6P9vZhnN",
        "<https://a.example/>,             | https://a.example/",
        "http://[::1]/                     | -",
      })
  void links(String text, String links) {
    assertThat(String.join(" ", TextEntities.read(Network.X, text).links()))
        .isEqualTo(links == null ? "" : links);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "@diplomatie.gouv.fr, merci        | diplomatie.gouv.fr",
        "(@a.bsky.social) @b.bsky.social.  | a.bsky.social b.bsky.social",
        "@nodot me@a.bsky.social           | -",
        "@-a.example @a..b @a.1            | -",
      })
  void mentions_on_bluesky(String text, String handles) {
    assertThat(String.join(" ", TextEntities.read(Network.BLUESKY, text).mentions()))
        .isEqualTo(handles == null ? "" : handles);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "@EU_Commission@ec.europa.eu.      | @EU_Commission@ec.europa.eu",
        "cc @a.b@c.example, @a.b@C.example | @a.b@c.example",
        "@local mail@c.example             | -",
        "https://m.example/@a@b.example    | -",
        "@a@b @.a@c.example                | -",
      })
  void mentions_on_mastodon(String text, String handles) {
    assertThat(String.join(" ", TextEntities.read(Network.MASTODON, text).mentions()))
        .isEqualTo(handles == null ? "" : handles);
  }

  @Test
  void feeds_have_no_mentions() {
    assertThat(TextEntities.read(Network.FEED, "@a @b.example").mentions()).isEmpty();
  }
}
