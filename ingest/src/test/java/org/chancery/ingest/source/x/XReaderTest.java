// Longer than our measure of a file: one loopback X, checked by its own document, serves every
// case.
package org.chancery.ingest.source.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.Event;
import org.chancery.core.event.FollowListSeen;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** X over days, on a clock that the test sets, against a server that obeys X's own document. */
class XReaderTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final String MINISTRY = "100";
  private static final String EMBASSY = "200";
  private static final String STRANGER = "999";

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<AccountRef> listed =
      new ArrayList<>(
          List.of(AccountRef.byId(Network.X, MINISTRY), AccountRef.byHandle(Network.X, "Embassy")));
  private final List<String> brought = new ArrayList<>();
  private XServer server;
  private GuardedEgress egress;
  private XSettings settings;
  private Tap.@Nullable TapReader reader;

  private final List<Event> events = new ArrayList<>();
  private final List<TapBatch.Hole> holes = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private String cursor;
  private String state;
  private @Nullable String error;
  private final StringBuilder told = new StringBuilder();

  @BeforeEach
  void open() throws Exception {
    server = new XServer(OpenApi.read(), now::get);
    server.account(MINISTRY, "mfa_example", EMBASSY, STRANGER);
    server.account(EMBASSY, "embassy", MINISTRY);
    egress =
        new GuardedEgress(
            new EgressRules(
                "Chancery/test",
                new AddressRule(Set.of(server.authority()), true),
                Set.of(),
                EgressRules.Limits.USUAL,
                new EgressRules.Manners(8, Duration.ZERO, Duration.ZERO, Duration.ofDays(1))),
            now::get);
    Path token = Files.writeString(folder.resolve("token"), XServer.TOKEN + "\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    settings =
        new XSettings(
            java.net.URI.create(server.url()),
            token.toString(),
            true,
            1_000,
            Duration.ofMinutes(15),
            Duration.ZERO,
            false,
            XSettings.Compliance.BATCH,
            1_024,
            1_000);
  }

  @AfterEach
  void close() throws Exception {
    if (reader != null) {
      reader.close();
    }
    server.close();
    egress.close();
    assertThat(server.wrong).isEmpty();
    assertThat(told.toString() + counts + cursor)
        .doesNotContain(XServer.TOKEN)
        .doesNotContain("UPLOADSECRET")
        .doesNotContain("DOWNLOADSECRET");
    assertThat(server.asked).noneMatch(asked -> asked.contains(XServer.TOKEN));
  }

  private void begin() throws Exception {
    if (reader != null) {
      reader.close();
    }
    XWays ways = new XWays(egress, () -> List.copyOf(listed), () -> List.copyOf(brought), now::get);
    XTap tap = new XTap("x", settings, ways.register("x-test"));
    assertThat(tap.displayOnly()).isTrue();
    reader = tap.open(cursor, "x");
  }

  private void until(BooleanSupplier condition) throws Exception {
    if (reader == null) {
      begin();
    }
    long end = System.nanoTime() + 30_000_000_000L;
    do {
      TapBatch batch = reader.poll();
      events.addAll(batch.events());
      holes.addAll(batch.holes());
      batch.counts().forEach((what, n) -> counts.merge(what, n, Long::sum));
      cursor = batch.cursor();
      state = batch.state();
      error = batch.lastError();
      told.append(error).append('\n');
      assertThat(server.wrong).isEmpty();
      if (condition.getAsBoolean()) {
        return;
      }
    } while (System.nanoTime() < end);
    throw new AssertionError(
        "not so: state %s, error %s, events %s, asked %s, wrong %s"
            .formatted(state, error, texts(), server.asked, server.wrong));
  }

  private void listening() throws Exception {
    int before = server.streams;
    until(() -> server.streams > before && state.equals("live"));
  }

  private void later(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  private List<String> texts() {
    return events.stream()
        .filter(PostSeen.class::isInstance)
        .map(e -> ((PostSeen) e).text())
        .toList();
  }

  private XPlace place() {
    return XPlace.parse(cursor);
  }

  @Test
  void rules_are_those_of_the_listed_accounts_and_posts_come_as_they_are_made() throws Exception {
    server.rule("from:somebody", "of another program");
    server.rule("from:1", XRules.TAG);
    listening();
    until(() -> server.ruleValues().contains("from:100 OR from:embassy"));
    assertThat(server.ruleValues()).contains("from:somebody").doesNotContain("from:1");
    later(Duration.ofSeconds(5));
    server.stream(server.post(MINISTRY, "Joint statement &amp; more"));
    server.keepAlive();
    server.stream(server.post(EMBASSY, "from the embassy"));
    server.stream(server.post(STRANGER, "not listed"));
    until(() -> texts().size() == 2 && counts.getOrDefault("foreign", 0L) == 1);
    assertThat(texts()).containsExactly("Joint statement & more", "from the embassy");
    PostSeen post = (PostSeen) events.stream().filter(PostSeen.class::isInstance).findFirst().get();
    assertThat(post.author()).isEqualTo(new AccountRef(Network.X, MINISTRY, "mfa_example"));
    assertThat(post.seen()).isEqualTo(now.get());
    assertThat(post.engagement().reposts()).isEqualTo(2);
    assertThat(post.counted()).isFalse();
    until(() -> events.stream().filter(AccountSeen.class::isInstance).count() == 2);
    assertThat(holes).isEmpty();
  }

  @Test
  void what_an_outage_left_out_comes_from_timelines_without_a_gap() throws Exception {
    listening();
    later(Duration.ofSeconds(20));
    server.stream(server.post(MINISTRY, "heard"));
    until(() -> texts().contains("heard"));
    server.endStream(true);
    server.fault("/2/tweets/search/stream", "503 Service Unavailable", "", "");
    until(() -> state.equals("disconnected") && error.contains("503"));
    later(Duration.ofMinutes(30));
    for (int i = 0; i < 5; i++) {
      later(Duration.ofMinutes(1));
      server.post(i % 2 == 0 ? MINISTRY : EMBASSY, "missed " + i);
    }
    server.pages(2);
    later(Duration.ofMinutes(1));
    Instant back = now.get();
    until(() -> state.equals("live") && place().until().equals(back));
    assertThat(texts())
        .filteredOn(text -> text.startsWith("missed")) // what was heard just before comes again
        .containsExactlyInAnyOrder("missed 0", "missed 1", "missed 2", "missed 3", "missed 4");
    assertThat(holes).isEmpty();
  }

  @Test
  void what_timelines_do_not_give_is_a_gap_as_long_as_the_outage() throws Exception {
    listening();
    later(Duration.ofSeconds(40));
    server.keepAlive();
    until(() -> place().until().equals(now.get()));
    Instant deaf = now.get();
    server.endStream(false);
    server.fault("/2/tweets/search/stream", "500 Internal Server Error", "", "");
    until(() -> state.equals("disconnected") && error.contains("500"));
    later(Duration.ofHours(2));
    server.post(MINISTRY, "never told");
    server.fault("/2/users/100/tweets", "401 Unauthorized", "", "{}");
    Instant back = now.get();
    until(() -> place().until().equals(back));
    assertThat(holes).containsExactly(new TapBatch.Hole(deaf, back, "timelines-incomplete"));
  }

  @Test
  void an_account_that_is_closed_to_all_is_no_gap() throws Exception {
    listening();
    later(Duration.ofSeconds(20));
    server.keepAlive();
    until(() -> place().until().equals(now.get()));
    server.endStream(false);
    server.fault("/2/tweets/search/stream", "500 Internal Server Error", "", "");
    until(() -> state.equals("disconnected") && error.contains("500"));
    later(Duration.ofHours(2));
    server.fault("/2/users/100/tweets", "403 Forbidden", "", "{}");
    until(() -> place().until().equals(now.get()));
    assertThat(holes).isEmpty();
    assertThat(counts).containsEntry("denied-403", 1L);
  }

  @Test
  void a_silent_stream_is_left_and_one_that_says_it_is_there_is_not() throws Exception {
    listening();
    for (int i = 0; i < 4; i++) {
      later(Duration.ofSeconds(40));
      server.keepAlive();
      until(() -> place().until().equals(now.get()));
    }
    assertThat(server.streams).isEqualTo(1);
    Instant heard = now.get();
    later(XLine.SILENCE.plusSeconds(1));
    until(() -> server.streams == 2);
    until(() -> place().until().equals(now.get()));
    assertThat(server.asked)
        .anyMatch(
            asked ->
                asked.contains("/2/users/100/tweets?")
                    && asked.contains(
                        "since_id=" + TimelineChore.idBefore(heard.minusSeconds(60))));
    assertThat(holes).isEmpty();
  }

  @Test
  void after_429_nothing_is_asked_before_the_moment_that_x_names() throws Exception {
    long reset = START.plusSeconds(600).getEpochSecond();
    server.fault(
        "/2/tweets/search/stream",
        "429 Too Many Requests",
        "x-rate-limit-reset: %d\r\n".formatted(reset),
        "{\"title\":\"Too Many Requests\",\"detail\":\"slow\u202e down\"}");
    until(() -> state.equals("disconnected") && error.contains("429"));
    assertThat(error).contains("Too Many Requests").doesNotContain("\u202e");
    long streams = asked("/2/tweets/search/stream?");
    later(Duration.ofSeconds(599));
    for (int i = 0; i < 5; i++) {
      until(() -> true);
    }
    assertThat(asked("/2/tweets/search/stream?")).isEqualTo(streams);
    later(Duration.ofSeconds(1));
    listening();
    assertThat(asked("/2/tweets/search/stream?")).isEqualTo(streams + 1);
  }

  private long asked(String path) {
    return server.asked.stream().filter(asked -> asked.contains(path)).count();
  }

  @Test
  void the_budget_of_a_month_stops_reading_and_says_so() throws Exception {
    settings =
        new XSettings(
            settings.api(),
            settings.token(),
            true,
            5,
            settings.timelines(),
            Duration.ZERO,
            false,
            XSettings.Compliance.BATCH,
            1_024,
            1_000);
    listening();
    until(() -> place().reads() == 2); // two profiles
    later(Duration.ofMinutes(1));
    for (int i = 0; i < 3; i++) {
      server.stream(server.post(MINISTRY, "post " + i));
    }
    until(() -> state.equals("disconnected"));
    assertThat(error).contains("budget of 5 reads").contains("2026-12-01T00:00:00Z");
    assertThat(texts()).hasSize(3);
    assertThat(place().reads()).isEqualTo(5);
    Instant stopped = place().until();
    begin(); // a restart buys nothing
    until(() -> state.equals("disconnected"));
    // through the month, deletions are still followed
    while (now.get().isBefore(Instant.parse("2026-12-01T00:00:00Z"))) {
      later(Duration.ofHours(9));
      until(() -> place().compliance().equals(now.get()));
    }
    until(() -> state.equals("live"));
    assertThat(holes).hasSize(1);
    assertThat(holes.getFirst().from()).isEqualTo(stopped);
    assertThat(holes.getFirst().why()).isEqualTo("stopped");
  }

  @Test
  void what_x_says_is_gone_is_gone_within_a_day() throws Exception {
    listening();
    until(() -> place().accounts().equals(START));
    brought.add("5001");
    brought.add("5002");
    server.found =
        """
        {"id":"5001","action":"delete","created_at":"2026-10-01T00:00:00.000Z","redacted_at":"2026-11-01T15:00:00.000Z","reason":"deleted"}
        {"id":"200","action":"delete","reason":"suspended"}
        {"id":"7","action":"delete","reason":"scrub_geo"}
        not json
        """;
    later(XSettings.COMPLIANCE_EVERY.plusMinutes(1));
    Instant asked = now.get();
    until(() -> place().compliance().equals(asked));
    assertThat(server.uploaded).containsExactly("5001\n5002\n", "100\n200\n");
    assertThat(events)
        .contains(
            new PostDeleted(Network.X, "5001", null, Instant.parse("2026-11-01T15:00:00Z")),
            new AccountStateChanged(
                AccountRef.byId(Network.X, EMBASSY), AccountStateChanged.State.SUSPENDED, asked));
    assertThat(counts).containsEntry("MALFORMED", 2L); // in the answer about posts and about users
  }

  @Test
  void a_job_that_x_never_does_is_made_anew_and_the_new_one_has_its_own_time() throws Exception {
    listening();
    server.jobsAre = "in_progress";
    later(XSettings.COMPLIANCE_EVERY.plusMinutes(1));
    brought.add("5001");
    Instant asked = now.get();
    until(() -> server.uploaded.size() == 2 && asked("/2/compliance/jobs/77") == 2);
    later(Duration.ofHours(7));
    until(() -> counts.getOrDefault("failed", 0L) == 2);
    later(Duration.ofMinutes(1));
    until(() -> server.uploaded.size() >= 4 && asked("/2/compliance/jobs/77") >= 6);
    server.jobsAre = "complete";
    later(Duration.ofMinutes(1));
    until(() -> place().compliance().equals(asked));
    assertThat(server.uploaded).hasSize(4);
  }

  @Test
  void without_a_word_on_deletions_nothing_more_is_read() throws Exception {
    listening();
    for (int i = 0; i < 40; i++) {
      server.fault("/2/compliance/jobs", "403 Forbidden", "", "{\"title\":\"Forbidden\"}");
    }
    brought.add("5001");
    for (int hour = 0; hour < 25; hour++) {
      later(Duration.ofHours(1));
      server.keepAlive();
      until(() -> true);
    }
    until(() -> state.equals("disconnected"));
    assertThat(error).contains("older than a day").contains("Forbidden");
    server.faults.clear();
    later(Duration.ofHours(1));
    until(() -> state.equals("live"));
    assertThat(holes).extracting(TapBatch.Hole::why).containsExactly("stopped");
  }

  @Test
  void compliance_streams_delete_suspend_and_correct() throws Exception {
    settings =
        new XSettings(
            settings.api(),
            settings.token(),
            true,
            1_000,
            settings.timelines(),
            Duration.ZERO,
            false,
            XSettings.Compliance.STREAM,
            1_024,
            1_000);
    listening();
    ObjectNode first = server.post(MINISTRY, "with a typo");
    ObjectNode second = server.post(MINISTRY, "without");
    String firstId = first.path("id").asString();
    String secondId = second.path("id").asString();
    second.putArray("edit_history_post_ids").add(firstId).add(secondId);
    server.compliance(
        "StreamPostsComplianceResponse",
        OpenApi.JSON.readTree(
            "{\"data\":{\"delete\":{\"tweet\":{\"id\":\"42\",\"author_id\":\"100\"},\"event_at\":\"2026-11-01T12:00:00.000Z\"}}}"));
    server.compliance(
        "StreamPostsComplianceResponse",
        OpenApi.JSON.readTree(
            "{\"data\":{\"delete\":{\"tweet\":{\"id\":\"43\",\"author_id\":\"999\"},\"event_at\":\"2026-11-01T12:00:00.000Z\"}}}"));
    server.compliance(
        "StreamPostsComplianceResponse",
        OpenApi.JSON.readTree(
            "{\"data\":{\"tweet_edit\":{\"tweet\":{\"id\":\"%s\"},\"event_at\":\"2026-11-01T12:00:00.000Z\",\"initial_tweet_id\":\"%s\",\"edit_tweet_ids\":[\"%s\",\"%s\"]}}}"
                .formatted(secondId, firstId, firstId, secondId)));
    server.compliance(
        "StreamUsersComplianceResponse",
        OpenApi.JSON.readTree(
            "{\"data\":{\"user_suspend\":{\"user\":{\"id\":\"100\"},\"event_at\":\"2026-11-01T12:00:00.000Z\"}}}"));
    until(() -> events.stream().anyMatch(PostEdited.class::isInstance));
    PostEdited edit =
        (PostEdited) events.stream().filter(PostEdited.class::isInstance).findFirst().get();
    assertThat(edit.now().id()).isEqualTo(firstId);
    assertThat(edit.now().text()).isEqualTo("without");
    assertThat(events)
        .contains(
            new PostDeleted(Network.X, "42", AccountRef.byId(Network.X, MINISTRY), START),
            new AccountStateChanged(
                AccountRef.byId(Network.X, MINISTRY), AccountStateChanged.State.SUSPENDED, START));
    assertThat(events.stream().filter(PostDeleted.class::isInstance)).hasSize(1);
  }

  @Test
  void of_whom_accounts_follow_only_listed_ones_go_on() throws Exception {
    settings =
        new XSettings(
            settings.api(),
            settings.token(),
            true,
            1_000,
            settings.timelines(),
            Duration.ofDays(7),
            false,
            XSettings.Compliance.BATCH,
            1_024,
            1_000);
    server.pages(1);
    listening();
    until(() -> events.stream().filter(FollowListSeen.class::isInstance).count() == 2);
    FollowListSeen list =
        (FollowListSeen) events.stream().filter(FollowListSeen.class::isInstance).findFirst().get();
    assertThat(list.from()).isEqualTo(AccountRef.byId(Network.X, MINISTRY));
    assertThat(list.to()).containsExactly(new AccountRef(Network.X, EMBASSY, "embassy"));
    assertThat(list.complete()).isTrue();
  }

  @Test
  void without_a_stream_timelines_are_asked_in_rounds() throws Exception {
    settings =
        new XSettings(
            settings.api(),
            settings.token(),
            false,
            1_000,
            Duration.ofMinutes(15),
            Duration.ZERO,
            false,
            XSettings.Compliance.BATCH,
            1_024,
            1_000);
    until(() -> place().accounts().equals(START));
    later(Duration.ofMinutes(10));
    server.post(EMBASSY, "one");
    later(Duration.ofMinutes(6));
    until(() -> place().until().equals(now.get()));
    assertThat(texts()).containsExactly("one");
    assertThat(server.streams).isZero();
    assertThat(holes).isEmpty();
  }

  @Test
  void after_a_kill_it_goes_on_where_it_was() throws Exception {
    listening();
    later(Duration.ofMinutes(1));
    server.keepAlive();
    until(() -> place().until().equals(now.get()));
    server.endStream(false);
    String kept = cursor;
    later(Duration.ofHours(3));
    server.post(MINISTRY, "while nobody listened");
    later(Duration.ofMinutes(5));
    cursor = kept;
    begin();
    until(() -> place().until().equals(now.get()));
    assertThat(texts()).contains("while nobody listened");
    assertThat(holes).isEmpty();
  }

  @Test
  void bad_lines_are_counted_and_cost_nothing_else() throws Exception {
    listening();
    server.raw("{\"data\":");
    server.raw("[]");
    server.raw("{\"errors\":[{\"title\":\"operational-disconnect\"}]}");
    server.raw("{\"data\":{\"id\":\"1\",\"text\":\"x\",\"author_id\":\"100\"}}");
    server.stream(server.post(MINISTRY, "good"));
    until(() -> texts().contains("good"));
    assertThat(counts)
        .containsEntry("MALFORMED", 1L)
        .containsEntry("UNKNOWN_TYPE", 1L)
        .containsEntry("stream-errors", 1L)
        .containsEntry("NO_TIMESTAMP", 1L);
  }
}
