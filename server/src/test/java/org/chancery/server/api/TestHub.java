package org.chancery.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.ingest.store.Batch;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.EmbeddedDatabase;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Pseudonyms;
import org.chancery.ingest.store.RegistryIds;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.topology.Attributor;
import org.chancery.ingest.topology.Directory;
import org.chancery.ingest.topology.LiveBoard;
import org.chancery.server.api.answer.Coverages;
import org.chancery.server.api.listing.Listings;
import org.chancery.server.api.live.Snapshots;
import org.chancery.server.api.posts.Posts;
import org.chancery.server.api.sql.Readings;
import org.chancery.server.api.sql.Relations;
import org.chancery.server.api.status.Sources;
import org.chancery.server.api.status.Status;
import org.chancery.server.hub.Surroundings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One real PostgreSQL with an invented world in it, for all tests of a run. */
final class TestHub {
  static final long SEED = 20_260_320;
  static final int POSTS = 6_000;
  static final Duration GAP = Duration.ofHours(6);
  static final Instant GAP_FROM = Instant.parse("2026-03-15T03:00:00Z");

  static final JsonMapper JSON = JsonMapper.builder().build();

  final World world = new World(SEED, POSTS);
  final Pseudonyms pseudonyms = new Pseudonyms(new byte[32]);
  final LiveBoard board = new LiveBoard();
  final Surroundings surroundings;
  final ApiHandler rollups;
  final ApiHandler raw;

  private static final class Holder {
    static final TestHub HUB = new TestHub();
  }

  static TestHub hub() {
    return Holder.HUB;
  }

  private TestHub() {
    try {
      Path folder = Files.createTempDirectory("chancery-api-test");
      EmbeddedDatabase server = EmbeddedDatabase.start(folder);
      Store store = Store.open(server.url());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(store, server, folder)));
      RegistryIds ids = RegistryIds.allot(store.dataSource(), world.registry);
      Directory directory = new Directory(world.registry, ids);
      fill(store, directory);
      surroundings =
          new Surroundings(
              store.dataSource(),
              () -> directory,
              board,
              () -> World.NOW,
              true,
              60,
              new Surroundings.Build("0.1-test", "abc123", "2026-03-20"));
      rollups = handler(surroundings, true);
      raw = handler(surroundings, false);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fill(Store store, Directory directory) throws SQLException {
    PostStore posts = new PostStore(store.dataSource(), true);
    Attributor attributor = new Attributor(pseudonyms, true, () -> World.NOW);
    Batch batch = new Batch();
    for (Event event : world.events) {
      attributor.changes(event, directory).forEach(batch::add);
      if (batch.size() >= 2_000) {
        posts.write(batch);
        batch = new Batch();
      }
    }
    batch.add(
        new Change.Progress(
            "jetstream",
            Network.BLUESKY,
            true,
            "live",
            World.NOW.minusSeconds(3),
            null,
            Map.of("accepted", 5_000L, "NO_TIMESTAMP", 41L, "foreign", 7L)));
    batch.add(new Change.Gap("jetstream", GAP_FROM, GAP_FROM.plus(GAP), "disconnected"));
    posts.write(batch);
    try (Connection connection = store.dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("analyze");
    }
  }

  static ApiHandler handler(Surroundings surroundings, boolean rollups) {
    return new ApiHandler(
        surroundings,
        new Listings(surroundings.directory()),
        new Readings(surroundings.store()),
        new Coverages(surroundings.clock()::instant),
        endpoints(surroundings, rollups));
  }

  static List<Endpoint> endpoints(Surroundings surroundings, boolean rollups) {
    return Endpoints.of(
        new Coverages(surroundings.clock()::instant),
        new Relations(rollups),
        rollups ? new Posts() : Posts.walking(40),
        new Status(surroundings, new Sources()));
  }

  static Snapshots snapshots(Surroundings surroundings) {
    return new Snapshots(
        surroundings,
        new Listings(surroundings.directory()),
        new Readings(surroundings.store()),
        new Coverages(surroundings.clock()::instant),
        new Sources(),
        System::nanoTime);
  }

  private static void stop(Store store, EmbeddedDatabase server, Path folder) {
    store.close();
    server.close();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind: " + folder);
    }
  }

  /** Asks as an address would: {@code /rankings?m=posts&t=7d}, values not encoded. */
  static ApiHandler.Reply ask(ApiHandler handler, String address) {
    int mark = address.indexOf('?');
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (mark >= 0) {
      for (String pair : address.substring(mark + 1).split("&")) {
        int equals = pair.indexOf('=');
        query.put(pair.substring(0, equals), List.of(pair.substring(equals + 1)));
      }
    }
    return handler.get(mark < 0 ? address : address.substring(0, mark), query);
  }

  JsonNode get(String address) {
    return get(rollups, address);
  }

  private static JsonNode get(ApiHandler handler, String address) {
    ApiHandler.Reply reply = ask(handler, address);
    JsonNode answer = JSON.readTree(reply.body());
    if (reply.status() != 200) {
      throw new AssertionError(address + " answered " + reply.status() + ": " + answer);
    }
    return answer;
  }

  JsonNode problem(String address, int status) {
    ApiHandler.Reply reply = ask(rollups, address);
    if (reply.status() != status) {
      throw new AssertionError(
          address + " answered " + reply.status() + ": " + new String(reply.body()));
    }
    return JSON.readTree(reply.body());
  }

  /** All rows of a list, page by page. */
  List<JsonNode> all(String address) {
    return all(rollups, address);
  }

  List<JsonNode> all(ApiHandler handler, String address) {
    List<JsonNode> rows = new java.util.ArrayList<>();
    String next = null;
    do {
      String page =
          next == null ? address : address + (address.contains("?") ? "&" : "?") + "next=" + next;
      JsonNode answer = get(handler, page);
      answer.get("rows").forEach(rows::add);
      next = answer.has("next") ? answer.get("next").asString() : null;
    } while (next != null);
    return rows;
  }
}
