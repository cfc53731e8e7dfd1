package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatGuessTest {
  @TempDir Path folder;

  static FormatGuess guess(Path file) {
    try {
      return FormatGuess.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FormatGuess of(String text) {
    return guess(Reading.write(folder, text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_page_is_told_from_what_can_be_read_whatever_it_is_said_to_be() throws IOException {
    byte[] page = "\n<!DOCTYPE html>\n<html>".getBytes(StandardCharsets.UTF_8);
    assertThat(FormatGuess.fault(Reading.write(folder, page)))
        .hasValueSatisfying(why -> assertThat(why).contains("HTML", "machine-readable JSON"));
    byte[] export = "{\"name\": \"<b>\", \"messages\": []}".getBytes(StandardCharsets.UTF_8);
    assertThat(FormatGuess.fault(Reading.write(folder, export))).isEmpty();
  }

  @Test
  void known_shapes_are_told_by_their_keys() {
    assertThat(of("window.YTD.tweet.part0 = [ {\"tweet\":{}} ]").format())
        .isEqualTo(FileFormat.X_V1);
    assertThat(of("{\"statuses\":[]}").format()).isEqualTo(FileFormat.X_V1);
    assertThat(of("[{\"id_str\":\"1\"}]").format()).isEqualTo(FileFormat.X_V1);
    assertThat(of("{\"data\":[{\"id\":\"1\",\"text\":\"a\"}]}").format())
        .isEqualTo(FileFormat.X_V2);
    assertThat(of("{\"id\":\"1\",\"author_id\":\"2\"}\n").format()).isEqualTo(FileFormat.X_V2);
    assertThat(of("{\"type\":\"tie\",\"network\":\"x\"}\n").format()).isEqualTo(FileFormat.EVENTS);
    assertThat(of("user_id,status_id,created_at,screen_name,text,is_retweet\n").format())
        .isEqualTo(FileFormat.RTWEET);
  }

  @Test
  void what_cannot_be_read_is_told_in_words() {
    assertThat(of("").reason()).contains("empty");
    assertThat(of("PK\u0003\u0004rest").reason()).contains("unpack");
    assertThat(of("<html>").reason()).contains("HTML");
    assertThat(of("hello").format()).isNull();
    assertThat(of("{]").format()).isNull();
  }

  @Test
  void a_table_gets_a_proposal_with_its_gaps() {
    FormatGuess guess =
        of(
            "tweetid;userid;user_screen_name;tweet_time;like_count;remark\n1;2;ann;2020-01-01 10:00;5;\n");
    assertThat(guess.format()).isEqualTo(FileFormat.CSV);
    assertThat(guess.reason()).contains("6 columns").contains("semicolon");
    assertThat(guess.proposal().missing()).containsExactly("text");
    assertThat(guess.proposal().map()).isEmpty();
    assertThat(guess.proposal().toYaml())
        .contains("id: tweetid")
        .contains("account.handle: user_screen_name")
        .contains("engagement.likes: like_count")
        .contains("# text: not found");
  }

  @Test
  void a_name_with_values_of_another_kind_is_not_taken() {
    FormatGuess guess = of("id,user,date,text,likes\n1,ann,yesterday,hi,many\n");
    assertThat(guess.proposal().columns()).doesNotContainKeys("created", "engagement.likes");
    assertThat(guess.proposal().missing()).contains("created", "network");
  }

  @Test
  void a_proposal_is_yaml_that_can_be_read() {
    FormatGuess guess =
        of(
            "{\"id\":\"1\",\"user\":{\"screen_name\":\"ann\",\"name\":\"A\"},\"date\":\"2020-01-01\",\"text\":\"x\"}\n");
    assertThat(ColumnMap.parse(guess.proposal().toYaml()).columns())
        .containsEntry("account.handle", "user.screen_name")
        .isEqualTo(guess.proposal().columns());
  }
}
