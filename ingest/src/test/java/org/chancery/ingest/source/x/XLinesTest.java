package org.chancery.ingest.source.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.file.XV2Reading;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lines and pages one by one: both spellings, what must be refused, samples of others. */
class XLinesTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private static Path shared(String path) {
    Path file = Path.of(System.getProperty("chancery.shared", "../../shared"), path);
    Assumptions.assumeTrue(Files.exists(file), "left out, there is no " + file);
    return file;
  }

  private static XNews news() {
    XListed listed = new XListed();
    listed.set(List.of(AccountRef.byId(Network.X, "100"), AccountRef.byId(Network.X, "200")));
    return new XNews(listed);
  }

  @Test
  void the_old_spelling_and_the_new_one_are_read_alike() throws Exception {
    String line =
        """
        {"data":{"id":"2116862818513846274","author_id":"100","text":"b","created_at":"2026-11-01T12:00:00.000Z",
          "edit_history_post_ids":["2116862818513846273","2116862818513846274"],
          "referenced_posts":[{"type":"quoted","id":"10"}],"note_post":{"text":"longer b"},
          "public_metrics":{"repost_count":7,"reply_count":1,"like_count":2,"quote_count":3,"bookmark_count":0,"impression_count":5}},
         "includes":{"posts":[{"id":"10","author_id":"200","text":"a","created_at":"2026-11-01T11:00:00.000Z"}]}}
        """;
    OpenApi.read().checked("StreamPostsResponse", OpenApi.JSON.readTree(line));
    String old =
        line.replace("edit_history_post_ids", "edit_history_tweet_ids")
            .replace("referenced_posts", "referenced_tweets")
            .replace("note_post", "note_tweet")
            .replace("repost_count", "retweet_count")
            .replace("\"posts\"", "\"tweets\"");
    XNews first = news();
    XNews second = news();
    XLines.post(new XStream.Line(line, NOW), first);
    XLines.post(new XStream.Line(old, NOW), second);
    assertThat(first.events).hasSize(2).isEqualTo(second.events);
    assertThat(first.counts).isEqualTo(second.counts);
    assertThat(first.reads()).isEqualTo(2);
  }

  @Test
  void rules_fit_and_leave_nobody_out_unsaid() {
    XRules rules = XRules.of(Set.of("1", "22", "abc", "d"), 32, 2);
    assertThat(rules.values()).allMatch(rule -> rule.length() <= 32).hasSize(2);
    assertThat(String.join(" OR ", rules.values()))
        .isEqualTo("from:1 OR from:22 OR from:abc OR from:d");
    assertThat(rules.left()).isZero();
    assertThat(XRules.of(Set.of("1", "22", "abc", "d"), 32, 1).left()).isPositive();
  }

  @Test
  void each_text_of_the_json_test_suite_as_a_line() throws IOException {
    int refused = 0;
    try (Stream<Path> files = Files.list(shared("corpora/JSONTestSuite/test_parsing"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        XNews posts = news();
        XNews deletions = news();
        XStream.Line line = new XStream.Line(text.strip(), NOW);
        if (line.text().isEmpty()) {
          continue; // X says only that it is there
        }
        XLines.post(line, posts);
        XLines.compliance(
            line, new XListed(), new LookupChore(InstantSource.fixed(NOW)), deletions);
        assertThat(posts.counts).as(name).isNotEmpty();
        if (name.startsWith("n_")) {
          refused++;
          assertThat(posts.counts.keySet()).as(name).containsAnyOf("MALFORMED", "TOO_LARGE");
          assertThat(deletions.counts.keySet()).as(name).containsAnyOf("MALFORMED", "TOO_LARGE");
        } else if (name.startsWith("y_") && !name.contains("duplicated_key")) {
          assertThat(posts.counts.keySet()).as(name).doesNotContain("MALFORMED", "TOO_LARGE");
        }
        assertThat(posts.events).as(name).isEmpty();
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void samples_of_others_are_read_or_refused_and_nothing_is_thrown() throws IOException {
    int read = 0;
    try (Stream<Path> files = Files.list(shared("data/wire/x-api/src/test/resources/tests"))) {
      for (Path file : files.sorted().toList()) {
        for (String text :
            file.toString().endsWith(".data")
                ? Files.readAllLines(file)
                : List.of(Files.readString(file))) {
          if (!text.isBlank()) {
            JsonNode node = OpenApi.JSON.readTree(text);
            assertThat(XV2Reading.read(node, NOW)).as(file.toString()).isNotEmpty();
            read++;
          }
        }
      }
    }
    assertThat(read).isGreaterThanOrEqualTo(25);
  }
}
