package org.chancery.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.settings.LeftOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the status page says of sources that nobody asks. */
class LeftOutSourcesTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-11-01T12:00:00Z"));

  @TempDir private Path folder = Path.of("");

  private Path registry() throws Exception {
    Path registry = Files.createDirectories(folder.resolve("registry"));
    Files.copy(Path.of("../registry/countries.csv"), registry.resolve("countries.csv"));
    Files.writeString(
        registry.resolve("actors.csv"),
        "id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked\n"
            + "fr-mfa,foreign-ministry,Foreign ministry,Ministère,FRA,,institution,,,,test,2026\n");
    Files.writeString(
        registry.resolve("accounts.csv"),
        "actor,network,handle,native_id,from,to,source,checked\n"
            + "fr-mfa,bluesky,mfa.example,,,,test,2026\n");
    Files.writeString(registry.resolve("tenures.csv"), "person,office,from,to,source,checked\n");
    return registry;
  }

  private static List<String> sources(Wiring wiring) throws Exception {
    List<String> told = new ArrayList<>();
    try (Connection connection = wiring.store().dataSource().getConnection();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select source || ' ' || state || ': ' || coalesce(last_error, '') from source order by 1")) {
      while (row.next()) {
        told.add(row.getString(1));
      }
    }
    return told;
  }

  @Test
  void only_what_is_set_is_told_and_nothing_unasked_is_called_live() throws Exception {
    try (DataFolder data = DataFolder.take(folder.resolve("data")).orElseThrow();
        Wiring wiring = Wiring.open(data, null, List.of(registry()), NOW)) {
      new HandleLookup(wiring, null, false).run();
      assertThat(sources(wiring)).as("nothing is set about Bluesky").isEmpty();

      List<LeftOut> left =
          List.of(
              new LeftOut("feeds", Network.FEED, "3 feeds", false),
              new LeftOut("mastodon", Network.MASTODON, "2 accounts at 1 server", true));
      new LeftOutSources(wiring, left).run();
      new HandleLookup(wiring, null, true).run();
      assertThat(sources(wiring))
          .hasSize(2)
          .anyMatch(line -> line.startsWith("bluesky accounts behind: 1 of 1 listed accounts"))
          .contains("mastodon disconnected: OFFLINE: not asked (2 accounts at 1 server)");
    }
  }
}
