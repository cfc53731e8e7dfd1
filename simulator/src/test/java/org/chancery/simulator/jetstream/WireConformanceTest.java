package org.chancery.simulator.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chancery.simulator.Shared;
import org.chancery.simulator.timeline.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What we send beside what production servers and a real PDS sent: same fields, same order, same
 * forms.
 */
class WireConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static List<JsonNode> ours;

  @BeforeAll
  static void record(@TempDir Path folder) throws IOException {
    ours =
        Recording.of(folder, 5, 300, Duration.ofDays(8)).events().stream()
            .map(e -> JSON.readTree(e.payload()))
            .toList();
  }

  private static List<JsonNode> theirs(String name) throws IOException {
    return Files.readAllLines(Shared.file("data/wire/bluesky/" + name)).stream()
        .filter(l -> !l.isBlank())
        .map(JSON::readTree)
        .toList();
  }

  private static String what(JsonNode event) {
    JsonNode commit = event.path("commit");
    return event.path("kind").asString()
        + " "
        + commit.path("operation").asString("")
        + " "
        + commit.path("collection").asString("");
  }

  private static List<String> keys(JsonNode node) {
    return new ArrayList<>(node.propertyNames());
  }

  @Test
  void envelopes_have_the_keys_of_production_in_their_order() throws IOException {
    Map<String, List<String>> envelope = new TreeMap<>();
    Map<String, List<String>> inside = new TreeMap<>();
    for (JsonNode event : theirs("jetstream-v1-golden.jsonl")) {
      String kind = event.path("kind").asString();
      String operation = event.path("commit").path("operation").asString("");
      envelope.put(kind, keys(event));
      if (kind.equals("commit"))
        inside.put(kind + operation.equals("delete"), keys(event.path(kind)));
    }
    for (JsonNode event : ours) {
      String kind = event.path("kind").asString();
      assertThat(keys(event)).isEqualTo(envelope.get(kind));
      boolean delete = event.path("commit").path("operation").asString("").equals("delete");
      if (kind.equals("commit"))
        assertThat(keys(event.path(kind))).isEqualTo(inside.get(kind + delete));
      if (kind.equals("identity"))
        assertThat(keys(event.path(kind))).containsExactly("did", "handle", "seq", "time");
      if (kind.equals("account"))
        assertThat(keys(event.path(kind))).contains("active", "did", "seq", "time");
    }
  }

  @Test
  void records_use_no_field_that_a_real_pds_does_not_send_and_values_have_its_types()
      throws IOException {
    Map<String, Set<String>> known = new TreeMap<>();
    for (String file :
        List.of(
            "jetstream-v1.jsonl", "jetstream-v1-golden.jsonl", "jetstream-readme-examples.jsonl")) {
      for (JsonNode event : theirs(file)) {
        paths(
            "",
            event.path("commit").path("record"),
            known.computeIfAbsent(
                event.path("commit").path("collection").asString(""), k -> new LinkedHashSet<>()));
      }
    }
    for (JsonNode event : ours) {
      if (!event.path("commit").has("record")) continue;
      Set<String> used = new LinkedHashSet<>();
      paths("", event.path("commit").path("record"), used);
      Set<String> allowed = known.get(event.path("commit").path("collection").asString());
      used.removeAll(allowed);
      assertThat(used).as(what(event)).isEmpty();
    }
  }

  /** Every path with the type at its end; lists as one. */
  private static void paths(String at, JsonNode node, Set<String> into) {
    if (node.isObject())
      node.properties().forEach(p -> paths(at + "/" + p.getKey(), p.getValue(), into));
    else if (node.isArray()) node.forEach(element -> paths(at + "[]", element, into));
    else into.add(at + " " + node.getNodeType());
  }

  @Test
  void values_have_their_forms() {
    for (JsonNode event : ours) {
      assertThat(event.path("did").asString()).matches("did:plc:[a-z2-7]{24}");
      assertThat(event.path("time_us").asLong())
          .isBetween(1_700_000_000_000_000L, 1_900_000_000_000_000L);
      JsonNode commit = event.path("commit");
      if (commit.isMissingNode()) continue;
      assertThat(commit.path("rev").asString()).matches("[2-7a-j][2-7a-z]{12}");
      String rkey = commit.path("rkey").asString();
      if (!rkey.equals("self")) assertThat(rkey).matches("[2-7a-j][2-7a-z]{12}");
      JsonNode record = commit.path("record");
      if (record.isMissingNode()) continue;
      assertThat(commit.path("cid").asString()).matches("bafyrei[a-z2-7]{52}");
      assertThat(record.path("$type")).isEqualTo(commit.path("collection"));
      if (record.has("createdAt"))
        assertThat(record.path("createdAt").asString())
            .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }
  }

  @Test
  void facets_cut_their_spans_out_of_the_text_that_was_sent() {
    int checked = 0;
    for (JsonNode event : ours) {
      JsonNode record = event.path("commit").path("record");
      byte[] text = record.path("text").asString("").getBytes(StandardCharsets.UTF_8);
      for (JsonNode facet : record.path("facets")) {
        int start = facet.path("index").path("byteStart").asInt();
        String cut =
            new String(
                Arrays.copyOfRange(text, start, facet.path("index").path("byteEnd").asInt()),
                StandardCharsets.UTF_8);
        JsonNode feature = facet.path("features").get(0);
        if (feature.has("tag")) assertThat(cut).isEqualTo("#" + feature.path("tag").asString());
        else if (feature.has("uri")) assertThat(cut).isEqualTo(feature.path("uri").asString());
        else assertThat(cut).matches("@[a-z0-9-]+\\.sim\\.test");
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(3_000);
  }

  @Test
  void every_kind_of_event_is_sent() {
    Set<String> sent = new LinkedHashSet<>();
    ours.forEach(event -> sent.add(what(event)));
    assertThat(sent)
        .contains(
            "identity  ",
            "account  ",
            "commit create app.bsky.feed.post",
            "commit update app.bsky.feed.post",
            "commit delete app.bsky.feed.post",
            "commit create app.bsky.feed.like",
            "commit delete app.bsky.feed.like",
            "commit create app.bsky.feed.repost",
            "commit create app.bsky.graph.follow",
            "commit delete app.bsky.graph.follow",
            "commit update app.bsky.actor.profile");
  }
}
