// Longer than our measure of a file: one case for each form a frame can take.
package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.Event;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.ReactionGone;
import org.chancery.core.event.ReactionSeen;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Frames of the wire, compared with an independent reading by Jackson's tree; and hostile ones. */
class JetstreamFrameTest {
  private static final String POST =
      """
      {"did":"did:plc:aaa","time_us":1779719009157119,"kind":"commit","commit":{"operation":"create",
      "collection":"app.bsky.feed.post","rkey":"r1","record":{"createdAt":"2026-05-25T14:23:28Z","text":"hi"%s}}}
      """;

  private static Parsed parse(String frame) {
    return JetstreamFrame.parse(frame, new JetstreamFrame.Cursor());
  }

  @Test
  void a_handle_that_is_told_to_be_invalid_is_none() {
    String identity =
        """
        {"did":"did:plc:aaa","time_us":1779719009157119,"kind":"identity",
        "identity":{"did":"did:plc:aaa","handle":"%s"}}
        """;
    assertThat(parse(identity.formatted("handle.invalid"))).isEqualTo(Parsed.Foreign.INSTANCE);
    assertThat(parse(identity.formatted("elysee.fr"))).isInstanceOf(Parsed.Ok.class);
  }

  private static PostSeen post(String more) {
    return (PostSeen) ((Parsed.Ok) parse(POST.formatted(more))).event();
  }

  @ParameterizedTest
  @CsvSource({
    "jetstream-v1.jsonl, 243",
    "jetstream-v1-golden.jsonl, 10",
    "jetstream-readme-examples.jsonl, 5"
  })
  void every_line_of_the_wire_is_read_as_it_is_written(String file, int lines) throws IOException {
    Path shared =
        Path.of(System.getProperty("chancery.shared", "../shared"), "data/wire/bluesky", file);
    assumeTrue(Files.exists(shared), "left out: needs ../shared/data/wire/bluesky/" + file);
    JsonMapper tree = JsonMapper.shared();
    int read = 0;
    for (String line : Files.readAllLines(shared)) {
      if (!line.isBlank()) {
        read++;
        String told =
            switch (parse(line)) {
              case Parsed.Ok(Event event) -> told(event);
              case Parsed.Foreign foreign -> "foreign";
              case Parsed.Rejected rejected -> rejected.toString();
            };
        assertThat(told)
            .as("%s, line %d: %s", file, read, line)
            .isEqualTo(expected(tree.readTree(line)));
      }
    }
    assertThat(read).isEqualTo(lines);
  }

  private static String told(Event event) {
    return switch (event) {
      case PostEdited e -> "edit " + told(e.now());
      case PostSeen p ->
          String.join(
              "|",
              "post",
              p.author().key(),
              p.id(),
              micros(p.created()),
              micros(p.seen()),
              p.text(),
              "" + p.lang(),
              p.kind().name(),
              id(p.replyTo()),
              id(p.quoteOf()),
              id(p.repostOf()),
              sorted(p.entities().mentions().stream().map(AccountRef::key).toList()),
              sorted(p.entities().hashtags()),
              sorted(p.entities().links()),
              "" + p.media());
      case PostDeleted d -> "deleted|" + d.id() + "|" + micros(d.seen());
      case ReactionSeen r ->
          String.join("|", "like", r.id(), r.subject().id(), micros(r.created()), micros(r.seen()));
      case ReactionGone g -> "unlike|" + g.id() + "|" + micros(g.seen());
      case AccountSeen a ->
          String.join(
              "|",
              "account",
              a.account().id(),
              "" + a.account().handle(),
              "" + a.name(),
              micros(a.seen()));
      case AccountStateChanged s ->
          "state|" + s.account().id() + "|" + s.state() + "|" + micros(s.seen());
      default -> event.toString();
    };
  }

  private static String micros(Instant at) {
    return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }

  private static String id(@Nullable PostRef ref) {
    return ref == null ? "" : ref.id();
  }

  private static String sorted(@Nullable Collection<String> values) {
    return values == null ? "[]" : new TreeSet<>(values).toString();
  }

  /** What the frame says, by the lexicons. */
  private static String expected(JsonNode frame) {
    String did = frame.get("did").asString();
    String seen = frame.get("time_us").asString();
    switch (frame.get("kind").asString()) {
      case "identity" -> {
        JsonNode handle = frame.at("/identity/handle");
        return handle.isMissingNode() || handle.asString().equals("handle.invalid")
            ? "foreign"
            : String.join("|", "account", did, handle.asString(), "null", seen);
      }
      case "account" -> {
        boolean active = frame.at("/account/active").asBoolean();
        String status =
            frame.at("/account/status").asString("deactivated").replace("takendown", "taken_down");
        return "state|"
            + did
            + "|"
            + (active ? "ACTIVE" : status.toUpperCase(java.util.Locale.ROOT))
            + "|"
            + seen;
      }
      default -> {}
    }
    JsonNode commit = frame.get("commit");
    String collection = commit.get("collection").asString();
    String uri = "at://" + did + "/" + collection + "/" + commit.get("rkey").asString();
    boolean delete = commit.get("operation").asString().equals("delete");
    JsonNode record = commit.path("record");
    return switch (collection) {
      case "app.bsky.feed.like" ->
          delete
              ? "unlike|" + uri + "|" + seen
              : !record.at("/subject/uri").asString().contains("/app.bsky.feed.post/")
                  ? "foreign"
                  : String.join(
                      "|",
                      "like",
                      uri,
                      record.at("/subject/uri").asString(),
                      created(record),
                      seen);
      case "app.bsky.feed.repost", "app.bsky.feed.post" ->
          delete
              ? "deleted|" + uri + "|" + seen
              : (commit.get("operation").asString().equals("update") ? "edit " : "")
                  + post(did, uri, seen, record, collection);
      case "app.bsky.actor.profile" ->
          delete
              ? "foreign"
              : String.join(
                  "|", "account", did, "null", record.path("displayName").asString("null"), seen);
      default -> "foreign";
    };
  }

  private static String created(JsonNode record) {
    return micros(OffsetDateTime.parse(record.get("createdAt").asString()).toInstant());
  }

  private static String post(
      String did, String uri, String seen, JsonNode record, String collection) {
    boolean repost = collection.endsWith("repost");
    String parent = record.at("/reply/parent/uri").asString("");
    JsonNode embed = record.path("embed");
    String quote = embed.at("/record/record/uri").asString(embed.at("/record/uri").asString(""));
    quote = quote.contains("/app.bsky.feed.post/") ? quote : "";
    List<String> mentions = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    List<String> links = new ArrayList<>();
    record.path("tags").forEach(tag -> tags.add(tag.asString()));
    for (JsonNode facet : record.path("facets")) {
      for (JsonNode feature : facet.path("features")) {
        String type = feature.get("$type").asString();
        if (type.endsWith("#mention")) {
          mentions.add(feature.get("did").asString());
        } else if (type.endsWith("#tag")) {
          tags.add(feature.get("tag").asString());
        } else if (type.endsWith("#link")) {
          links.add(feature.get("uri").asString());
        }
      }
    }
    JsonNode media = embed.has("media") ? embed.get("media") : embed;
    if (media.at("/external/uri").isString()) {
      links.add(media.at("/external/uri").asString());
    }
    int pictures = media.path("images").size() + (media.has("video") ? 1 : 0);
    String kind =
        repost ? "REPOST" : !parent.isEmpty() ? "REPLY" : !quote.isEmpty() ? "QUOTE" : "ORIGINAL";
    return String.join(
        "|",
        "post",
        did,
        uri,
        created(record),
        seen,
        record.path("text").asString(""),
        record.at("/langs/0").asString("null"),
        kind,
        parent,
        quote,
        repost ? record.at("/subject/uri").asString() : "",
        sorted(mentions),
        sorted(tags),
        sorted(links),
        "" + pictures);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "17",
        "\"x\"",
        "{",
        "{\"did\":",
        "nonsense",
        "{}{}",
        "{\"did\":\"did:plc:a\"",
        "{\"did\":\"did:plc:a\",\"time_us\":99999999999999999999999,\"kind\":\"commit\"}",
        "\u0000",
        "{\"\uD800\":1",
        "{\"a\":1}x"
      })
  void what_is_no_frame_is_rejected_by_cause(String frame) {
    assertThat(parse(frame)).isInstanceOf(Parsed.Rejected.class);
  }

  @Test
  void each_lack_has_its_cause() {
    assertThat(why("{\"time_us\":1,\"kind\":\"commit\"}")).isEqualTo(RejectReason.NO_ACCOUNT);
    assertThat(why("{\"did\":\"did:plc:a\",\"kind\":\"commit\"}"))
        .isEqualTo(RejectReason.NO_TIMESTAMP);
    assertThat(why("{\"did\":\"did:plc:a\",\"time_us\":1,\"kind\":\"commit\"}"))
        .isEqualTo(RejectReason.NO_ID);
    assertThat(why("{\"did\":\"did:plc:a\",\"time_us\":1,\"kind\":\"party\"}"))
        .isEqualTo(RejectReason.UNKNOWN_TYPE);
    assertThat(why("{\"did\":\"did:plc:a\",\"time_us\":9223372036854775807,\"kind\":\"account\"}"))
        .isEqualTo(RejectReason.TIME_OUT_OF_RANGE);
    assertThat(why(POST.formatted("").replace("2026-05-25T14:23:28Z", "yesterday")))
        .isEqualTo(RejectReason.BAD_TIMESTAMP);
    assertThat(why("[".repeat(100_000))).isEqualTo(RejectReason.MALFORMED);
    assertThat(why(POST.formatted(",\"x\":" + "[".repeat(500) + "]".repeat(500))))
        .isEqualTo(RejectReason.TOO_LARGE);
  }

  private static RejectReason why(String frame) {
    return ((Parsed.Rejected) parse(frame)).why();
  }

  /** Any value in any place is skipped or read, and what follows it is read all the same. */
  @Test
  void wrong_types_anywhere_do_not_shift_what_follows() {
    List<String> values =
        List.of(
            "null",
            "true",
            "3",
            "\"s\"",
            "[]",
            "[1,{\"uri\":\"x\"}]",
            "{}",
            "{\"record\":[{}],\"uri\":5}");
    for (String field :
        List.of("langs", "tags", "reply", "subject", "embed", "facets", "displayName", "other")) {
      for (String value : values) {
        PostSeen post = post(",\"%s\":%s,\"tags\":[\"after\"]".formatted(field, value));
        assertThat(post.entities().hashtags()).as("%s: %s", field, value).contains("after");
        assertThat(post.id()).isEqualTo("at://did:plc:aaa/app.bsky.feed.post/r1");
      }
    }
    for (String value : values) {
      for (String inner : List.of("record", "media", "images", "video", "external")) {
        PostSeen post = post(",\"embed\":{\"%s\":%s},\"tags\":[\"after\"]".formatted(inner, value));
        assertThat(post.entities().hashtags())
            .as("embed.%s: %s", inner, value)
            .containsExactly("after");
      }
      for (String top : List.of("identity", "account", "commit", "more")) {
        String frame =
            "{\"%s\":%s,".formatted(top, value) + POST.formatted("").strip().substring(1);
        assertThat(parse(frame)).as("%s: %s", top, value).isInstanceOf(Parsed.Ok.class);
      }
    }
  }

  @Test
  void only_posts_are_quoted_and_a_long_text_is_cut_between_characters() {
    assertThat(
            post(",\"embed\":{\"record\":{\"uri\":\"at://did:plc:b/app.bsky.graph.starterpack/1\"}}")
                .kind()
                .name())
        .isEqualTo("ORIGINAL");
    assertThat(
            post(",\"embed\":{\"record\":{\"uri\":\"at://did:plc:b/app.bsky.feed.post/1\"}}")
                .kind()
                .name())
        .isEqualTo("QUOTE");
    String text = post(",\"text\":\"x" + "😀".repeat(60_000) + "\"").text();
    assertThat(text).hasSize(99_999).endsWith("😀");
  }

  @Test
  void the_scan_never_drops_what_the_parser_finds_listed() {
    Set<String> listed = Set.of("did:plc:abc", "did:web:ministry.example", "did:plc:xyz");
    WatchedIds scan = new WatchedIds(() -> listed);
    int concerned = 0;
    int dropped = 0;
    for (long seed = 1; seed <= 20_000; seed++) {
      Random random = new Random(seed);
      String frame =
          frame(
              random,
              List.of(
                  "did:plc:abc",
                  "did:web:ministry.example",
                  "did:plc:xyz",
                  "did:plc:ab",
                  "did:plc:abcd",
                  "did:plc:q%41",
                  "did:web:long" + "x".repeat(400)));
      FrameReading all = new FrameReading(() -> listed, false);
      all.read(frame);
      boolean concerns = !all.takeEvents().isEmpty();
      boolean kept = scan.mayConcern(frame);
      concerned += concerns ? 1 : 0;
      dropped += kept ? 0 : 1;
      assertThat(kept || !concerns).as("seed %d: %s", seed, frame).isTrue();
    }
    assertThat(concerned).as("the frames are of interest often").isGreaterThan(3_000);
    assertThat(dropped).as("the scan drops something").isGreaterThan(2_000);
  }

  private static String frame(Random random, List<String> dids) {
    String author = did(random, dids);
    String collection = List.of("post", "like", "repost").get(random.nextInt(3));
    String operation = List.of("create", "update", "delete").get(random.nextInt(3));
    String other =
        "\"at://"
            + did(random, dids)
            + slash(random)
            + "app.bsky.feed.post"
            + slash(random)
            + "1\"";
    String record =
        switch (random.nextInt(4)) {
          case 0 -> "\"subject\":{\"cid\":\"c\",\"uri\":" + other + "}";
          case 1 -> "\"reply\":{\"root\":{},\"parent\":{\"uri\":" + other + "}}";
          case 2 -> "\"embed\":{\"record\":{\"uri\":" + other + "}}";
          default -> "\"facets\":[{\"features\":[{\"did\":\"" + did(random, dids) + "\"}]}]";
        };
    String space = random.nextBoolean() ? "" : " ";
    String commit =
        "\"commit\":{\"operation\":%s\"%s\",\"collection\":\"app.bsky.feed.%s\",\"rkey\":\"1\",\"record\":{\"createdAt\":\"2026-05-25T14:23:28Z\",%s%s}}"
            .formatted(space, escaped(random, operation), collection, space, record);
    String head =
        "\"did\":%s\"%s\",\"time_us\":1779719009157119,\"kind\":\"commit\""
            .formatted(space, author);
    return "{" + (random.nextBoolean() ? head + "," + commit : commit + "," + head) + "}";
  }

  private static String did(Random random, List<String> dids) {
    return escaped(random, dids.get(random.nextInt(dids.size())));
  }

  private static String slash(Random random) {
    return random.nextInt(4) == 0 ? "\\/" : "/";
  }

  /** Now and then a character in the escaped form that JSON allows. */
  private static String escaped(Random random, String text) {
    if (random.nextInt(6) > 0) {
      return text;
    }
    int at = random.nextInt(text.length());
    String code =
        String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) text.charAt(at));
    return text.substring(0, at) + code + text.substring(at + 1);
  }
}
