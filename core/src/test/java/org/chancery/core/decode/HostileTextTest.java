package org.chancery.core.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chancery.core.event.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in a text may throw, hang or break a stored form. */
class HostileTextTest {
  private static final int MEGABYTE = 1 << 20;

  @Test
  void naughty_strings_are_read_on_every_network() throws Exception {
    Path file =
        Path.of(System.getProperty("chancery.shared", "../shared"))
            .resolve("corpora/big-list-of-naughty-strings/blns.txt");
    assumeTrue(Files.exists(file), "left out: needs ../shared/corpora/big-list-of-naughty-strings");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.add(String.join(" ", lines));
    lines.forEach(HostileTextTest::readAll);
    assertThat(lines).hasSizeGreaterThan(500);
  }

  /** Quadratic work on a megabyte is 10^12 steps and would not end; recursion would overflow. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "#",
        "＃",
        "http://",
        "https://a",
        "http://a(",
        ")",
        "@a",
        "#a",
        "@a@",
        "@a@b.",
        "#1",
        "a",
        "\u0301",
        "中",
        "ก",
        "\u200d",
        "\ud800",
        "\udc00",
        "-",
        "\"",
        "'",
        "\\",
        "ﷺ",
        "@a.b-",
        "RT@",
        "h",
        "a'",
        "\u0000",
        "ß",
        "𝔘",
        "#🏳",
        "http://t.co/",
        "\u202e",
        "İ",
        "1.",
        "한"
      })
  void a_megabyte_of_one_thing(String piece) {
    readAll(piece.repeat(MEGABYTE / piece.length()));
  }

  @Test
  void seeded_noise() {
    String[] pieces = {
      "@",
      "#",
      "http://",
      "https://",
      "t.co",
      "a",
      "Z",
      "_",
      ".",
      "-",
      "é",
      "\u0301",
      "日本",
      "ไทย",
      "\ud83d",
      "\ude00",
      " ",
      "\n",
      "\u0000",
      "'",
      "\"",
      "\\",
      ":",
      "(",
      ")",
      "1",
      "RT",
      "ﷺ",
      "\u200b"
    };
    for (int seed = 0; seed < 2_000; seed++) {
      Random chance = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = chance.nextInt(60); i > 0; i--) {
        text.append(pieces[chance.nextInt(pieces.length)]);
      }
      assertThatCode(() -> readAll(text.toString())).as("seed %d", seed).doesNotThrowAnyException();
    }
  }

  private static void readAll(String text) {
    for (Network network : Network.values()) {
      TextEntities read = TextEntities.read(network, text);
      assertThat(read.hashtags()).hasSizeLessThanOrEqualTo(TextEntities.MAX_EACH);
      assertThat(read.hashtags()).allSatisfy(t -> assertThat(Hashtags.fold(t)).isNotEmpty());
      if (network != Network.MASTODON) {
        assertThat(read.mentions()).allMatch(h -> Handles.valid(network, h));
      }
    }
    RepostText.find(text);
    String vector = Words.tsvector(text);
    assertThat(TsvectorText.read(vector).keySet())
        .as("as PostgreSQL reads it")
        .hasSameElementsAs(
            new java.util.LinkedHashSet<>(Words.tokens(text)).stream().limit(200_000).toList());
    Words.tsquery(text.length() > 5_000 ? text.substring(0, 5_000) : text);
  }
}
