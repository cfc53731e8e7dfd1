// Longer than our measure of a file: one hub is searched whole, and each place of the search is
// named.
package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.bluesky.FrameReading;
import org.chancery.ingest.source.file.FileFormat;
import org.chancery.ingest.store.Rollups;
import org.chancery.ingest.store.UnlistedWords;
import org.chancery.server.hub.ImportOrder;
import org.chancery.server.hub.ImportReport;
import org.chancery.server.hub.Importer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * People without a public role leave no name: raw frames and a file about listed and unlisted
 * accounts go through the real topology, then the whole database, the data folder with rejects and
 * checkpoints, the log and every answer of the API are searched for what was planted.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrivacyAuditTest {
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final int STRANGERS = Size.of("strangers", 40);

  /** People in the file; each has a post of long ago and one of yesterday. */
  private static final int PEOPLE = Math.max(20, STRANGERS / 20);

  /** How many strangers' frames are handed on at once. */
  private static final int BATCH = 1_000;

  /** What tells who somebody is: DID, key of a record, handle, display name, id of a post on X. */
  private static final List<String> IDENTITIES =
      List.of("qqdidmark", "qqkeymark", "qqhandlemark", "qqnamemark", "990000777");

  /** What somebody said lately: text, tag, address. */
  private static final List<String> WORDS = List.of("qqtextmark", "qqtagmark", "qqlinkmark");

  /** The same of long ago. */
  private static final String OLD_WORDS = "qqoldmark";

  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
  private static SmallHub hub;

  @BeforeAll
  static void fill(@TempDir Path folder) throws Exception {
    LOG.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
    hub = new SmallHub(folder, NOW);
    FrameReading reading = new FrameReading(hub.ref.ids(Network.BLUESKY), true, true);
    int frames = 0;
    int events = 0;
    for (int from = 0; from < STRANGERS; from += BATCH) {
      List<String> some = frames(from, Math.min(STRANGERS, from + BATCH));
      some.forEach(reading::read);
      List<Event> told = reading.takeEvents();
      hub.live(told);
      frames += some.size();
      events += told.size();
    }
    assertThat(events).isGreaterThan(STRANGERS * 5);
    System.out.printf(
        "%d frames of %d strangers and others, %d events%n", frames, STRANGERS, events);
    ImportReport report = imported(folder);
    assertThat(report.rejected()).isGreaterThan(6);
    hub.live(List.of());
    hub.checkpoint();
  }

  @AfterAll
  static void end() throws Exception {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
    if (hub != null) {
      hub.close();
    }
  }

  private static String commit(
      String did, long second, String collection, String key, String record) {
    return """
    {"did":"%s","time_us":%d,"kind":"commit","commit":{"rev":"3k","operation":"create","collection":"%s","rkey":"%s","record":%s,"cid":"bafy"}}
    """
        .formatted(did, micros(second), collection, key, record)
        .strip();
  }

  private static long micros(long second) {
    return (NOW.minus(Duration.ofHours(2)).getEpochSecond() + second) * 1_000_000;
  }

  private static String at(long second) {
    return NOW.minus(Duration.ofHours(2)).plusSeconds(second).toString();
  }

  private static String post(long second, String text, String more) {
    return """
    {"$type":"app.bsky.feed.post","text":"%s","langs":["fr"],"createdAt":"%s"%s}"""
        .formatted(text, at(second), more);
  }

  private static String uri(String did, String key) {
    return "at://" + did + "/app.bsky.feed.post/" + key;
  }

  private static String reply(String uri) {
    return """
    ,"reply":{"root":{"cid":"b","uri":"%1$s"},"parent":{"cid":"b","uri":"%1$s"}}"""
        .formatted(uri);
  }

  private static String mention(String did) {
    return """
    ,"facets":[{"index":{"byteStart":0,"byteEnd":3},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"%s"}]},\
    {"index":{"byteStart":4,"byteEnd":9},"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"qqtagmark"}]},\
    {"index":{"byteStart":4,"byteEnd":9},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://qqlinkmark.example/"}]}]"""
        .formatted(did);
  }

  private static List<String> frames(int fromStranger, int toStranger) {
    List<String> frames = new ArrayList<>();
    for (int i = fromStranger; i < toStranger; i++) {
      String did = "did:plc:qqdidmark" + i;
      long second = i * 6_000L / Math.max(100, STRANGERS); // all of them within two hours
      String official = "3kofficial" + i;
      frames.add(
          commit(
              SmallHub.FRANCE,
              second,
              "app.bsky.feed.post",
              official,
              post(second, "public word", "")));
      frames.add(identity(did, i, second));
      frames.add(
          commit(
              did,
              second + 1,
              "app.bsky.actor.profile",
              "self",
              "{\"displayName\":\"Qqnamemark %d\",\"description\":\"qqtextmark\"}".formatted(i)));
      frames.add(
          commit(
              did,
              second + 2,
              "app.bsky.feed.post",
              "qqkeymarkreply" + i,
              post(second + 2, "qqtextmark reply", reply(uri(SmallHub.FRANCE, official)))));
      frames.add(
          commit(
              did,
              second + 3,
              "app.bsky.feed.post",
              "qqkeymarkmention" + i,
              post(second + 3, "@fr #qqtagmark qqtextmark", mention(SmallHub.FRANCE))));
      frames.add(
          commit(
              did,
              second + 4,
              "app.bsky.feed.post",
              "qqkeymarkquote" + i,
              post(
                  second + 4,
                  "qqtextmark quote",
                  ",\"embed\":{\"$type\":\"app.bsky.embed.record\",\"record\":{\"cid\":\"b\",\"uri\":\"%s\"}}"
                      .formatted(uri(SmallHub.FRANCE, official)))));
      for (String kind : List.of("like", "repost")) {
        frames.add(
            commit(
                did,
                second + 5,
                "app.bsky.feed." + kind,
                "qqkeymark" + kind + i,
                "{\"subject\":{\"cid\":\"b\",\"uri\":\"%s\"},\"createdAt\":\"%s\"}"
                    .formatted(uri(SmallHub.FRANCE, official), at(second + 5))));
      }
      frames.add(
          commit(
              SmallHub.FRANCE,
              second + 9,
              "app.bsky.feed.post",
              "3kanswer" + i,
              post(second + 9, "public answer", reply(uri(did, "qqkeymarkmention" + i)))));
      frames.add(
          "{\"did\":\"%s\",\"time_us\":%d,\"kind\":\"account\",\"account\":{\"active\":false,\"did\":\"%s\",\"seq\":1,\"status\":\"deleted\",\"time\":\"%s\"}}"
              .formatted(did, micros(second + 10), did, at(second + 10)));
      if (i % 4 == 0) {
        frames.add(
            "{\"did\":\"%s\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"rev\":\"3k\",\"operation\":\"delete\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"qqkeymarkreply%d\"}}"
                .formatted(did, micros(second + 11), i));
      }
      frames.add(
          commit(
              did,
              second + 12,
              "app.bsky.feed.post",
              "qqkeymarkbad" + i,
              "{\"text\":\"qqtextmark %s\",\"createdAt\":\"qqtextmark\"}"
                  .formatted(SmallHub.FRANCE)));
    }
    return frames;
  }

  private static String identity(String did, int i, long second) {
    return "{\"did\":\"%s\",\"time_us\":%d,\"kind\":\"identity\",\"identity\":{\"did\":\"%s\",\"handle\":\"qqhandlemark%d.example\",\"seq\":1,\"time\":\"%s\"}}"
        .formatted(did, micros(second), did, i, at(second));
  }

  /** A file of X: posts of long ago and of yesterday, and lines with every kind of fault. */
  private static ImportReport imported(Path folder) throws Exception {
    List<String> lines = new ArrayList<>();
    String who =
        "\"account\":{\"id\":\"99000077700%1$d\",\"handle\":\"qqhandlemark%1$d\",\"name\":\"Qqnamemark\"}";
    for (int i = 0; i < PEOPLE; i++) {
      String account = who.formatted(i);
      lines.add(
          "{\"type\":\"post\",\"network\":\"x\",\"id\":\"9900007771%02d\",%s,\"created\":\"2017-05-%02dT10:00:00Z\",\"text\":\"@francediplo qqoldmark https://qqoldmark.example/ #qqoldmark\",\"kind\":\"original\"}"
              .formatted(i, account, i % 28 + 1));
      lines.add(
          "{\"type\":\"post\",\"network\":\"x\",\"id\":\"9900007772%02d\",%s,\"created\":\"2026-11-01T10:00:%02dZ\",\"text\":\"qqtextmark about nobody\",\"kind\":\"original\"}"
              .formatted(i, account, i % 60));
      lines.add(
          "{\"type\":\"account\",\"network\":\"x\",\"id\":\"99000077700%1$d\",\"handle\":\"qqhandlemark%1$d\",\"name\":\"Qqnamemark\",\"followers\":7,\"seen\":\"2026-11-01T10:00:00Z\"}"
              .formatted(i));
      lines.add(
          "{\"type\":\"tie\",\"network\":\"x\",\"from\":{\"id\":\"99000077700%d\"},\"to\":{\"handle\":\"francediplo\"},\"seen\":\"2026-11-01T10:00:00Z\",\"state\":\"present\"}"
              .formatted(i));
    }
    lines.add(
        "{\"type\":\"ties\",\"network\":\"x\",\"from\":{\"id\":\"822215679726100480\"},\"seen\":\"2026-11-01T10:00:00Z\",\"complete\":true,\"to\":[{\"id\":\"990000777001\",\"handle\":\"qqhandlemark1\"}]}");
    String one = who.formatted(1);
    String post = "{\"type\":\"post\",\"network\":\"x\",\"id\":\"990000777999\"," + one;
    lines.add(
        post + ",\"created\":\"qqtextmark it's qqhandlemark1 yesterday\",\"text\":\"qqtextmark\"}");
    lines.add(
        post + ",\"created\":\"2026-11-01T10:00:00Z\",\"text\":\"t\",\"kind\":\"qqnamemark\"}");
    lines.add(post + ",\"created\":\"2026-11-01T10:00:00Z\",\"text\":\"t\",qqhandlemark1}");
    lines.add(post + ",\"created\":\"2026-11-01T10:00:00Z\",\"text\":\"qqtextmark");
    lines.add(post + ",\"qqnamemark\":1,\"qqnamemark\":2}");
    lines.add(
        post + ",\"created\":\"2026-11-01T10:00:00Z\",\"text\":qqtextmark" + "x".repeat(150) + "}");
    lines.add("{\"type\":\"qqhandlemark\",\"network\":\"x\"}");
    lines.add("{\"type\":\"post\",\"network\":\"qqhandlemark\",\"id\":\"990000777999\"}");
    lines.add(
        "{\"type\":\"post\",\"network\":\"x\",\"id\":9900007779991111111.5,"
            + one
            + ",\"created\":\"2026-11-01T10:00:00Z\",\"text\":\"t\"}");
    Path outside = Files.createTempDirectory("chancery-import");
    Path file = outside.resolve("people.jsonl");
    Files.write(file, lines);
    return new Importer(hub.wiring)
        .run(
            new ImportOrder(
                List.of(new ImportOrder.Item(file.toString(), FileFormat.EVENTS, null))),
            (records, share) -> {});
  }

  @Test
  @Order(1)
  void the_world_is_there_and_hashes_are_counted_on() throws Exception {
    assertThat(
            hub.rows(
                "select count(*) from posts where account_id is null and created > '2026-11-01'"))
        .containsExactly(Integer.toString(STRANGERS * 3 + PEOPLE));
    assertThat(hub.rows("select count(*) from response where seconds is not null"))
        .as("answers to people without a role are timed")
        .containsExactly(Integer.toString(STRANGERS));
    assertThat(
            hub.rows(
                "select sum(likes) || ' ' || sum(replies) || ' ' || sum(quotes) from posts where native_id like '%3kofficial%'"))
        .containsExactly("%d %d %d".formatted(STRANGERS, STRANGERS - STRANGERS / 4, STRANGERS));
    for (String words : WORDS) {
      assertThat(Audit.database(hub.wiring.store().dataSource(), words))
          .as("words of yesterday are there, so that the search finds what there is: %s", words)
          .isNotEmpty();
    }
    assertThat(Audit.database(hub.wiring.store().dataSource(), "public word"))
        .contains("posts.text");
    assertThat(answers()).anyMatch(a -> a.contains("public answer"));
  }

  @Test
  @Order(2)
  void no_identity_stands_anywhere_and_no_word_of_long_ago() throws Exception {
    List<String> wanted = new ArrayList<>(IDENTITIES);
    wanted.add(OLD_WORDS);
    for (String marker : wanted) {
      assertThat(Audit.database(hub.wiring.store().dataSource(), marker)).as(marker).isEmpty();
    }
    assertThat(Audit.files(hub.folder, wanted.toArray(String[]::new)))
        .as("data folder: database, checkpoints, rejects")
        .isEmpty();
    String[] all = all().toArray(String[]::new);
    assertThat(Audit.files(hub.folder.resolve("rejects"), all)).isEmpty();
    assertThat(Audit.files(hub.folder.resolve("checkpoints"), all)).isEmpty();
    List<String> answers = answers();
    for (String marker : all) {
      assertThat(logged(marker)).as("log").isEmpty();
      assertThat(answers).as(marker).noneMatch(a -> a.toLowerCase(Locale.ROOT).contains(marker));
    }
    assertThat(hub.get("/posts?q=qqtextmark&t=7d").get("rows")).isEmpty();
    assertThat(hub.get("/posts?tag=qqtagmark&t=7d").get("rows")).isEmpty();
  }

  @Test
  @Order(3)
  void the_search_finds_what_is_planted() throws Exception {
    hub.execute(
        "insert into source_place (source, lane, step, counts) values ('planted', 0, 1, '{\"Planted-jsonb\": 1}')");
    hub.execute(
        "insert into feed_state (feed, address, pause, failures, state, known) values ('planted-text', 'a', '1 h', 0, 'new', convert_to('planted-bytea', 'UTF8'))");
    hub.execute(
        "update posts set hashtags = '{planted-array}' where post_key = (select min(post_key::text)::uuid from posts where account_id is null and richness >= 0)");
    var store = hub.wiring.store().dataSource();
    assertThat(Audit.database(store, "planted-jsonb")).containsExactly("source_place.counts");
    assertThat(Audit.database(store, "planted-text")).containsExactly("feed_state.feed");
    assertThat(Audit.database(store, "planted-bytea")).containsExactly("feed_state.known");
    assertThat(Audit.database(store, "planted-array")).containsExactly("posts.hashtags");
    hub.execute("delete from source_place where source = 'planted'");
    hub.execute("delete from feed_state where feed = 'planted-text'");
    Path reject = hub.folder.resolve("rejects").resolve("planted");
    Files.writeString(reject, "a Planted-line");
    assertThat(Audit.files(hub.folder, "planted-line")).containsExactly(reject);
    Files.delete(reject);
    assertThat(Audit.files(hub.folder.resolve("rejects"), "BAD_TIMESTAMP")).isNotEmpty();
    assertThat(Audit.files(hub.folder.resolve("checkpoints"), "place-")).isNotEmpty();
    assertThat(Audit.files(hub.folder, "public word")).isNotEmpty();
    LoggerFactory.getLogger("org.chancery.test").warn("a Planted-message");
    assertThat(logged("planted-message")).hasSize(1);
  }

  @Test
  @Order(4)
  void after_thirty_days_no_word_is_left_and_every_count_is() throws Exception {
    List<String> answers =
        List.of(
            "rankings?m=posts&t=2026-11-01..2026-11-03",
            "rankings?m=response-time&min=0&t=2026-11-01..2026-11-03");
    List<String> before =
        answers.stream().map(a -> hub.get("/" + a).get("rows").toString()).toList();
    hub.now.set(NOW.plus(Duration.ofDays(30)));
    var store = hub.wiring.store().dataSource();
    assertThat(UnlistedWords.forget(store, hub.now.get()).rows()).isEqualTo(STRANGERS * 3 + PEOPLE);
    for (String marker : all()) {
      assertThat(Audit.database(store, marker)).as(marker).isEmpty();
    }
    assertThat(Audit.database(store, "public word")).contains("posts.text");
    assertThat(Rollups.check(store).values()).containsOnly(0L);
    assertThat(answers.stream().map(a -> hub.get("/" + a).get("rows").toString()).toList())
        .isEqualTo(before);
    assertThat(before.toString()).contains("fr-mfa");
    assertThat(
            hub.rows(
                "select forgotten || ' of ' || due_before || ', left ' || due_after from retention_run order by run_id desc limit 1"))
        .containsExactly("%1$d of %1$d, left 0".formatted(STRANGERS * 3 + PEOPLE));
  }

  private static List<String> all() {
    List<String> all = new ArrayList<>(IDENTITIES);
    all.addAll(WORDS);
    all.add(OLD_WORDS);
    return all;
  }

  private static List<String> logged(String marker) {
    return List.copyOf(LOG.list).stream()
        .map(e -> e.getFormattedMessage() + " " + e.getThrowableProxy())
        .filter(m -> m.toLowerCase(Locale.ROOT).contains(marker))
        .toList();
  }

  /** Every table and whole answer of the API, as JSON and as CSV, and the live snapshot. */
  private static List<String> answers() {
    Map<String, String> needed =
        Map.of(
            "/actors/{id}", "/actors/fr-mfa",
            "/measures/{id}", "/measures/posts",
            "/posts/{id}", "",
            "/live", "",
            "/dialogue", "/dialogue?a=fr-mfa&b=de-mfa",
            "/series", "/series?m=posts&step=day&t=7d",
            "/rankings", "/rankings?m=posts&t=7d",
            "/posts", "/posts?t=7d");
    List<String> answers = new ArrayList<>();
    for (String path :
        TestHub.endpoints(hub.surroundings, true).stream().map(Endpoint::path).toList()) {
      String address = needed.getOrDefault(path, path);
      if (!address.isEmpty()) {
        answers.add(body(address));
        answers.add(body(csv(address)));
      }
    }
    answers.add(body("/posts/" + hub.get("/posts?t=7d").get("rows").get(0).get("id").asString()));
    answers.add(snapshot());
    return answers;
  }

  private static String csv(String address) {
    int mark = address.indexOf('?');
    return mark < 0
        ? address + ".csv"
        : address.substring(0, mark) + ".csv" + address.substring(mark);
  }

  private static String body(String address) {
    return new String(TestHub.ask(hub.api, address).body(), StandardCharsets.UTF_8);
  }

  private static String snapshot() {
    return TestHub.snapshots(hub.surroundings).current().json();
  }
}
