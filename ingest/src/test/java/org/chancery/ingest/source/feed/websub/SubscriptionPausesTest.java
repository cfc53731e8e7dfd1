package org.chancery.ingest.source.feed.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.chancery.ingest.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When hubs are asked, and when again. */
class SubscriptionPausesTest extends LoopHub {
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
    roundAfter(Duration.ofHours(1));
    assertThat(rows("hub, state, last_error"))
        .containsExactly("https://192.168.1.1/hub|failing|OFFLINE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/here", "/plain"})
  void a_hub_that_leads_nowhere_or_into_the_open_is_told_the_secret_once(String path)
      throws Exception {
    names(server.url(path));
    subscriber.round();
    assertThat(led).hasValue(1);
    assertThat(asked).isEmpty();
    assertThat(rows("state, last_error")).containsExactly("failing|HTTP_307");
  }

  @Test
  void a_pause_of_the_program_costs_no_subscription() throws Exception {
    subscriber.round();
    TestDatabase.execute(
        store.dataSource(), "update feed_state set due = '2026-11-01T12:30:00Z'"); // then it ended
    roundAfter(Duration.ofDays(5));
    assertThat(rows("state, lease_end > '%s'".formatted(now.get()))).containsExactly("live|t");
    String right = "sha256=" + Signed.by("HmacSHA256", last().get("hub.secret"), "x");
    assertThat(push(token(last()), "x", right).status()).isEqualTo(202);
    named.clear();
    subscriber.round();
    assertThat(rows("feed")).as("nobody names it any more").isEmpty();
    subscriber.round();
    assertThat(asked).hasSize(1);
  }

  @Test
  void a_feed_that_changes_its_hub_again_and_again_does_not_evade_the_pauses() throws Exception {
    conduct = form -> "500 Oh";
    subscriber.round();
    names(server.url("/hub?other"));
    subscriber.round();
    assertThat(asked).as("an hour after the last").hasSize(1);
    roundAfter(Duration.ofHours(1));
    assertThat(rows("hub, failures, next - asked"))
        .containsExactly(server.url("/hub?other") + "|2|02:00:00");
    names(server.url("/hub"));
    roundAfter(Duration.ofMinutes(59));
    assertThat(asked).hasSize(2);
    roundAfter(Duration.ofMinutes(1));
    assertThat(rows("failures, next - asked")).containsExactly("3|04:00:00");
    TestDatabase.execute(
        store.dataSource(), "update feed_state set topic = 'https://mfa.example/other'");
    subscriber.round();
    assertThat(asked).as("another topic is another subscription, too").hasSize(3);
    conduct = this::verifies;
    roundAfter(Duration.ofHours(1));
    assertThat(rows("topic, state, failures")).containsExactly("https://mfa.example/other|live|0");
  }

  @Test
  void a_feed_that_names_another_hub_or_none_is_another_subscription_or_none() throws Exception {
    subscriber.round();
    String before = token(last());
    names(server.url("/hub?other"));
    roundAfter(Duration.ofHours(1));
    assertThat(token(last())).isNotEqualTo(before);
    assertThat(push(before, "x", "sha1=" + "0".repeat(40)).status()).isEqualTo(410);
    TestDatabase.execute(store.dataSource(), "update feed_state set hub = null, topic = null");
    subscriber.round();
    assertThat(rows("feed")).isEmpty();
  }
}
