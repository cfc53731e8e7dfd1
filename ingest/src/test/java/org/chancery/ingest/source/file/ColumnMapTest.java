package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnMapTest {
  private static final String BASE =
      "format: jsonl\nnetwork: =x\nid: a.id\naccount.handle: user\ncreated: at\ntext: text\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acount.handle: u | did you mean account.handle?",
        "likes: n | did you mean engagement.likes?",
        "network: =twiter | network is one of",
        "format: xml | format is csv or jsonl",
        "separator: abc | one ASCII character",
        "encoding: utf-9 | encoding 'utf-9' is not known",
        "created_pattern: yyyy-bb | created_pattern",
        "lang: [a, b] | names one column, was an array",
        "lang: [ | not YAML"
      })
  void what_is_wrong_is_said_in_words(String line, String message) {
    String base = BASE.replaceAll("(?m)^" + line.split(":")[0].strip() + ":.*\n", "");
    assertThatThrownBy(() -> ColumnMap.parse(base + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void what_is_missing_is_said() {
    assertThatThrownBy(() -> ColumnMap.parse(BASE.replace("text: text\n", "")))
        .hasMessageContaining("needs text");
    assertThatThrownBy(() -> ColumnMap.parse(BASE.replace("account.handle: user\n", "")))
        .hasMessageContaining("needs account.handle or account.id");
    assertThatThrownBy(() -> ColumnMap.parse("hello")).hasMessageContaining("lines such as");
  }

  @Test
  void a_map_is_written_and_read_again() {
    ColumnMap map =
        ColumnMap.parse(
            BASE
                + "lang: 'a: b #c'\nseparator: tab\nencoding: UTF-8\ncreated_pattern: HH:mm d/M/yyyy\n");
    assertThat(ColumnMap.parse(map.toYaml())).isEqualTo(map);
    assertThat(map.separator()).isEqualTo('\t');
    assertThat(map.encoding()).isEqualTo(StandardCharsets.UTF_8);
    ColumnMap nested =
        ColumnMap.parse(BASE.replace("account.handle: user", "account: {handle: user}"));
    assertThat(nested.columns()).containsEntry("account.handle", "user");
  }

  @Test
  void paths_lists_literals_and_patterns() {
    ColumnMap map =
        ColumnMap.parse(
            BASE
                + """
                created_pattern: dd/MM/yyyy HH:mm
                reply_to.id: r
                hashtags: e.tags.text
                links: e.urls
                mentions: e.who
                media: pics
                kind: kind
                engagement.likes: n
                """);
    String text =
        "{\"a\":{\"id\":123456789012345678},\"user\":\"ann\",\"at\":\"31/12/2019 23:59\",\"text\":\"RT @bob x &lt;3\","
            + "\"r\":\"NA\",\"e\":{\"tags\":[{\"text\":\"x\"},{\"text\":\"y\"}],\"urls\":\"https://a,b https://c\"},"
            + "\"pics\":[\"p\",\"q\"],\"kind\":\"tweet\",\"n\":\"7.0\"}\n{\"a\":{\"id\":5},\"user\":\"ann\",\"at\":\"31.12.2019\",\"text\":\"\"}\n";
    Path file = Reading.write(folder, text.getBytes(StandardCharsets.UTF_8));
    List<ReadItem> items = Reading.all(file, FileFormat.JSONL, map, Reading.OPTIONS);
    PostSeen post = Reading.post(items.getFirst());
    assertThat(post.id()).isEqualTo("123456789012345678");
    assertThat(post.created()).isEqualTo(Instant.parse("2019-12-31T23:59:00Z"));
    assertThat(post.kind()).isEqualTo(PostKind.ORIGINAL);
    assertThat(post.replyTo()).isNull();
    assertThat(post.text()).isEqualTo("RT @bob x <3");
    assertThat(post.entities().hashtags()).containsExactly("x", "y");
    assertThat(post.entities().links()).containsExactly("https://a,b", "https://c");
    assertThat(post.entities().mentions()).isNull();
    assertThat(post.media()).isEqualTo(2);
    assertThat(post.engagement()).isEqualTo(new Engagement(7L, null, null, null, null));
    assertThat(Reading.cause(items.get(1)).name()).isEqualTo("BAD_TIMESTAMP");
  }

  @Test
  void a_path_that_no_record_has_is_a_wrong_map() {
    Path file = Reading.write(folder, "{\"a\":{\"idd\":1}}\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(
            () -> Reading.all(file, FileFormat.JSONL, ColumnMap.parse(BASE), Reading.OPTIONS))
        .hasRootCauseInstanceOf(UnusableFileException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-02T03:04:05Z | 2020-01-02T03:04:05Z",
        "2020-01-02T03:04:05.123456+02:00 | 2020-01-02T01:04:05.123456Z",
        "2020-01-02 03:04:05 | 2020-01-02T03:04:05Z",
        "2020-01-02 03:04 | 2020-01-02T03:04:00Z",
        "2020-01-02 03:04:05+0000 | 2020-01-02T03:04:05Z",
        "2020-01-02 03:04:05 UTC | 2020-01-02T03:04:05Z",
        "2020-01-02 03:04:05+00 | 2020-01-02T03:04:05Z",
        "2020-01-02 | 2020-01-02T00:00:00Z",
        "1577934245 | 2020-01-02T03:04:05Z",
        "1577934245000 | 2020-01-02T03:04:05Z",
        "1577934245.5 | 2020-01-02T03:04:05.500Z",
        "Thu Jan 02 03:04:05 +0000 2020 | 2020-01-02T03:04:05Z",
        "Thu, 02 Jan 2020 03:04:05 +0100 | 2020-01-02T02:04:05Z",
        "2 Jan 2020 03:04 GMT | 2020-01-02T03:04:00Z",
        "Thu, 2 Jan 2020 03:04:05 EST | 2020-01-02T08:04:05Z",
        "02/01/2020 |",
        "yesterday |",
        "2020-13-02 |",
        "2020-02-30 |",
        "12345678901234567 |",
        "-5 |"
      })
  void times_in_many_forms(String text, Instant expected) {
    assertThat(Times.find(text, null)).isEqualTo(expected);
  }
}
