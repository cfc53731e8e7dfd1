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

  private static List<String> told(JsonNode rows, String... fields) {
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

  private static JsonNode status(ApiHandler api) {
    return TestHub.JSON.readTree(TestHub.ask(api, "/status").body());
  }
}
