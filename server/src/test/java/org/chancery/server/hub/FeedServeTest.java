package org.chancery.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What a ministry's feed says is answered by the API, and what its server does is told on the
 * status page.
 */
class FeedServeTest {
  private static ServedFeeds.Page page(String... items) {
    return new ServedFeeds.Page(200, ServedFeeds.rss(items));
  }

  @Test
  void what_feeds_say_is_answered_and_what_they_do_is_told(@TempDir Path folder) throws Exception {
    try (ServedFeeds feeds = new ServedFeeds(folder)) {
      feeds.serve("/Feed", page("1=Accord signé", "2=Visite"));
      feeds.serve("/other", new ServedFeeds.Page(410, ""));
      feeds.run("contact: press@example.org\nfeeds:\n  listed: true\n", () -> followed(feeds));
    }
  }

  private static void followed(ServedFeeds feeds) throws Exception {
    JsonNode posts = feeds.until("/posts?actor=fr-mfa", a -> a.get("rows").size() == 2);
    assertThat(posts.get("rows").findValuesAsString("text"))
        .containsExactlyInAnyOrder("Accord signé", "Visite");
    assertThat(posts.get("rows").findValuesAsString("url"))
        .containsExactlyInAnyOrder("https://mfa.example/1", "https://mfa.example/2");

    JsonNode status = feeds.until("/status", a -> count(a, "fine") == 1 && count(a, "gone") == 1);
    JsonNode gone = status.get("feeds").get("troubled").get(0);
    assertThat(gone.get("handle").asString()).isEqualTo(feeds.url("/other"));
    assertThat(gone.get("actor").asString()).isEqualTo("de-mfa");
    assertThat(gone.get("state").asString()).isEqualTo("gone");
    assertThat(gone.get("last_error").asString()).contains("410");

    feeds.serve("/Feed", page("1=Accord signé à Genève", "2=Visite"));
    feeds.pass(Duration.ofHours(2));
    JsonNode edited =
        feeds.until("/posts?actor=fr-mfa", a -> a.toString().contains("Accord signé à Genève"));
    assertThat(edited.get("rows").size()).isEqualTo(2);
    assertThat(edited.toString()).contains("EDITED");

    feeds.serve("/Feed", page("8=Huit", "9=Neuf"));
    feeds.pass(Duration.ofDays(3));
    status = feeds.until("/status", a -> a.get("feeds").get("gaps").size() == 1);
    JsonNode gap = status.get("feeds").get("gaps").get(0);
    assertThat(gap.get("why").asString()).isEqualTo("scrolled");
    assertThat(gap.get("actor").asString()).isEqualTo("fr-mfa");
    assertThat(Instant.parse(gap.get("from").asString())).isAfterOrEqualTo(ServedFeeds.START);
    assertThat(gap.get("to").asString())
        .isEqualTo(ServedFeeds.START.plus(Duration.ofHours(74)).toString());
    feeds.until("/posts?actor=fr-mfa", a -> a.get("rows").size() == 4);

    feeds.serve("/Feed", new ServedFeeds.Page(500, ""));
    feeds.pass(Duration.ofDays(1));
    status = feeds.until("/status", a -> count(a, "failing") == 1);
    JsonNode source = status.get("sources").get(0);
    assertThat(source.get("id").asString()).isEqualTo("feeds");
    status = feeds.until("/status", a -> a.get("sources").get(0).get("outages").has("HTTP_500"));
    assertThat(status.get("feeds").get("troubled").toString()).contains("HTTP_500");
  }

  private static long count(JsonNode status, String what) {
    JsonNode feeds = status.get("feeds");
    return feeds == null || feeds.isNull() ? -1 : feeds.get(what).asLong();
  }
}
