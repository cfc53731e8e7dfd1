package org.chancery.ingest.source.feed.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chancery.ingest.store.TestDatabase;
import org.junit.jupiter.api.Test;

/** What is agreed with a hub, and what may come of it. */
class SubscriptionTest extends LoopHub {
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
  void the_last_push_of_several_is_kept_however_soon_it_comes() throws Exception {
    subscriber.round();
    String right = "sha256=" + Signed.by("HmacSHA256", last().get("hub.secret"), "x");
    push(token(last()), "x", right);
    TestDatabase.execute(
        store.dataSource(), "update feed_state set asked = '2026-11-01T12:00:10Z'");
    now.updateAndGet(t -> t.plusSeconds(30));
    push(token(last()), "x", right);
    assertThat(
            TestDatabase.rows(
                store.dataSource(),
                "select s.pushed > f.asked from feed_subscription s join feed_state f using (feed)"))
        .as("it is visited after the next start")
        .containsExactly("t");
  }

  @Test
  void no_feed_elsewhere_leads_to_a_service_of_this_machine() throws Exception {
    TestDatabase.execute(store.dataSource(), "delete from feed_state");
    named.clear();
    names("https://mfa.example/feed", server.url("/hub"));
    subscriber.round();
    assertThat(asked).isEmpty();
    assertThat(rows("last_error")).containsExactly("ADDRESS");
  }
}
