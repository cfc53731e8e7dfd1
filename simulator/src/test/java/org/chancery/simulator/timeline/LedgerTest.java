package org.chancery.simulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.chancery.simulator.TestWorlds;
import org.chancery.simulator.cast.Diplomat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The ledger beside a recount of the wire by another JSON reader that knows nothing of the world.
 */
class LedgerTest {
  private static final Duration HISTORY = Duration.ofDays(10);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static List<JsonNode> ledger;
  private static List<JsonNode> wire;

  @BeforeAll
  static void record(@TempDir Path folder) throws IOException {
    Recording recording = Recording.of(folder, 5, 420, HISTORY);
    ledger = Files.readAllLines(recording.ledger()).stream().map(JSON::readTree).toList();
    wire = recording.events().stream().map(e -> JSON.readTree(e.payload())).toList();
  }

  private static List<JsonNode> onWire() {
    return ledger.stream().filter(l -> !l.path("kind").asString().equals("scene")).toList();
  }

  @Test
  void numbers_its_lines_without_gap() {
    for (int i = 0; i < ledger.size(); i++)
      assertThat(ledger.get(i).path("seq").asInt()).isEqualTo(i + 1);
  }

  @Test
  void has_one_line_for_each_event_of_the_wire_in_order_with_its_kind_author_and_id() {
    List<JsonNode> lines = onWire();
    assertThat(lines).hasSameSizeAs(wire);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = lines.get(i);
      JsonNode event = wire.get(i);
      assertThat(line.path("time_us").asLong()).isEqualTo(event.path("time_us").asLong());
      assertThat(line.path("did").asString()).isEqualTo(event.path("did").asString());
      String kind = line.path("kind").asString();
      if (!kind.equals("foreign")) assertThat(kind).isEqualTo(kindOf(event));
      if (event.has("commit")) assertThat(line.path("id").asString()).isEqualTo(uri(event));
    }
  }

  private static String uri(JsonNode event) {
    JsonNode commit = event.path("commit");
    return "at://%s/%s/%s"
        .formatted(
            event.path("did").asString(),
            commit.path("collection").asString(),
            commit.path("rkey").asString());
  }

  private static String kindOf(JsonNode event) {
    if (!event.path("kind").asString().equals("commit")) return event.path("kind").asString();
    String noun = event.path("commit").path("collection").asString().replaceAll(".*\\.", "");
    return switch (event.path("commit").path("operation").asString()) {
      case "create" -> noun;
      case "update" -> noun.equals("post") ? "edit" : noun;
      default -> noun.equals("post") ? "delete" : "un" + noun;
    };
  }

  @Test
  void says_of_each_post_what_its_record_says() throws NoSuchAlgorithmException {
    List<JsonNode> lines = onWire();
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = lines.get(i);
      JsonNode record = wire.get(i).path("commit").path("record");
      if (!line.has("sha256")) continue;
      byte[] text = record.path("text").asString().getBytes(StandardCharsets.UTF_8);
      assertThat(line.path("bytes").asInt()).isEqualTo(text.length);
      assertThat(line.path("sha256").asString())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)));
      assertThat(line.path("created")).isEqualTo(record.path("createdAt"));
      assertThat(texts(line.path("langs"))).isEqualTo(texts(record.path("langs")));
      assertThat(line.path("reply_to").asString(""))
          .isEqualTo(record.path("reply").path("parent").path("uri").asString(""));
      assertThat(line.path("reply_root").asString(""))
          .isEqualTo(record.path("reply").path("root").path("uri").asString(""));
      assertThat(line.path("quote_of").asString(""))
          .isEqualTo(record.path("embed").path("record").path("uri").asString(""));
      assertThat(texts(line.path("mentions"))).isEqualTo(features(record, "did"));
      TreeSet<String> tags =
          features(record, "tag").stream()
              .map(t -> t.toLowerCase(Locale.ROOT))
              .collect(Collectors.toCollection(TreeSet::new));
      tags.addAll(texts(line.path("hashtags_without_facet")));
      assertThat(texts(line.path("hashtags"))).isEqualTo(tags);
      for (String plain : texts(line.path("hashtags_without_facet"))) {
        assertThat(record.path("text").asString().toLowerCase(Locale.ROOT)).contains("#" + plain);
      }
      assertThat(line.path("media").asInt()).isEqualTo(record.path("embed").path("images").size());
    }
  }

  private static TreeSet<String> features(JsonNode record, String name) {
    TreeSet<String> values = new TreeSet<>();
    for (JsonNode facet : record.path("facets")) {
      for (JsonNode feature : facet.path("features"))
        if (feature.has(name)) values.add(feature.path(name).asString());
    }
    return values;
  }

  private static TreeSet<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void attributes_to_the_holder_of_the_account_at_the_posts_time() {
    Map<String, Diplomat> byDid = new TreeMap<>();
    TestWorlds.cast(5, 420, HISTORY).diplomats().forEach(d -> byDid.put(d.account().did(), d));
    TreeSet<String> handed = new TreeSet<>();
    for (JsonNode line : ledger) {
      Diplomat who = byDid.get(line.path("did").asString());
      if (who == null) {
        assertThat(line.path("actor").isNull()).isTrue();
        continue;
      }
      List<String> holders = new ArrayList<>();
      who.account().holders().forEach(h -> holders.add(h.actor().id()));
      assertThat(holders).contains(line.path("actor").asString());
      if (who.account().changesHands()) handed.add(line.path("actor").asString());
    }
    assertThat(handed).as("both holders of handed-over accounts speak").hasSizeGreaterThan(3);
  }
}
