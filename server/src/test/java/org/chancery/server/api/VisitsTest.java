package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chancery.ingest.source.feed.websub.PushDoor;
import org.chancery.server.hub.DataFolder;
import org.chancery.server.hub.Surroundings;
import org.chancery.server.hub.Wiring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How accounts of Mastodon do is told as it is of feeds. */
class VisitsTest {
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  private static Path registry(Path folder) throws IOException {
    Path registry = SmallHub.registry(folder);
    Files.writeString(
        registry.resolve("accounts.csv"),
        "fr-mfa,mastodon,@FrMfa@social.example,,,,test,2026\n",
        StandardOpenOption.APPEND);
    return registry;
  }

  private static void account(
      Statement sql, String account, String due, int failures, String state, String why)
      throws SQLException {
    sql.execute(
        """
        insert into mastodon_account (account, past_read, due, pause, failures, answered, state, last_error, known)
        values ('%s', true, '%s', '5 minutes', %d, '2026-11-01T00:00:00Z', '%s', '%s', '')
        """
            .formatted(account, due, failures, state, why));
  }

  private static void gap(Statement sql, String account, String to, String why, String closed)
      throws SQLException {
    sql.execute(
        "insert into mastodon_gap (account, from_at, to_at, why, closed) values ('%s', '2026-11-01T00:00:00Z', '%s', '%s', %s)"
            .formatted(account, to, why, closed));
  }

  private static List<String> told(Iterable<JsonNode> rows, String... fields) {
    List<String> told = new ArrayList<>();
    for (JsonNode row : rows) {
      List<String> cells = new ArrayList<>();
      for (String field : fields) {
        cells.add(row.get(field).isNull() ? "-" : row.get(field).asString());
      }
      told.add(String.join(" ", cells));
    }
    return told;
  }

  @Test
  void accounts_that_do_not_answer_and_what_may_have_been_missed_of_them(@TempDir Path folder)
      throws Exception {
    try (DataFolder data = DataFolder.take(folder.resolve("data")).orElseThrow();
        Wiring wiring = Wiring.open(data, null, List.of(registry(folder)), () -> NOW)) {
      ApiHandler api =
          TestHub.handler(
              wiring.surroundings(false, 1, new Surroundings.Build("test", "", ""), null), true);
      assertThat(status(api).get("feeds").isNull()).isTrue();
      assertThat(status(api).get("mastodon").isNull()).isTrue();

      try (Connection connection = wiring.store().dataSource().getConnection();
          Statement sql = connection.createStatement()) {
        account(sql, "@frmfa@social.example", "2026-11-02T13:00:00Z", 9, "failing", "HTTP_500: no");
        account(sql, "@a@social.example", "2026-11-02T13:00:00Z", 0, "live", "");
        account(sql, "@b@social.example", "2026-11-02T13:00:00Z", 0, "new", "");
        account(sql, "@c@social.example", "2026-11-03T11:00:00Z", 2, "suspended", "SUSPENDED");
        account(sql, "@d@social.example", "2026-11-03T11:00:00Z", 3, "gone", "HTTP_410");
        account(sql, "@e@social.example", "2026-10-20T11:00:00Z", 3, "failing", "long unlisted");
        gap(sql, "@frmfa@social.example", "2026-11-02T09:00:00Z", "HTTP_500", "null");
        gap(sql, "social.example public", "2026-11-02T10:00:00Z", "stream", "null");
        gap(sql, "@a@social.example", "2026-11-02T11:00:00Z", "scrolled", "'2026-11-02T11:00:00Z'");
      }
      JsonNode mastodon = status(api).get("mastodon");
      assertThat(told(mastodon.get("troubled"), "handle", "actor", "state", "failures", "due"))
          .containsExactly(
              "@frmfa@social.example fr-mfa failing 9 2026-11-02T13:00:00Z",
              "@d@social.example - gone 3 2026-11-03T11:00:00Z",
              "@c@social.example - suspended 2 2026-11-03T11:00:00Z");
      assertThat(told(mastodon.get("gaps"), "handle", "actor", "from", "to", "why"))
          .containsExactly(
              "social.example public - 2026-11-01T00:00:00Z 2026-11-02T10:00:00Z stream",
              "@frmfa@social.example fr-mfa 2026-11-01T00:00:00Z 2026-11-02T09:00:00Z HTTP_500");
      for (String once : List.of("fine", "failing", "suspended", "gone", "waiting")) {
        assertThat(mastodon.get(once).asLong()).as(once).isEqualTo(1);
      }
      assertThat(mastodon.get("moved").asLong()).isZero();
      assertThat(status(api).get("feeds").isNull()).isTrue();
    }
  }

  private static void feed(Statement sql, String feed, String due, String state, String why)
      throws SQLException {
    sql.execute(
        """
        insert into feed_state (feed, address, due, pause, failures, asked, state, last_error, known)
        values ('%1$s', '%1$s', %2$s, '1 hour', 0, '2026-11-01T00:00:00Z', '%3$s', '%4$s', '')
        """
            .formatted("https://mfa.example/" + feed, due, state, why));
  }

  private static void pushed(Statement sql, String feed, String state, String lease, String why)
      throws SQLException {
    sql.execute(
        """
        insert into feed_subscription (feed, hub, topic, token, secret, state, waits, asked, next, failures, lease_end, refused, pushed, last_error)
        values ('%1$s', 'https://hub.example/', '', '%1$s', '', '%2$s', false, '2026-11-01T00:00:00Z', '2026-11-03T00:00:00Z', 1, %3$s, 2,
                '2026-11-02T10:00:00Z', %4$s)
        """
            .formatted(feed, state, lease, why));
  }

  @Test
  void each_feed_is_in_one_of_the_sums_and_so_is_each_hub(@TempDir Path folder) throws Exception {
    try (DataFolder data = DataFolder.take(folder.resolve("data")).orElseThrow();
        Wiring wiring = Wiring.open(data, null, List.of(registry(folder)), () -> NOW);
        Connection connection = wiring.store().dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      Surroundings surroundings =
          wiring.surroundings(false, 1, new Surroundings.Build("test", "", ""), null);
      assertThat(status(TestHub.handler(surroundings, true)).get("feeds").isNull()).isTrue();
      PushDoor door = new PushDoor(wiring.store().dataSource(), () -> NOW, feed -> {});
      ApiHandler api = TestHub.handler(surroundings.with(door), true);
      String soon = "'2026-11-02T13:00:00Z'";
      feed(sql, "a", soon, "live", "");
      feed(sql, "b", soon, "moved", "moved for good to https://else.example/");
      feed(sql, "c", soon, "failing", "MALFORMED: line 1");
      feed(sql, "d", "null", "gone", "HTTP_410: gone");
      feed(sql, "e", soon, "new", "");
      feed(sql, "f", soon, "new", "");
      feed(sql, "unlisted", "'2026-10-20T13:00:00Z'", "live", "");
      pushed(sql, "a", "live", "'2026-11-09T00:00:00Z'", "null");
      pushed(sql, "renewing", "failing", "'2026-11-03T00:00:00Z'", "'TIMEOUT'");
      pushed(sql, "lapsed", "live", "'2026-11-02T11:00:00Z'", "null");
      pushed(sql, "asked", "asked", "null", "null");
      pushed(sql, "no", "denied", "null", "'DENIED'");
      pushed(sql, "bad", "failing", "null", "'HTTP_500'");
      JsonNode feeds = status(api).get("feeds");
      long sum = 0;
      for (String part : List.of("fine", "failing", "suspended", "gone", "waiting")) {
        sum += feeds.get(part).asLong();
      }
      assertThat(sum).isEqualTo(6);
      assertThat(feeds.get("waiting").asLong()).isEqualTo(2);
      assertThat(told(feeds.get("troubled"), "handle", "last_cause"))
          .containsExactly("https://mfa.example/c MALFORMED", "https://mfa.example/d HTTP_410");
      JsonNode pushes = feeds.get("pushes");
      assertThat(told(List.of(pushes), "live", "waiting", "denied", "failing", "refused", "newest"))
          .containsExactly("2 2 1 1 12 2026-11-02T10:00:00Z");
      assertThat(told(pushes.get("troubled"), "feed", "state", "last_cause"))
          .containsExactly("no denied DENIED", "bad failing HTTP_500");
    }
  }

  private static JsonNode status(ApiHandler api) {
    return TestHub.JSON.readTree(TestHub.ask(api, "/status").body());
  }
}
