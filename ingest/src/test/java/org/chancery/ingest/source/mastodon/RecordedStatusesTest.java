package org.chancery.ingest.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Answers of Mastodon 1 to 4.6 and GoToSocial, each value against a plain reading of the JSON. */
class RecordedStatusesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final String BIGBONE = "data/wire/mastodon/bigbone/src/test/assets";

  @Test
  void answers_of_the_api() throws Exception {
    int read = 0;
    for (Path file : Shared.files(BIGBONE, ".json")) {
      read += compare(Shared.PLAIN.readTree(Files.readAllBytes(file)), file.toString());
    }
    assertThat(read).isGreaterThanOrEqualTo(50);
  }

  @Test
  void a_timeline_of_gotosocial() throws Exception {
    Path file = Shared.path("data/wire/mastodon-4.6/gts-timeline-home.json");
    assertThat(compare(Shared.PLAIN.readTree(Files.readAllBytes(file)), "home"))
        .isGreaterThanOrEqualTo(30);
  }

  @Test
  void bodies_of_server_sent_events() throws Exception {
    int read = 0;
    for (Path file : Shared.files("data/wire/mastodon-4.6", ".sse")) {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("data: {")) {
          read += compare(Shared.PLAIN.readTree(line.substring(6)), file + ": " + line);
        }
      }
    }
    assertThat(read).isGreaterThanOrEqualTo(8);
  }

  @Test
  void no_other_answer_does_harm() throws Exception {
    HomeServer home = HomeServer.of("social.example");
    for (Path file : Shared.files(BIGBONE, ".json")) {
      JsonNode tree = Shared.PLAIN.readTree(Files.readAllBytes(file));
      Iterable<JsonNode> all = tree.isArray() ? tree : List.of(tree);
      for (JsonNode node : all) {
        Status.Read read = StatusReading.read(node, home, NOW);
        boolean isStatus = node.has("uri") && node.has("account") && node.has("created_at");
        if (!isStatus && !node.has("status")) {
          assertThat(read)
              .as(file.toString())
              .isInstanceOfSatisfying(
                  Status.Bad.class,
                  bad ->
                      assertThat(bad.why().why())
                          .isIn(
                              RejectReason.UNKNOWN_TYPE,
                              RejectReason.NO_ID,
                              RejectReason.NO_ACCOUNT));
        }
      }
    }
  }

  private static int compare(JsonNode tree, String where) {
    int read = 0;
    for (JsonNode node : Shared.statuses(tree)) {
      compareOne(node, where);
      read++;
    }
    return read;
  }

  private static void compareOne(JsonNode node, String where) {
    HomeServer home = home(node);
    Status.Read read = StatusReading.read(node, home, NOW);
    if (!Set.of("public", "unlisted").contains(node.path("visibility").asString("public"))) {
      assertThat(read).as(where).isInstanceOf(Status.NotPublic.class);
      return;
    }
    assertThat(read).as(where).isInstanceOf(Status.Good.class);
    Status status = ((Status.Good) read).status();
    PostSeen post = status.post();
    assertThat(status.id()).isEqualTo(node.get("id").asString());
    assertThat(post.id()).isEqualTo(node.get("uri").asString());
    assertThat(post.created()).isEqualTo(Instant.parse(node.get("created_at").asString()));
    String acct = node.at("/account/acct").asString().toLowerCase(Locale.ROOT);
    assertThat(post.author().handle())
        .isEqualTo("@" + (acct.contains("@") ? acct : acct + "@" + home.domain()));
    assertThat(post.followers()).isEqualTo(node.at("/account/followers_count").asLong());
    boolean isBoost = node.path("reblog").isObject();
    boolean isReply = node.path("in_reply_to_id").isString();
    assertThat(post.kind())
        .as(where)
        .isEqualTo(isBoost ? PostKind.REPOST : isReply ? PostKind.REPLY : PostKind.ORIGINAL);
    String edited = node.path("edited_at").asString("");
    assertThat(status.edited()).isEqualTo(edited.isEmpty() ? null : Instant.parse(edited));
    if (isBoost) {
      assertThat(post.repostOf().id()).isEqualTo(node.at("/reblog/uri").asString());
      assertThat(post.text()).isEmpty();
      return;
    }
    assertThat(squeezed(post.text()))
        .as(where)
        .isEqualTo(
            squeezed(node.path("spoiler_text").asString() + plain(node.get("content").asString())));
    assertThat(post.media()).isEqualTo(node.path("media_attachments").size());
    assertThat(post.entities().hashtags()).isEqualTo(each(node.path("tags"), "name"));
    assertThat(post.entities().mentions())
        .extracting(m -> m.handle())
        .isEqualTo(
            each(node.path("mentions"), "acct").stream()
                .map(a -> "@" + (a.contains("@") ? a : a + "@" + home.domain()))
                .map(a -> a.toLowerCase(Locale.ROOT))
                .toList());
    assertThat(post.engagement().likes()).isEqualTo(node.get("favourites_count").asLong());
    assertThat(post.engagement().reposts()).isEqualTo(node.get("reblogs_count").asLong());
    assertThat(post.engagement().quotes())
        .isEqualTo(node.has("quotes_count") ? (Long) node.get("quotes_count").asLong() : null);
    if (isReply
        && node.path("in_reply_to_account_id")
            .asString()
            .equals(node.at("/account/id").asString())) {
      assertThat(post.replyTo().author()).isEqualTo(post.author());
    }
  }

  /** The server whose own account an acct without a host is; localhost is no domain of accounts. */
  private static HomeServer home(JsonNode node) {
    URI url = URI.create(node.at("/account/url").asString());
    boolean isLocal = url.getHost().matches("localhost|[0-9.]+");
    boolean isRemote = node.at("/account/acct").asString().contains("@");
    return isRemote
        ? HomeServer.of("social.example")
        : isLocal
            ? new HomeServer("social.example", URI.create("http://" + url.getAuthority()))
            : HomeServer.of(url.getHost());
  }

  private static List<String> each(JsonNode array, String key) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(one -> one.get(key).asString())
        .toList();
  }

  /** By hand: tags away, the few entities that Mastodon writes. */
  private static String plain(String html) {
    return html.replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&nbsp;", "\u00a0")
        .replace("&amp;", "&");
  }

  private static String squeezed(String text) {
    return text.replaceAll("[\\s\\u00a0]+", "");
  }

  @Test
  void streams_told_by_gotosocial() throws Exception {
    HomeServer home = new HomeServer("social.example", URI.create("http://127.0.0.1:8811"));
    StreamReading reading =
        new StreamReading(home, false, () -> Set.of("@mfa@social.example"), new StatusMemory());
    int updatesOfListed = 0;
    int edits = 0;
    int messages = 0;
    List<String> expected = new ArrayList<>();
    for (String line : Files.readAllLines(Shared.path("data/wire/mastodon-4.6/gts-stream.jsonl"))) {
      String message = Shared.PLAIN.readTree(line).get("m").asString();
      JsonNode plain = Shared.PLAIN.readTree(message);
      messages++;
      String event = plain.get("event").asString();
      if (!event.equals("delete")) {
        JsonNode payload = Shared.PLAIN.readTree(plain.get("payload").asString());
        JsonNode status = event.equals("notification") ? payload.path("status") : payload;
        if (status.at("/account/acct").asString().equals("mfa")
            && status.path("visibility").asString().matches("public|unlisted")) {
          updatesOfListed += event.equals("status.update") ? 0 : 1;
          edits += event.equals("status.update") ? 1 : 0;
          expected.add(status.get("uri").asString());
        }
      }
      StreamFrame.Read read = StreamFrame.ofSocket(message);
      assertThat(read.problem()).isEmpty();
      reading.read(read.frame().orElseThrow(), NOW);
    }
    Brought brought = reading.take(List.of(), null);
    assertThat(messages).isEqualTo(102);
    assertThat(brought.counts())
        .containsEntry("records", 102L)
        .containsEntry("accepted", (long) updatesOfListed)
        .containsEntry("edited", (long) edits);
    assertThat(brought.events().stream().map(RecordedStatusesTest::post).filter(p -> p != null))
        .extracting(PostSeen::id)
        .containsExactlyElementsOf(expected);
    assertThat(updatesOfListed).isGreaterThan(40);
  }

  @Test
  void the_recorded_stream_of_a_user_is_followed_to_its_delete() throws Exception {
    HomeServer home = new HomeServer("social.example", URI.create("http://localhost:3000"));
    StreamReading reading =
        new StreamReading(
            home, false, () -> Set.of("@mastodonpy_test@social.example"), new StatusMemory());
    StreamFrame.Lines lines = new StreamFrame.Lines();
    Path file =
        Shared.path("data/wire/mastodon-4.6/mastodon-4.6.4-test_stream_user_direct-user.sse");
    for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
      lines.take(line).ifPresent(frame -> reading.read(frame, NOW));
    }
    Brought brought = reading.take(List.of(), null);
    assertThat(brought.counts())
        .containsOnly(
            Map.entry("records", 6L),
            Map.entry("accepted", 1L),
            Map.entry("not-public", 2L),
            Map.entry("not-searchable", 1L), // a mention by somebody unlisted
            Map.entry("edited", 1L),
            Map.entry("deleted", 1L));
    assertThat(brought.events())
        .extracting(e -> e.getClass().getSimpleName())
        .containsExactly("PostSeen", "PostEdited", "PostDeleted");
    assertThat(post(brought.events().get(1)).text()).isEqualTo("only real animals respond.");
  }

  private static @Nullable PostSeen post(Event event) {
    return switch (event) {
      case PostSeen post -> post;
      case PostEdited edit -> edit.now();
      default -> null;
    };
  }
}
