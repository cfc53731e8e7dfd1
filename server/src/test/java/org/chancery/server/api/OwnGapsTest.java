package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.store.Batch;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.topology.Attributor;
import org.chancery.ingest.topology.Hub;
import org.chancery.server.hub.DataFolder;
import org.chancery.server.hub.Surroundings;
import org.chancery.server.hub.Wiring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What one feed or one account of Mastodon was not heard is taken off what is held to be heard of
 * its actor and country. The share of the accounts' hours is recounted in SQL, minute by minute.
 */
class OwnGapsTest {
  private static final Instant NOW = Instant.parse("2026-11-10T00:00:00Z");

  /** Nothing comes of the feed during its long gap. */
  private static final int LAST_OF_A = 18;

  private static final String FEED_A = "https://mfa.example/fr";
  private static final String FEED_B = "https://mfa.example/en";
  private static final String FEED_C = "https://bmi.example/feed";
  private static final String FEED_D = "https://elysee.example/feed";
  private static final String MASTODON = "@FrMfa@social.example";

  private static final String SHARE =
      """
      with hours (minute) as (
        select generate_series(timestamptz '%1$s', timestamptz '%2$s' - interval '1 minute', interval '1 minute')),
      deaf (handle, from_at, to_at) as (
        select feed, from_at, to_at from feed_gap union all
        select account, from_at, to_at from mastodon_gap where closed is null union all
        select handle, from_at, to_at from gap, unnest(array[%3$s]) handle where handle like 'https:%%' and source = 'feeds')
      select count(*) filter (where not exists (
               select from deaf d where d.handle = lower(h.handle) and minute >= from_at and minute < to_at))::float8 / count(*)
      from hours, unnest(array[%3$s]) as h (handle)
      """;

  private static Path registry(Path folder) throws Exception {
    Path registry = SmallHub.registry(folder);
    Files.writeString(
        registry.resolve("accounts.csv"),
        """
        fr-mfa,feed,%s,,,,test,2026
        fr-mfa,feed,%s,,,,test,2026
        fr-mfa,mastodon,%s,,,,test,2026
        de-mfa,feed,%s,,,,test,2026
        fr-president,feed,%s,,,,test,2026
        """
            .formatted(FEED_A, FEED_B, MASTODON, FEED_C, FEED_D),
        StandardOpenOption.APPEND);
    Files.writeString(
        registry.resolve("actors.csv"),
        "fr-president,official,Presidency,Présidence,FRA,,institution,,,,test,2026\n",
        StandardOpenOption.APPEND);
    return registry;
  }

  private static PostSeen post(Network network, String author, int number) {
    Instant at = Instant.parse("2026-11-01T12:00:00Z").plus(Duration.ofHours(7L * number));
    return new PostSeen(
        network,
        author + "#" + number,
        AccountRef.byHandle(network, author),
        null,
        null,
        at,
        at,
        "Communiqué " + number,
        "fr",
        PostKind.ORIGINAL,
        null,
        null,
        null,
        new Entities(
            author.equals(FEED_A) ? List.of(AccountRef.byHandle(Network.FEED, FEED_C)) : List.of(),
            null,
            List.of()),
        0,
        Engagement.UNKNOWN,
        false);
  }

  private static void fill(Hub hub) throws SQLException {
    Attributor attributor = new Attributor(hub.pseudonyms(), true, () -> NOW);
    Batch batch = new Batch();
    for (int i = 0; i < 24; i++) {
      for (PostSeen post :
          List.of(
              post(Network.FEED, FEED_A, i),
              post(Network.FEED, FEED_C, i),
              post(Network.MASTODON, MASTODON, i))) {
        boolean silent = post.author().handle().equals(FEED_A) && i > LAST_OF_A;
        if (!silent) {
          attributor.changes(post, hub.directory().get()).forEach(batch::add);
        }
      }
    }
    batch.add(
        new Change.Progress(
            "feeds", Network.FEED, true, "live", NOW, null, Map.of("accepted", 48L)));
    batch.add(
        new Change.Gap(
            "feeds",
            Instant.parse("2026-11-03T00:00:00Z"),
            Instant.parse("2026-11-03T06:00:00Z"),
            "disconnected"));
    hub.store().write(batch);
  }

  private static void gaps(Statement sql) throws SQLException {
    sql.execute(
        """
        insert into feed_gap (feed, from_at, to_at, why) values
          ('%1$s', '2026-10-20T00:00:00Z', '2026-10-21T00:00:00Z', 'scrolled'),
          ('%1$s', '2026-11-02T18:00:00Z', '2026-11-03T02:00:00Z', 'HTTP_500'),
          ('%1$s', '2026-11-03T01:00:00Z', '2026-11-03T09:30:00Z', 'scrolled'),
          ('%1$s', '2026-11-06T20:00:00Z', '2026-11-08T00:00:00Z', 'HTTP_500'),
          ('%2$s', '2026-11-07T00:00:00Z', '2026-11-08T00:00:00Z', 'HTTP_500'),
          ('https://nobody.example/', '2026-11-02T00:00:00Z', '2026-11-08T00:00:00Z', 'scrolled')
        """
            .formatted(FEED_A, FEED_B));
    sql.execute(
        """
        insert into mastodon_gap (account, from_at, to_at, why, closed) values
          ('%1$s', '2026-11-05T00:00:00Z', '2026-11-05T12:00:00Z', 'scrolled', null),
          ('%1$s', '2026-11-06T00:00:00Z', '2026-11-07T00:00:00Z', 'HTTP_500', '2026-11-07T00:00:00Z'),
          ('social.example public', '2026-11-01T00:00:00Z', '2026-11-08T00:00:00Z', 'stream', null)
        """
            .formatted(MASTODON.toLowerCase(java.util.Locale.ROOT)));
  }

  private static double share(Statement sql, String from, String to, String... handles)
      throws SQLException {
    String list = "'" + String.join("', '", handles) + "'";
    try (ResultSet row = sql.executeQuery(SHARE.formatted(from, to, list))) {
      row.next();
      return row.getDouble(1);
    }
  }

  private static JsonNode get(ApiHandler api, String address) {
    return TestHub.JSON.readTree(TestHub.ask(api, address).body());
  }

  private static void widened(JsonNode row, double share) {
    assertThat(row.get("value").asDouble()).isPositive();
    assertThat(row.get("high").asDouble())
        .as(row.toString())
        .isCloseTo(row.get("value").asDouble() / share, within(1e-6));
  }

  private static JsonNode pair(JsonNode matrix) {
    assertThat(matrix.get("rows")).hasSize(1);
    return matrix.get("rows").get(0);
  }

  private static JsonNode row(JsonNode answer, String id) {
    for (JsonNode row : answer.get("rows")) {
      if (row.get("id").asString().equals(id)) {
        return row;
      }
    }
    throw new AssertionError("no " + id + " in " + answer);
  }

  @Test
  void a_gap_of_one_account_counts_against_its_actor_and_its_country(@TempDir Path folder)
      throws Exception {
    try (DataFolder data = DataFolder.take(folder.resolve("data")).orElseThrow();
        Wiring wiring = Wiring.open(data, null, List.of(registry(folder)), () -> NOW);
        Connection connection = wiring.store().dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      fill(wiring.hub(true));
      gaps(sql);
      ApiHandler api =
          TestHub.handler(
              wiring.surroundings(false, 1, new Surroundings.Build("test", "", ""), null), true);
      String window = "t=2026-11-01..2026-11-08&network=";
      String from = "2026-11-01T00:00:00Z";
      String to = "2026-11-08T00:00:00Z";

      double ofFrance = share(sql, from, to, FEED_A, FEED_B);
      assertThat(ofFrance).as("not whole, and not the other one's").isBetween(0.7, 0.85);
      JsonNode actors = get(api, "/rankings?m=posts&" + window + "feed");
      widened(row(actors, "fr-mfa"), ofFrance);
      widened(row(actors, "de-mfa"), share(sql, from, to, FEED_C));
      assertThat(actors.get("coverage").get("partly").asInt()).isEqualTo(2);
      String countries = "/rankings?m=posts&of=countries&" + window + "feed";
      widened(row(get(api, countries), "FRA"), share(sql, from, to, FEED_A, FEED_B, FEED_D));
      widened(row(get(api, countries + "&kind=foreign-ministry"), "FRA"), ofFrance);
      double ofAllFrench = share(sql, from, to, FEED_A, FEED_B, FEED_D);
      for (String c : List.of("", "&c=FRA", "&c=DEU")) {
        widened(pair(get(api, "/matrix?how=mention&" + window + "feed" + c)), ofAllFrench);
      }
      double ofMastodon = share(sql, from, to, MASTODON);
      assertThat(ofMastodon).isCloseTo(1 - 0.5 / 7, within(1e-9));
      widened(row(get(api, "/rankings?m=posts&" + window + "mastodon"), "fr-mfa"), ofMastodon);

      int deaf = 0;
      for (JsonNode day :
          get(api, "/series?m=posts&step=day&actor=fr-mfa&" + window + "feed").get("rows")) {
        Instant begin = Instant.parse(day.get("at").asString());
        String end = begin.plus(Duration.ofDays(1)).toString();
        double heard = share(sql, begin.toString(), end, FEED_A, FEED_B);
        if (heard == 0) {
          assertThat(day.get("value").asDouble()).isZero();
          assertThat(day.get("high").isNull()).as("nobody knows what was said").isTrue();
          deaf++;
        } else {
          widened(day, heard);
        }
      }
      assertThat(deaf).isEqualTo(1);
      JsonNode silent =
          row(get(api, "/rankings?m=posts&t=2026-11-07..2026-11-08&network=feed"), "fr-mfa");
      assertThat(silent.get("value").asDouble()).isZero();
      assertThat(silent.get("high").isNull()).as("nor whether it fell silent").isTrue();
      JsonNode before = get(api, "/rankings?m=posts&t=2026-11-04..2026-11-05&network=feed");
      assertThat(before.get("coverage").get("partly").asInt()).isZero();
      widened(row(before, "fr-mfa"), 1);
    }
  }
}
