package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chancery.ingest.topology.Waiting.await;
import static org.chancery.ingest.topology.Waiting.awaitCheckpoint;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostKind;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.NaiveStore;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.RegistryIds;
import org.chancery.ingest.store.Rollups;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.StoredRows;
import org.chancery.ingest.store.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a source goes on after kills without a checkpoint and after older copies of the store. */
class DurablePlacesTest {
  private static final Instant BEGIN = Instant.parse("2026-11-02T11:58:00Z");
  private static final Duration OFTEN = Duration.ofMillis(150);
  private static final int BATCH = 20;
  private static final int LANES = 3;
  private static Store store;
  private final List<Event> events = new ArrayList<>();
  private List<List<Event>> batches;
  private Directory directory;
  private Hub.Ref hub;

  @BeforeAll
  static void open() {
    store = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void world() throws SQLException {
    TestDatabase.empty(store.dataSource());
    World world = new World();
    for (int i = 0; i < 5; i++) {
      world.actor("actor" + i, "FRA").account("actor" + i, "acc" + i, "", "");
    }
    directory = world.in(store.dataSource());
    PostStore posts = new PostStore(store.dataSource(), true);
    hub =
        new Hub(() -> directory, World.PSEUDONYMS, posts, new LiveBoard(), World.EARLY)
            .register("places test");
    Random random = new Random(11);
    for (int i = 0; i < 1_000; i++) {
      String post = "acc" + random.nextInt(5) + "/" + i;
      events.add(
          World.post(
              post, BEGIN.plusMillis(200L * i), PostKind.ORIGINAL, null, "says " + i, List.of()));
    }
    batches = new ArrayList<>();
    for (int from = 0; from < events.size(); from += BATCH) {
      batches.add(List.copyOf(events.subList(from, from + BATCH)));
    }
  }

  @AfterEach
  void forget() {
    hub.forget();
  }

  private static Engine engine(@Nullable Path checkpoints) {
    return new Engine(LANES, checkpoints, OFTEN, true);
  }

  private JobClient live(@Nullable Path checkpoints) throws Exception {
    StreamExecutionEnvironment engine = engine(checkpoints).environment();
    Topology.live(engine, List.of(new ScriptedTap("live", true)), hub);
    return engine.executeAsync("test");
  }

  private static void kill(JobClient job) throws Exception {
    job.cancel().get(60, TimeUnit.SECONDS);
    try {
      job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | IllegalStateException ended) {
      // cancelled as asked
    }
  }

  private Map<String, List<String>> expected(List<Event> told) {
    Attributor attributor = new Attributor(World.PSEUDONYMS, false, World.EARLY);
    List<Change> changes = new ArrayList<>();
    told.forEach(e -> changes.addAll(attributor.changes(e, directory)));
    NaiveStore model = new NaiveStore();
    model.apply(changes);
    return model.rows();
  }

  private static long number(String query) throws SQLException {
    String row = TestDatabase.rows(store.dataSource(), query).getFirst();
    return row.equals("null") ? 0 : Long.parseLong(row);
  }

  private static long posts() throws SQLException {
    return number("select count(*) from posts");
  }

  /** How many batches all lanes stored. */
  private static long storedBatches() throws SQLException {
    return number(
        "select case when count(*) = %d then min(cursor::int) end from source_place"
            .formatted(LANES));
  }

  private void awaitAll(List<Event> told) throws Exception {
    Map<String, List<String>> expected = expected(told);
    await("all is stored", () -> posts() == told.size());
    StoredRows.of(store.dataSource())
        .forEach(
            (table, rows) ->
                assertThat(rows)
                    .as(table)
                    .containsExactlyInAnyOrderElementsOf(expected.get(table)));
    await(
        "each record is counted once",
        () -> number("select n from source_count where what = 'records'") == told.size());
    assertThat(Rollups.check(store.dataSource()).values()).containsOnly(0L);
  }

  @Test
  void kills_without_any_checkpoint_lose_nothing_and_count_nothing_twice() throws Exception {
    ScriptedTap.Script script = ScriptedTap.script("live", batches, 0);
    Random random = new Random(3);
    for (int start = 1; start <= 4; start++) {
      script.let.set(start * batches.size() / 5);
      JobClient job = live(null);
      int place = (start - 1) * batches.size() / 5 + 1 + random.nextInt(batches.size() / 5);
      await("something more is stored", () -> storedBatches() >= place);
      kill(job);
    }
    script.let.set(batches.size());
    script.given.set(0);
    long stored = storedBatches();
    JobClient job = live(null);
    awaitAll(events);
    kill(job);
    assertThat(script.given.get())
        .as("what was stored is not read again")
        .isEqualTo(batches.size() - stored);
  }

  @Test
  void a_first_start_cut_off_before_anything_came_goes_on_where_it_began() throws Exception {
    ScriptedTap.Script script = ScriptedTap.script("live", batches, 0);
    script.beginning = "5";
    JobClient job = live(null);
    await("the beginning is kept", () -> number("select count(*) from source_place") == LANES);
    kill(job);
    script.beginning = "30"; // what "now" is at the next start
    script.let.set(batches.size());
    job = live(null);
    awaitAll(events.subList(5 * BATCH, events.size()));
    kill(job);
  }

  @Test
  void a_store_of_an_earlier_moment_gets_what_it_lacks(@TempDir Path folder) throws Exception {
    ScriptedTap.Script script = ScriptedTap.script("live", batches, 15);
    JobClient job = live(folder);
    await("some is stored", () -> posts() == 15L * BATCH);
    kill(job);
    backUp();
    script.let.set(35);
    job = live(folder);
    await("more is stored", () -> posts() == 35L * BATCH);
    awaitCheckpoint(engine(folder));
    kill(job);
    assertThat(engine(folder).newestCheckpoint()).isPresent();
    restore();
    assertThat(posts()).isEqualTo(15L * BATCH);
    script.let.set(batches.size());
    job = live(folder);
    awaitAll(events);
    kill(job);
  }

  @Test
  void an_emptied_store_hears_all_again_whatever_a_checkpoint_says(@TempDir Path folder)
      throws Exception {
    ScriptedTap.Script script = ScriptedTap.script("live", batches, 20);
    JobClient job = live(folder);
    await("some is stored", () -> posts() == 20L * BATCH);
    awaitCheckpoint(engine(folder));
    kill(job);
    TestDatabase.empty(store.dataSource());
    RegistryIds.allot(store.dataSource(), directory.registry());
    script.let.set(batches.size());
    job = live(folder);
    awaitAll(events);
    kill(job);
  }

  private static List<String> tables() throws SQLException {
    return TestDatabase.rows(
        store.dataSource(),
        """
        select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
          and not relispartition and relname <> 'flyway_schema_history'
        """);
  }

  private static void backUp() throws SQLException {
    TestDatabase.execute(
        store.dataSource(), "drop schema if exists backup cascade; create schema backup");
    for (String table : tables()) {
      TestDatabase.execute(
          store.dataSource(), "create table backup.%s as table public.%s".formatted(table, table));
    }
  }

  private static void restore() throws SQLException {
    List<String> tables = tables();
    TestDatabase.execute(store.dataSource(), "truncate " + String.join(", ", tables));
    for (String table : tables) {
      TestDatabase.execute(
          store.dataSource(),
          "insert into public.%s overriding system value select * from backup.%s"
              .formatted(table, table));
    }
  }
}
