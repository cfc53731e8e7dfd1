package org.chancery.server.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.topology.Engine;
import org.chancery.ingest.topology.Hub;
import org.chancery.ingest.topology.Topology;
import org.chancery.server.hub.DataFolder;
import org.chancery.server.hub.Surroundings;
import org.chancery.server.hub.Wiring;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A whole hub with a data folder, a database and a live topology of its own: two ministries are
 * listed, and a tap brings what the test gives it. The clock stands where it is set.
 */
final class SmallHub implements AutoCloseable {
  static final String FRANCE = "did:plc:france";
  static final String GERMANY = "did:plc:germany";

  /** Listed until the middle of October. */
  static final String FORMER = "did:plc:former";

  private static final String LIVE = "small";
  private static final String PLACE = "place-";

  /** As many as the engine of a hub has. */
  private static final int LANES = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

  private static final Map<String, BlockingQueue<List<Event>>> GIVEN = new ConcurrentHashMap<>();

  final Path folder;
  final Wiring wiring;
  final AtomicReference<Instant> now;
  final Hub hub;
  final Surroundings surroundings;
  final ApiHandler api;
  private final DataFolder taken;
  final Hub.Ref ref;
  private final Engine engine;
  private final BlockingQueue<List<Event>> given = new LinkedBlockingQueue<>();
  private final JobClient job;
  private int batches;

  SmallHub(Path folder, Instant now) throws Exception {
    this.folder = folder;
    this.now = new AtomicReference<>(now);
    taken = DataFolder.take(folder).orElseThrow();
    wiring = Wiring.open(taken, null, List.of(registry(folder)), this.now::get);
    hub = wiring.hub(true);
    ref = hub.register(LIVE + folder);
    surroundings =
        wiring.surroundings(
            false, 1, new Surroundings.Build("0.1-test", "abc", "2026-01-01"), null);
    api = TestHub.handler(surroundings, true);
    GIVEN.put(folder.toString(), given);
    engine = wiring.liveEngine(LIVE, Duration.ofMillis(200));
    StreamExecutionEnvironment environment = engine.environment();
    Topology.live(environment, List.of(new GivenTap(LIVE, folder.toString())), ref);
    job = environment.executeAsync(LIVE);
  }

  /** Writes the registry below a folder. */
  static Path registry(Path folder) throws IOException {
    Path registry = Files.createDirectories(folder.resolve("registry"));
    Files.writeString(
        registry.resolve("countries.csv"),
        """
        country,name_en,name_fr,status,capital,point_lat,point_lon,languages,source
        FRA,France,France,un-member,Paris,46,2,fr,test
        DEU,Germany,Allemagne,un-member,Berlin,51,10,de,test
        """);
    Files.writeString(
        registry.resolve("actors.csv"),
        """
        id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked
        fr-mfa,foreign-ministry,French ministry,Quai d’Orsay,FRA,,institution,,,,test,2026
        de-mfa,foreign-ministry,German ministry,Ministère allemand,DEU,,institution,,,,test,2026
        """);
    Files.writeString(
        registry.resolve("accounts.csv"),
        """
        actor,network,handle,native_id,from,to,source,checked
        fr-mfa,bluesky,frmfa.example,%s,,,test,2026
        de-mfa,bluesky,demfa.example,%s,,,test,2026
        de-mfa,bluesky,former.example,%s,,2026-10-15,test,2026
        fr-mfa,x,francediplo,822215679726100480,,,test,2026
        """
            .formatted(FRANCE, GERMANY, FORMER));
    Files.writeString(registry.resolve("tenures.csv"), "person,office,from,to,source,checked\n");
    return registry;
  }

  /** Gives events to the live source and waits until they are stored. */
  void live(List<? extends Event> events) throws Exception {
    given.add(List.copyOf(events));
    batches++;
    until(
        "the batch is stored",
        () ->
            rows("select count(*) from source_place where cursor = '" + PLACE + batches + "'")
                .equals(List.of(Integer.toString(LANES))));
  }

  /** A condition of a test; may fail for want of anything. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits for a condition, far longer than it should take; gives the milliseconds it took. */
  static long until(String what, Condition condition) throws Exception {
    long begin = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(60)) {
        throw new AssertionError("not within 60 s: " + what);
      }
      Thread.sleep(20);
    }
    return (System.nanoTime() - begin) / 1_000_000;
  }

  /** Waits for a checkpoint that holds the place of the newest batch. */
  void checkpoint() throws Exception {
    until(
        "a checkpoint behind the newest batch",
        () -> {
          Path newest = engine.newestCheckpoint().orElse(null);
          return newest != null && Audit.files(newest, PLACE + batches).size() > 0;
        });
  }

  List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = wiring.store().dataSource().getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  void execute(String statement) throws SQLException {
    try (Connection connection = wiring.store().dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  JsonNode get(String address) {
    ApiHandler.Reply reply = TestHub.ask(api, address);
    if (reply.status() != 200) {
      throw new AssertionError(address + " answers " + reply.status());
    }
    return TestHub.JSON.readTree(reply.body());
  }

  int status(String address) {
    return TestHub.ask(api, address).status();
  }

  @Override
  public void close() throws IOException {
    job.cancel().join();
    ref.forget();
    GIVEN.remove(folder.toString());
    wiring.close();
    taken.close();
  }

  /** Brings what is given to it; its cursor counts the batches. */
  record GivenTap(String source, String queue) implements Tap {
    @Override
    public Network network() {
      return Network.BLUESKY;
    }

    @Override
    public boolean live() {
      return true;
    }

    @Override
    public TapReader open(@Nullable String cursor, String part) {
      return new TapReader() {
        private int taken = cursor == null ? 0 : Integer.parseInt(cursor.substring(PLACE.length()));

        @Override
        public TapBatch poll() throws InterruptedException {
          List<Event> events = GIVEN.get(queue).poll(20, TimeUnit.MILLISECONDS);
          if (events == null) {
            return TapBatch.nothing(taken == 0 ? null : PLACE + taken, "live", null);
          }
          taken++;
          return new TapBatch(
              events,
              PLACE + taken,
              Map.of("records", (long) events.size()),
              List.of(),
              "live",
              null,
              false);
        }

        @Override
        public void close() {}
      };
    }
  }
}
