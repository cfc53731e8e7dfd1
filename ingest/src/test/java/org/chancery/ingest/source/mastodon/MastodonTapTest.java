// Longer than our measure of a file: one server with faults on demand serves every case.
package org.chancery.ingest.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.EngagementSeen;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.LoopServer;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts over days, on a clock that the test sets, at a server that does not always behave. */
class MastodonTapTest {
  private static final Instant START = Instant.parse("2026-11-10T12:00:00Z");
  private static final String MFA = "@mfa@social.example";

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final LoopInstance server = new LoopInstance();
  private final GuardedEgress egress =
      new GuardedEgress(
          new EgressRules(
              "Chancery/test",
              new AddressRule(Set.of(server.authority()), true),
              Set.of(),
              EgressRules.Limits.USUAL,
              new EgressRules.Manners(8, Duration.ZERO, Duration.ZERO, Duration.ofDays(1))),
          clock);
  private final Set<String> listed = new HashSet<>(Set.of(MFA));
  private Store store;
  private MastodonTap tap;
  private Tap.@Nullable TapReader reader;

  @BeforeEach
  void open() {
    store = TestDatabase.fresh();
    server.account("mfa");
    settings(MastodonSettings.Streaming.NONE, Instant.EPOCH);
  }

  private void settings(MastodonSettings.Streaming streaming, Instant from) {
    MastodonSettings.Server one =
        new MastodonSettings.Server(server.base(), streaming, List.of("user"), null, false, true);
    MastodonSource source =
        new MastodonSource(
            egress,
            egress.sockets(),
            store.dataSource(),
            () -> Set.copyOf(listed),
            new MastodonSettings(from, Map.of(LoopInstance.domain(), one)),
            clock,
            new Random(1),
            0);
    tap = new MastodonTap("mastodon", source.register("mastodon-tap-test"));
  }

  @AfterEach
  void close() throws Exception {
    if (reader != null) {
      reader.close();
    }
    server.close();
    egress.close();
    store.close();
  }

  private static final class Got {
    final List<Event> events = new ArrayList<>();
    final Map<String, Long> counts = new TreeMap<>();
    String cursor = "";
    @Nullable String error;

    List<String> texts() {
      return events.stream()
          .filter(e -> e instanceof PostSeen)
          .map(e -> ((PostSeen) e).text())
          .toList();
    }

    <E extends Event> List<E> of(Class<E> kind) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  /** Polls until what came fulfils a condition. */
  private Got until(Predicate<Got> enough) throws Exception {
    if (reader == null) {
      reader = tap.open(null, "mastodon");
    }
    Got got = new Got();
    for (long until = System.nanoTime() + LoopInstance.patience().toNanos();
        System.nanoTime() < until; ) {
      TapBatch batch = reader.poll();
      got.events.addAll(batch.events());
      batch.counts().forEach((what, n) -> got.counts.merge(what, n, Long::sum));
      got.cursor = batch.cursor();
      got.error = batch.lastError();
      if (enough.test(got)) {
        return got;
      }
    }
    throw new AssertionError("not within 30 s; came " + got.counts + ", error " + got.error);
  }

  /** The next visit. Nobody visits before the first is asked for. */
  private Got visit() throws Exception {
    return until(got -> got.counts.containsKey("visits"));
  }

  private Got visitAfter(Duration time) throws Exception {
    now.updateAndGet(t -> t.plus(time));
    return visit();
  }

  private List<String> gaps() throws Exception {
    return TestDatabase.rows(
        store.dataSource(),
        "select account, why, to_at - from_at, closed is not null from mastodon_gap order by 1, from_at");
  }

  private List<String> ids(String prefix, int count, Instant from) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(server.post("mfa", prefix + i, from.plusSeconds(i)));
    }
    return ids;
  }

  @Test
  void where_a_server_is_stays_known_if_its_accounts_bear_another_domain() throws Exception {
    server.post("mfa", "One", START.minusSeconds(50));
    Got got = visit();
    assertThat(reader).isNotNull();
    reader.stored(got.cursor);
    assertThat(
            TestDatabase.rows(
                store.dataSource(), "select domain || ' ' || host from mastodon_server"))
        .containsExactly(LoopInstance.domain() + " " + server.authority());
  }

  @Test
  void news_edits_counts_deletes_and_nothing_new() throws Exception {
    String one = server.post("mfa", "One", START.minusSeconds(50));
    String two = server.post("mfa", "Two", START.minusSeconds(40));
    String three = server.post("mfa", "Three", START.minusSeconds(30));
    Got first = visit();
    assertThat(first.texts()).containsExactlyInAnyOrder("One", "Two", "Three");
    assertThat(first.of(AccountSeen.class))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.account().handle()).isEqualTo(MFA);
              assertThat(seen.followers()).isEqualTo(7);
            });
    PostSeen post = first.of(PostSeen.class).getFirst();
    assertThat(post.id()).startsWith(server.base() + "/users/mfa/statuses/");
    assertThat(post.author().handle()).isEqualTo(MFA);
    assertThat(post.seen()).isEqualTo(START);

    server.edit(one, "One, corrected", START.plusSeconds(60));
    server.delete(two);
    server.at(three).put("favourites_count", 12);
    Got second = visitAfter(Duration.ofHours(1));
    assertThat(second.of(PostSeen.class)).isEmpty();
    assertThat(second.of(PostEdited.class))
        .singleElement()
        .satisfies(e -> assertThat(e.now().text()).isEqualTo("One, corrected"));
    assertThat(second.of(PostDeleted.class))
        .singleElement()
        .satisfies(e -> assertThat(e.id()).endsWith("/" + two));
    assertThat(second.of(EngagementSeen.class))
        .singleElement()
        .satisfies(e -> assertThat(e.engagement().likes()).isEqualTo(12));

    assertThat(visitAfter(Duration.ofHours(2)).events).isEmpty();
    assertThat(gaps()).isEmpty();
  }

  @Test
  void the_whole_past_is_read_and_no_more_than_the_day() throws Exception {
    ids("old ", 30, START.minus(Duration.ofDays(400)));
    ids("past ", 600, START.minus(Duration.ofDays(90)));
    ids("new ", 60, START.minus(Duration.ofHours(2)));
    settings(MastodonSettings.Streaming.NONE, START.minus(Duration.ofDays(100)));
    Got first = visit();
    assertThat(first.texts()).hasSize(440).contains("new 59", "new 0", "past 599");
    Got rest = visitAfter(AccountPace.AT_ONCE.plusSeconds(5));
    List<String> all = new ArrayList<>(first.texts());
    all.addAll(rest.texts());
    assertThat(all).hasSize(660).doesNotHaveDuplicates().noneMatch(t -> t.startsWith("old"));
    PostSeen old = rest.of(PostSeen.class).getLast();
    assertThat(old.seen()).isEqualTo(old.created()); // nobody saw it appear
    int asked = server.asked.size();
    assertThat(visitAfter(Duration.ofHours(2)).events).isEmpty();
    assertThat(server.asked.subList(asked, server.asked.size())).hasSize(1);
  }

  @Test
  void after_an_outage_all_between_is_read_forward_and_the_gap_is_closed() throws Exception {
    ids("before ", 5, START.minusSeconds(100));
    Got first = visit();
    reader.stored(first.cursor);
    server.status = 503;
    Got failed = visitAfter(Duration.ofHours(3));
    assertThat(failed.counts).containsEntry("outage-HTTP_503", 1L);
    assertThat(failed.error).contains("503");
    reader.stored(failed.cursor);
    assertThat(gaps()).containsExactly(MFA + "|HTTP_503|03:00:00|f");

    ids("meanwhile ", 130, START.plusSeconds(7_200));
    server.status = 200;
    Got back = visitAfter(Duration.ofHours(24));
    assertThat(back.texts()).hasSize(130).contains("meanwhile 0", "meanwhile 129");
    assertThat(server.asked).anyMatch(path -> path.contains("min_id="));
    reader.stored(back.cursor);
    assertThat(gaps()).containsExactly(MFA + "|HTTP_503|1 day 03:00:00|t");
  }

  @Test
  void more_than_a_visit_reads_comes_in_order_and_whole() throws Exception {
    ids("before ", 3, START.minusSeconds(100));
    visit();
    ids("flood ", 1_000, START);
    List<String> texts = new ArrayList<>(visitAfter(Duration.ofHours(1)).texts());
    assertThat(texts).hasSize(400).contains("flood 0").doesNotContain("flood 999");
    texts.addAll(visitAfter(AccountPace.AT_ONCE).texts());
    texts.addAll(visitAfter(AccountPace.AT_ONCE).texts());
    assertThat(texts).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void a_server_that_gives_its_newest_only_leaves_a_gap() throws Exception {
    ids("before ", 3, START.minusSeconds(100));
    visit();
    server.heedsMinId = false;
    ids("flood ", 100, START);
    Got after = visitAfter(Duration.ofHours(1));
    assertThat(after.texts()).hasSize(40);
    reader.stored(after.cursor);
    assertThat(gaps()).containsExactly(MFA + "|scrolled|01:00:00|f");
  }

  @Test
  void limits_are_kept() throws Exception {
    ids("a ", 3, START.minusSeconds(100));
    server.fault(
        "/api/v1/accounts/1/statuses",
        LoopInstance.headed("429 Too Many Requests", "Retry-After: 600\r\n"));
    Got limited = visit();
    assertThat(limited.counts).containsEntry("postponed", 1L);
    assertThat(limited.texts()).isEmpty();
    int asked = server.asked.size();
    now.updateAndGet(t -> t.plusSeconds(590));
    reader.poll();
    assertThat(server.asked).hasSize(asked);
    assertThat(visitAfter(Duration.ofSeconds(15)).texts()).hasSize(3);

    Instant reset = now.get().plus(Duration.ofMinutes(20));
    server.fault(
        "/api/v1/accounts/1/statuses",
        out ->
            LoopServer.send(
                out,
                "200 OK",
                "X-RateLimit-Remaining: 3\r\nX-RateLimit-Reset: %s\r\n".formatted(reset),
                "[]"));
    visitAfter(Duration.ofHours(2));
    assertThat(server.fired).hasSize(2);
  }

  @Test
  void a_server_that_says_later_is_a_gap_an_hour_after_its_account_was_due() throws Exception {
    ids("a ", 3, START.minusSeconds(100));
    visit();
    for (int i = 0; i < 8; i++) {
      reader.stored(visitAfter(Duration.ofHours(3)).cursor); // its pause grows to two hours
    }
    postponedAfter(Duration.ofMinutes(135));
    postponedAfter(Duration.ofMinutes(11));
    reader.stored(visitAfter(Duration.ofMinutes(11)).cursor);
    assertThat(gaps()).as("it was due less than an hour before it answered").isEmpty();

    postponedAfter(Duration.ofMinutes(135));
    postponedAfter(Duration.ofMinutes(51));
    assertThat(gaps()).containsExactly(MFA + "|HTTP_429|03:06:00|f");
    reader.stored(visitAfter(Duration.ofMinutes(11)).cursor);
    assertThat(gaps()).containsExactly(MFA + "|HTTP_429|03:17:00|t");
  }

  private void postponedAfter(Duration time) throws Exception {
    server.fault(
        "/api/v1/accounts/1/statuses",
        LoopInstance.headed("429 Too Many Requests", "Retry-After: 600\r\n"));
    Got got = visitAfter(time);
    assertThat(got.counts).containsEntry("postponed", 1L);
    reader.stored(got.cursor);
  }

  @Test
  void every_fault_is_counted_and_the_next_visit_goes_on() throws Exception {
    String page = "/api/v1/accounts/1/statuses";
    Map<String, LoopInstance.Fault> faults = new TreeMap<>();
    faults.put("outage-HTTP_500", LoopInstance.headed("500 Oh", ""));
    faults.put("outage-TORN", LoopInstance.torn());
    faults.put("outage-MALFORMED", LoopInstance.body("[{\"id\":1,}]"));
    faults.put("outage-UNKNOWN_TYPE", LoopInstance.body("{\"error\":\"none\"}"));
    faults.put("outage-TOO_LARGE", LoopInstance.body("[".repeat(100_000)));
    faults.put(
        "outage-BODY_TOO_LARGE",
        out ->
            out.write(
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8)));
    faults.put(
        "outage-OFFLINE", LoopInstance.headed("302 Found", "Location: http://10.0.0.1/\r\n"));
    faults.put("outage-HTTP_401", LoopInstance.headed("401 No", ""));
    server.post("mfa", "there", START.minusSeconds(5));
    visit();
    for (Map.Entry<String, LoopInstance.Fault> fault : faults.entrySet()) {
      server.fault(page, fault.getValue());
      Got got = visitAfter(Duration.ofDays(2));
      assertThat(got.counts).as(fault.getKey()).containsKey(fault.getKey());
      String text = "after " + fault.getKey();
      server.post("mfa", text, now.get());
      assertThat(visitAfter(Duration.ofDays(2)).texts()).as(fault.getKey()).containsExactly(text);
    }
    assertThat(server.fired).hasSize(faults.size());
  }

  @Test
  void disorder_and_repetition_change_nothing() throws Exception {
    ids("a ", 100, START.minusSeconds(200));
    server.shuffles = true;
    Got first = visit();
    assertThat(first.texts()).hasSize(100).doesNotHaveDuplicates();
    ids("b ", 100, START);
    List<String> next = visitAfter(Duration.ofHours(1)).texts();
    assertThat(next).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void foreign_private_and_forged_statuses_are_counted_and_left() throws Exception {
    server.at(server.post("mfa", "to few", START.minusSeconds(9))).put("visibility", "private");
    server
        .at(server.post("mfa", "forged", START.minusSeconds(8)))
        .put("uri", "https://elsewhere.example/users/mfa/statuses/1");
    server.at(server.post("mfa", "no time", START.minusSeconds(7))).putNull("created_at");
    server
        .at(server.post("mfa", "tomorrow", START.minusSeconds(6)))
        .put("created_at", START.plus(Duration.ofDays(1)).toString());
    server.post("mfa", "good", START.minusSeconds(5));
    Got got = visit();
    assertThat(got.texts()).containsExactly("good");
    assertThat(got.counts)
        .containsEntry("not-public", 1L)
        .containsEntry("BAD_VALUE", 1L)
        .containsEntry("NO_TIMESTAMP", 1L)
        .containsEntry("TIME_OUT_OF_RANGE", 1L)
        .containsEntry("accepted", 1L);
  }

  @Test
  void a_reply_names_the_post_it_answers() throws Exception {
    server.account("person");
    String question = server.post("person", "Why?", START.minusSeconds(50));
    String answer = server.post("mfa", "Because.", START.minusSeconds(10));
    server.at(answer).put("in_reply_to_id", question).put("in_reply_to_account_id", "2");
    PostSeen post = visit().of(PostSeen.class).getFirst();
    assertThat(post.kind()).isEqualTo(PostKind.REPLY);
    assertThat(post.replyTo().id()).isEqualTo(server.at(question).get("uri").asString());
    assertThat(post.replyTo().author().handle()).isEqualTo("@person@social.example");
  }

  @Test
  void boosts_and_quotes_refer_by_address() throws Exception {
    String boost = server.post("mfa", "", START.minusSeconds(20));
    server
        .at(boost)
        .set("reblog", server.statusNode("9", "person", "theirs", START.minusSeconds(60)));
    String quote = server.post("mfa", "Well said", START.minusSeconds(10));
    server
        .at(quote)
        .put(
            "content",
            "<p class=\"quote-inline\">RE: <a href=\"https://x.example/1\">x</a></p><p>Well said</p>")
        .putObject("quote")
        .put("state", "accepted")
        .set("quoted_status", server.statusNode("8", "person", "said", START.minusSeconds(90)));
    List<PostSeen> posts = visit().of(PostSeen.class);
    PostSeen boosted =
        posts.stream().filter(p -> p.kind() == PostKind.REPOST).findFirst().orElseThrow();
    assertThat(boosted.repostOf().id()).endsWith("/users/person/statuses/9");
    assertThat(boosted.text()).isEmpty();
    PostSeen quoted =
        posts.stream().filter(p -> p.kind() == PostKind.QUOTE).findFirst().orElseThrow();
    assertThat(quoted.quoteOf().author().handle()).isEqualTo("@person@social.example");
    assertThat(quoted.text()).isEqualTo("Well said");
    assertThat(quoted.entities().links()).isEmpty();
  }

  @Test
  void an_account_that_is_no_more_is_told_once() throws Exception {
    server.post("mfa", "last words", START.minusSeconds(10));
    visit();
    server.forgetAccount("mfa");
    assertThat(visitAfter(Duration.ofHours(1)).counts).containsEntry("outage-HTTP_404", 1L);
    server.fault("/api/v1/accounts/lookup", LoopInstance.headed("410 Gone", ""));
    assertThat(visitAfter(Duration.ofDays(2)).of(AccountStateChanged.class))
        .singleElement()
        .satisfies(e -> assertThat(e.state()).isEqualTo(AccountStateChanged.State.DELETED));
    server.fault("/api/v1/accounts/lookup", LoopInstance.headed("410 Gone", ""));
    assertThat(visitAfter(Duration.ofDays(2)).events).isEmpty();
    server.account("mfa");
    assertThat(visitAfter(Duration.ofDays(2)).of(AccountStateChanged.class))
        .singleElement()
        .satisfies(e -> assertThat(e.state()).isEqualTo(AccountStateChanged.State.ACTIVE));
  }

  @Test
  void what_was_not_stored_comes_again_and_what_was_does_not() throws Exception {
    ids("a ", 3, START.minusSeconds(100));
    assertThat(visit().texts()).hasSize(3);
    reader.close();
    reader = tap.open(null, "mastodon");
    Got again = visit();
    assertThat(again.texts()).hasSize(3);
    reader.stored(again.cursor);
    reader.close();
    now.updateAndGet(t -> t.plus(Duration.ofHours(1)));
    ids("b ", 60, START.plusSeconds(60));
    reader = tap.open(again.cursor, "mastodon");
    assertThat(visit().texts()).hasSize(60).allMatch(t -> t.startsWith("b"));
  }

  @Test
  void a_stream_is_heard_and_a_break_is_declared_and_filled() throws Exception {
    settings(MastodonSettings.Streaming.SSE, Instant.EPOCH);
    String first = server.post("mfa", "kept", START.minusSeconds(10));
    visit();
    server.tell("update", server.statusNode("200000000000000001", "mfa", "live", START).toString());
    server.tell("delete", first);
    server.tell("update", "{\"id\":");
    Got live = until(got -> got.counts.containsKey("MALFORMED"));
    assertThat(live.texts()).containsExactly("live");
    assertThat(live.of(PostDeleted.class))
        .singleElement()
        .satisfies(e -> assertThat(e.id()).endsWith("/" + first));

    now.updateAndGet(t -> t.plusSeconds(30));
    server.streams = false;
    until(got -> got.counts.containsKey("stream-broken"));
    now.updateAndGet(t -> t.plusSeconds(40));
    server.post("mfa", "while it was broken", now.get());
    server.streams = true;
    Got after = until(got -> got.texts().contains("while it was broken"));
    reader.stored(after.cursor);
    long patience = System.nanoTime() + LoopInstance.patience().toNanos();
    while (!gaps().toString().endsWith("t]") && System.nanoTime() < patience) {
      reader.stored(reader.poll().cursor()); // the row that closes it comes behind the visit
    }
    assertThat(gaps()).hasSize(1);
    assertThat(gaps().getFirst()).startsWith("social.example user|stream|").endsWith("|t");
  }
}
