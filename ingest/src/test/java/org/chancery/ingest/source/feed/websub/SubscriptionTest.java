package org.chancery.ingest.source.feed.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.LoopServer;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hub, written from the Recommendation alone, and what is agreed with it over weeks. */
class SubscriptionTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final String TOPIC = "https://mfa.example/topic?a=1&b=2";
  private static final int TEN_DAYS = 864_000;

  /** What the hub does with a request, before it answers. */
  private interface Conduct {
    String status(Map<String, String> asked) throws IOException;
  }

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
  private final List<String> rung = new ArrayList<>();
  private volatile Conduct conduct = this::verifies;
  private final LoopServer server = new LoopServer(this::hub);
  private final String feed = server.url("/feed");
  private final GuardedEgress egress = server.egress(clock);
  private Store store;
  private PushDoor door;
  private Subscriber subscriber;

  @BeforeEach
  void open() throws Exception {
    store = TestDatabase.fresh();
    door = new PushDoor(store.dataSource(), clock, rung::add);
    subscriber =
        new Subscriber(
            store.dataSource(), egress, clock, new Random(1), "https://chancery.example/sub");
    names(server.url("/hub"));
  }

  @AfterEach
  void close() {
    store.close();
    egress.close();
    server.close();
  }

  private void names(String hub) throws Exception {
    names(feed, hub);
  }

  private void names(String feed, String hub) throws Exception {
    TestDatabase.execute(
        store.dataSource(),
        """
        insert into feed_state (feed, address, due, pause, failures, state, known, hub, topic)
        values ('%s', '%s', '2027-01-01T00:00:00Z', '1 hour', 0, 'live', '', '%s', '%s')
        on conflict (feed) do update set hub = excluded.hub
        """
            .formatted(feed, feed, hub, TOPIC));
  }

  private void hub(LoopServer.Request request, OutputStream out) throws IOException {
    if (request.path().equals("/moved")) {
      LoopServer.send(out, "307 Elsewhere", "Location: /hub\r\n", "");
      return;
    }
    Map<String, String> form = new HashMap<>();
    for (String pair : request.body().split("&")) {
      String[] part = pair.split("=", 2);
      form.put(part[0], URLDecoder.decode(part[1], StandardCharsets.UTF_8));
    }
    asked.add(form);
    LoopServer.send(out, conduct.status(form), "", "");
  }

  /** Asks the callback at once, before it answers; what it is told decides. */
  private String verifies(Map<String, String> form) {
    PushDoor.Reply reply = verify(form, Integer.toString(TEN_DAYS), "echo me <b>");
    return reply.equals(new PushDoor.Reply(200, "echo me <b>")) ? "202 Accepted" : "409 Untold";
  }

  private PushDoor.Reply verify(Map<String, String> form, String lease, String challenge) {
    return door.verify(
        token(form),
        Map.of(
            "hub.mode",
            "subscribe",
            "hub.topic",
            form.get("hub.topic"),
            "hub.challenge",
            challenge,
            "hub.lease_seconds",
            lease));
  }

  private static String token(Map<String, String> form) {
    String callback = form.get("hub.callback");
    assertThat(callback).startsWith("https://chancery.example/sub/websub/");
    return callback.substring(callback.lastIndexOf('/') + 1);
  }

  private Map<String, String> last() {
    return asked.getLast();
  }

  private void roundAfter(Duration time) throws Exception {
    now.updateAndGet(t -> t.plus(time));
    subscriber.round();
  }

  private List<String> rows(String columns) throws Exception {
    return TestDatabase.rows(
        store.dataSource(), "select %s from feed_subscription".formatted(columns));
  }

  private PushDoor.Reply push(String token, String body, String signature) throws IOException {
    return door.push(token, signature, body(body));
  }

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_hub_is_asked_as_the_recommendation_says_and_verifies() throws Exception {
    subscriber.round();
    assertThat(last())
        .containsEntry("hub.mode", "subscribe")
        .containsEntry("hub.topic", TOPIC)
        .containsEntry("hub.lease_seconds", "864000")
        .hasSize(5);
    assertThat(token(last())).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(last().get("hub.secret"));
    assertThat(last().get("hub.secret")).hasSizeBetween(43, 199);
    assertThat(rows("state, waits, failures, lease_end - asked, last_error"))
        .containsExactly("live|f|0|10 days|null");
    subscriber.round();
    assertThat(asked).as("asked once").hasSize(1);
  }

  @Test
  void what_was_not_asked_for_is_unknown() throws Exception {
    PushDoor.Reply unknown = new PushDoor.Reply(404, "");
    Map<String, String> form = Map.of("hub.topic", TOPIC, "hub.callback", callback("a".repeat(43)));
    assertThat(verify(form, "60", "x")).as("unknown token").isEqualTo(unknown);
    conduct = asking -> "202 Accepted";
    subscriber.round();
    Map<String, String> other = new HashMap<>(last());
    other.put("hub.topic", TOPIC + "3");
    assertThat(verify(other, "60", "x")).as("another topic").isEqualTo(unknown);
    for (String lease : List.of("", "0", "-1", "1e3", "99999999999", "ten")) {
      assertThat(verify(last(), lease, "x")).as("lease " + lease).isEqualTo(unknown);
    }
    assertThat(verify(last(), "60", "")).as("no challenge").isEqualTo(unknown);
    assertThat(verify(last(), "60", "x".repeat(3_000))).isEqualTo(unknown);
    assertThat(door.verify(token(last()), Map.of("hub.topic", "\0", "hub.mode", "denied")))
        .isEqualTo(unknown);
    assertThat(door.verify("../x", Map.of())).isEqualTo(unknown);
    assertThat(
            door.verify(
                token(last()),
                Map.of("hub.mode", "unsubscribe", "hub.topic", TOPIC, "hub.challenge", "x")))
        .as("nobody unsubscribes")
        .isEqualTo(unknown);
    assertThat(rows("state, waits, lease_end")).containsExactly("asked|t|null");
    assertThat(verify(last(), "60", "x")).isEqualTo(new PushDoor.Reply(200, "x"));
  }

  private static String callback(String token) {
    return "https://chancery.example/sub/websub/" + token;
  }

  @Test
  void only_a_rightly_signed_push_rings() throws Exception {
    subscriber.round();
    String token = token(last());
    String secret = last().get("hub.secret");
    String right = Signed.by("HmacSHA256", secret, "news");
    PushDoor.Reply taken = new PushDoor.Reply(202, "");
    assertThat(push(token, "news", "sha256=" + right)).isEqualTo(taken);
    assertThat(rung).containsExactly(feed);
    assertThat(rows("believed, pushed = asked, refused")).containsExactly("t|t|0");

    rung.clear();
    for (String wrong :
        new String[] {
          null,
          "",
          right,
          "sha256=",
          "sha256=00",
          "md5=" + right,
          "sha512=" + right,
          "sha256=" + Signed.by("HmacSHA256", "another", "news")
        }) {
      assertThat(push(token, "news", wrong)).as("told as a right one: " + wrong).isEqualTo(taken);
    }
    assertThat(push(token, "other news", "sha256=" + right)).isEqualTo(taken);
    assertThat(rung).isEmpty();
    assertThat(rows("refused")).containsExactly("9");

    for (String method : List.of("sha1", "sha384", "sha512")) {
      String signature = Signed.by("Hmac" + method.toUpperCase(java.util.Locale.ROOT), secret, "x");
      assertThat(push(token, "x", method + "=" + signature)).isEqualTo(taken);
    }
    assertThat(push(token, "news", "sha256=" + right)).as("a replay").isEqualTo(taken);
    assertThat(rung).as("a hint each, no more").hasSize(4);
  }

  @Test
  void pushes_to_nobody_or_behind_the_lease_are_gone_and_their_body_is_not_read() throws Exception {
    PushDoor.Reply gone = new PushDoor.Reply(410, "");
    InputStream unread =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("read");
          }
        };
    assertThat(door.push("b".repeat(43), "sha256=" + "0".repeat(64), unread)).isEqualTo(gone);
    assertThat(door.push("%00", null, unread)).isEqualTo(gone);
    conduct = form -> "202 Accepted";
    subscriber.round();
    assertThat(door.push(token(last()), null, unread)).as("not verified").isEqualTo(gone);
    verify(last(), "600", "x");
    String right = "sha256=" + Signed.by("HmacSHA256", last().get("hub.secret"), "x");
    now.updateAndGet(t -> t.plusSeconds(599));
    assertThat(push(token(last()), "x", right).status()).isEqualTo(202);
    now.updateAndGet(t -> t.plusSeconds(1));
    assertThat(push(token(last()), "x", right)).as("the lease has ended").isEqualTo(gone);
    assertThat(rung).hasSize(1);
  }

  @Test
  void a_push_has_an_end() throws Exception {
    subscriber.round();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    String signature = "sha1=" + "0".repeat(40);
    assertThat(door.push(token(last()), signature, endless).status()).isEqualTo(413);
    assertThat(rung).isEmpty();
  }

  @Test
  void a_lease_is_renewed_before_its_end_by_the_same_callback() throws Exception {
    subscriber.round();
    Map<String, String> first = last();
    roundAfter(Duration.ofDays(8).minusSeconds(1));
    assertThat(asked).hasSize(1);
    conduct = form -> "202 Accepted";
    roundAfter(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(first);
    assertThat(asked).hasSize(2);
    String right = "sha256=" + Signed.by("HmacSHA256", first.get("hub.secret"), "x");
    assertThat(push(token(first), "x", right).status()).as("the old lease holds").isEqualTo(202);
    assertThat(rows("state, waits")).containsExactly("live|t");
    verify(last(), Integer.toString(TEN_DAYS), "x");
    assertThat(rows("state, waits, lease_end")).containsExactly("live|f|2026-11-19 12:00:00+00");
  }

  @Test
  void who_denies_is_asked_a_week_later() throws Exception {
    conduct =
        form ->
            door.verify(token(form), Map.of("hub.mode", "denied", "hub.topic", TOPIC)).status()
                    == 200
                ? "202 Accepted"
                : "500 Oh";
    subscriber.round();
    assertThat(rows("state, waits, lease_end, last_error, next - asked"))
        .containsExactly("denied|f|null|DENIED|7 days");
    assertThat(verify(last(), "60", "x").status()).as("too late").isEqualTo(404);
    conduct = this::verifies;
    roundAfter(Duration.ofDays(7));
    assertThat(rows("state, last_error")).containsExactly("live|null");
  }

  @Test
  void hubs_that_fail_are_asked_later_and_later() throws Exception {
    conduct = form -> "500 Oh";
    subscriber.round();
    assertThat(rows("state, failures, last_error, next - asked"))
        .containsExactly("failing|1|HTTP_500|01:00:00");
    roundAfter(Duration.ofHours(1));
    assertThat(rows("failures, next - asked")).containsExactly("2|02:00:00");
    conduct = form -> "202 Accepted";
    roundAfter(Duration.ofHours(2));
    assertThat(rows("state, waits")).containsExactly("asked|t");
    roundAfter(Duration.ofHours(1));
    assertThat(rows("state, waits, failures, last_error"))
        .as("it never verified")
        .containsExactly("failing|f|3|UNVERIFIED");
    assertThat(verify(last(), "60", "x").status()).as("too late").isEqualTo(404);
    assertThat(asked).hasSize(3);
  }

  @Test
  void a_hub_that_leads_on_is_followed_through_the_guard() throws Exception {
    names(server.url("/moved"));
    subscriber.round();
    assertThat(rows("state")).containsExactly("live");
    names("https://192.168.1.1/hub");
    subscriber.round();
    assertThat(rows("hub, state, last_error"))
        .containsExactly("https://192.168.1.1/hub|failing|OFFLINE");
  }

  @Test
  void a_feed_that_names_another_hub_or_none_is_another_subscription_or_none() throws Exception {
    subscriber.round();
    String before = token(last());
    names(server.url("/hub?other"));
    subscriber.round();
    assertThat(token(last())).isNotEqualTo(before);
    assertThat(push(before, "x", "sha1=" + "0".repeat(40)).status()).isEqualTo(410);
    TestDatabase.execute(store.dataSource(), "update feed_state set hub = null, topic = null");
    subscriber.round();
    assertThat(rows("feed")).isEmpty();
  }

  @Test
  void no_feed_elsewhere_leads_to_a_service_of_this_machine() throws Exception {
    TestDatabase.execute(store.dataSource(), "delete from feed_state");
    names("https://mfa.example/feed", server.url("/hub"));
    subscriber.round();
    assertThat(asked).isEmpty();
    assertThat(rows("last_error")).containsExactly("ADDRESS");
  }
}
