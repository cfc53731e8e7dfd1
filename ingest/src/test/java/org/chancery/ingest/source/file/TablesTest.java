package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
  private static final ColumnMap MAP =
      ColumnMap.parse(
          """
          format: csv
          network: =x
          id: id
          account.handle: user
          created: at
          text: text
          """);

  @TempDir Path folder;

  private List<ReadItem> csv(byte[] bytes) {
    return Reading.all(Reading.write(folder, bytes), FileFormat.CSV, MAP, Reading.OPTIONS);
  }

  private List<ReadItem> csv(String text) {
    return csv(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void rows_are_counted_by_line_and_each_bad_one_by_its_cause() {
    List<ReadItem> items =
        csv(
            "id;user;at;text\r\n"
                + "1;@ann;2020-01-01;\"two\r\nlines; \"\"q\"\"\"\r\n"
                + "2;ann;1577836800;a;b\r\n"
                + "\r\n"
                + "3;;2020-01-01T00:00:00+02:00;a\r\n"
                + "9.29E+17;ann;2020-01-01;a\r\n"
                + "4;ann;1577836800123;\"RT @bob: <U+1F4F0> &amp;\u0000\"\r\n"
                + "5;ann;\"2020-01-01;never closed\r\n"
                + "6;ann;Wed, 01 Jan 2020 00:00:00 GMT;end");
    assertThat(Reading.outcomes(items))
        .containsExactly(
            "2 1",
            "4 WRONG_FIELD_COUNT",
            "6 NO_ACCOUNT",
            "7 BAD_VALUE",
            "8 4",
            "9 MALFORMED",
            "10 6");
    assertThat(Reading.post(items.get(0)).text()).isEqualTo("two\r\nlines; \"q\"");
    assertThat(Reading.post(items.get(0)).author().handle()).isEqualTo("ann");
    PostSeen repost = Reading.post(items.get(4));
    assertThat(repost.kind()).isEqualTo(PostKind.REPOST);
    assertThat(repost.text()).isEqualTo("RT @bob: \uD83D\uDCF0 &\uFFFD");
    assertThat(repost.created()).isEqualTo(Instant.parse("2020-01-01T00:00:00.123Z"));
  }

  @Test
  void encodings_are_found_by_themselves_and_told() throws IOException {
    String text = "id,user,at,text\n1,ann,2020-01-01,déjà vu\n2,ann,2020-01-01,“a”\n";
    for (String name : List.of("UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE")) {
      Charset charset = Charset.forName(name);
      String mark = name.startsWith("UTF-16") ? "\uFEFF" : "";
      List<ReadItem> items = csv((mark + text).getBytes(charset));
      assertThat(items.stream().map(Reading::post).map(PostSeen::text))
          .as(name)
          .containsExactly("déjà vu", "“a”");
    }
    Path file = Reading.write(folder, text.getBytes("windows-1252"));
    try (EventFileReader reader = EventFiles.open(file, FileFormat.CSV, MAP, Reading.OPTIONS)) {
      assertThat(reader.notes()).anyMatch(note -> note.contains("windows-1252"));
    }
  }

  @Test
  void one_broken_character_in_utf_8_costs_its_row() {
    byte[] bytes =
        "id,user,at,text\n1,ann,2020-01-01,é\n2,ann,2020-01-01,é#\n3,ann,2020-01-01,é\n"
            .getBytes(StandardCharsets.UTF_8);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('#')] = (byte) 0xE9;
    assertThat(Reading.outcomes(csv(bytes))).containsExactly("2 1", "3 MALFORMED", "4 3");
  }

  @Test
  void rows_equal_those_of_another_reader() throws IOException {
    Random random = new Random(7);
    String[] parts = {"a", "é", "\"\"", ",", "\n", "\r\n", " ", "'", "𝄞", "x,y"};
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder("a,b,c\n");
      for (int row = 0; row < 5; row++) {
        for (int field = 0; field < 3; field++) {
          StringBuilder value = new StringBuilder("\"");
          for (int i = random.nextInt(4); i > 0; i--) {
            value.append(parts[random.nextInt(parts.length)]);
          }
          boolean plain = random.nextBoolean();
          text.append(plain ? "p" + random.nextInt(99) : value + "\"")
              .append(field < 2 ? "," : "\n");
        }
      }
      List<List<String>> expected = new ArrayList<>();
      CSVFormat.DEFAULT
          .parse(new StringReader(text.toString()))
          .forEach(row -> expected.add(row.toList()));
      CsvFrames frames =
          new CsvFrames(
              new ByteWindow(
                  new java.io.ByteArrayInputStream(
                      text.toString().getBytes(StandardCharsets.UTF_8)),
                  1 << 20),
              new CsvDialect(',', '"'),
              CsvText.utf8());
      List<List<String>> actual = new ArrayList<>();
      while (frames.next()) {
        assertThat(frames.problem()).isNull();
        actual.add(frames.row());
      }
      assertThat(actual).as("round " + round + "\n" + text).isEqualTo(expected);
    }
  }

  @Test
  void a_map_that_does_not_fit_the_file_is_refused_with_the_nearest_name() {
    assertThatThrownBy(() -> csv("id,user,at,txet\n1,a,2020-01-01,b\n"))
        .hasRootCauseInstanceOf(UnusableFileException.class)
        .hasMessageContaining("did you mean txet?");
  }

  @Test
  void rows_of_rtweet() {
    List<ReadItem> items =
        Reading.text(
            folder,
            FileFormat.RTWEET,
            """
            user_id,status_id,created_at,screen_name,text,reply_to_status_id,reply_to_user_id,reply_to_screen_name,is_quote,is_retweet,favorite_count,retweet_count,hashtags,urls_expanded_url,media_url,mentions_user_id,mentions_screen_name,lang,quoted_status_id,retweet_status_id,retweet_user_id,retweet_screen_name,name,followers_count
            x7,x100,2019-05-01 10:00:00,Ann,"RT @bob: not one <U+1F4F0> &amp; <U+D83D><U+DCF0>",NA,NA,NA,FALSE,FALSE,3,4,a b,https://a.b/,http://p,x8 x9,bob eve,en,NA,NA,NA,NA,A<U+00E9>,12
            x7,x101,2019-05-01 10:00:00,Ann,x,NA,NA,NA,FALSE,TRUE,0,99,NA,NA,NA,x8,bob,und,NA,x50,x8,bob,A,12
            x7,x102,2019-05-01 10:00:00,Ann,x,x60,x8,bob,TRUE,FALSE,,,,,,,,fr,x61,NA,NA,NA,A,12
            x7,x103,2019-05-01 10:00:00,Ann,x,NA,NA,NA,maybe,FALSE,,,,,,,,fr,NA,NA,NA,NA,A,12
            """);
    PostSeen first = Reading.post(items.get(0));
    assertThat(first.id()).isEqualTo("100");
    assertThat(first.kind()).isEqualTo(PostKind.ORIGINAL);
    assertThat(first.text()).isEqualTo("RT @bob: not one 📰 & 📰");
    assertThat(first.authorName()).isEqualTo("Aé");
    assertThat(first.created()).isEqualTo(Instant.parse("2019-05-01T10:00:00Z"));
    assertThat(first.entities().hashtags()).containsExactly("a", "b");
    assertThat(first.entities().mentions())
        .containsExactly(
            new AccountRef(Network.X, "8", "bob"), new AccountRef(Network.X, "9", "eve"));
    PostSeen repost = Reading.post(items.get(1));
    assertThat(repost.kind()).isEqualTo(PostKind.REPOST);
    assertThat(repost.repostOf())
        .isEqualTo(new PostRef("50", new AccountRef(Network.X, "8", "bob")));
    assertThat(repost.entities().hashtags()).isEmpty();
    assertThat(repost.engagement().known()).isFalse();
    PostSeen reply = Reading.post(items.get(2));
    assertThat(reply.kind()).isEqualTo(PostKind.REPLY);
    assertThat(reply.quoteOf()).isEqualTo(new PostRef("61", null));
    assertThat(Reading.outcomes(items).get(3)).isEqualTo("5 BAD_VALUE");
  }
}
