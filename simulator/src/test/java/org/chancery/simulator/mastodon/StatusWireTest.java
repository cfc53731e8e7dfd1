package org.chancery.simulator.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.chancery.simulator.Shared;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What we send beside what Mastodon 4.6.4 sent, and its paging as another client walks it. */
class StatusWireTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-11-10T12:00:00Z");

  private final Instance instance = new Instance("social.example");
  private final HttpClient client = HttpClient.newHttpClient();
  private MastodonServer server;

  @BeforeEach
  void open() throws IOException {
    instance.account("mfa");
    server = new MastodonServer(instance, InstantSource.fixed(START), "http://127.0.0.1:9");
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    client.close();
  }

  private HttpResponse<String> get(String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private String statuses(String query) {
    return "http://%s/api/v1/accounts/100/statuses%s".formatted(server.authority(), query);
  }

  /** The statuses of {@code update} in a recorded stream. */
  private static List<JsonNode> theirs() throws IOException {
    return Files.readAllLines(
            Shared.file("data/wire/mastodon-4.6/mastodon-4.6.4-test_stream_user_local-user.sse"))
        .stream()
        .filter(line -> line.startsWith("data: {") && line.contains("\"visibility\""))
        .map(line -> JSON.readTree(line.substring("data: ".length())))
        .filter(node -> node.has("content"))
        .toList();
  }

  @Test
  void every_field_is_one_of_mastodon_and_of_its_kind() throws Exception {
    long said = instance.publish("mfa", "We welcome the talks", START);
    instance.edit(said, "We welcome the talks in Geneva", START.plusSeconds(60));
    JsonNode ours = JSON.readTree(get(statuses("")).body()).get(0);
    assertThat(theirs()).isNotEmpty();
    for (JsonNode theirs : theirs()) {
      compare(ours, theirs);
      compare(ours.get("account"), theirs.get("account"));
    }
  }

  private static void compare(JsonNode ours, JsonNode theirs) {
    for (Map.Entry<String, JsonNode> field : ours.properties()) {
      String name = field.getKey();
      assertThat(theirs.has(name)).as(name).isTrue();
      JsonNode other = theirs.get(name);
      if (!other.isNull() && !field.getValue().isNull()) {
        assertThat(field.getValue().getNodeType()).as(name).isEqualTo(other.getNodeType());
      }
    }
  }

  @Test
  void links_lead_through_all_statuses_newest_first() throws Exception {
    for (int i = 0; i < 95; i++) {
      instance.publish("mfa", "Statement " + i, START.plusSeconds(i));
    }
    int told = 0;
    for (String url = statuses("?limit=40"); !url.isEmpty(); ) {
      HttpResponse<String> page = get(url);
      assertThat(page.headers().firstValue("X-RateLimit-Remaining")).isPresent();
      for (JsonNode status : JSON.readTree(page.body())) {
        told++;
        assertThat(status.get("content").asString())
            .isEqualTo("<p>Statement %d</p>".formatted(95 - told));
      }
      url =
          page.headers()
              .firstValue("Link")
              .map(link -> link.substring(1, link.indexOf('>')))
              .orElse("");
    }
    assertThat(told).isEqualTo(95);
    long first = instance.statuses().keySet().iterator().next();
    JsonNode behind = JSON.readTree(get(statuses("?limit=2&min_id=" + first)).body());
    assertThat(behind.findValuesAsString("content"))
        .as("right behind, newest first")
        .containsExactly("<p>Statement 2</p>", "<p>Statement 1</p>");
  }
}
