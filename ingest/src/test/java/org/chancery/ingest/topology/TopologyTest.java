package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chancery.ingest.topology.Waiting.await;
import static org.chancery.ingest.topology.Waiting.awaitCheckpoint;
import static org.chancery.ingest.topology.Waiting.awaitStandstill;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.ReactionKind;
import org.chancery.core.event.ReactionSeen;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.NaiveStore;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Rollups;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.StoredRows;
import org.chancery.ingest.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole topology in an embedded engine, from a written tap to the rows of a real store. */
class TopologyTest {
  private static final Instant BEGIN = Instant.parse("2026-11-02T11:58:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<String> HANDLES = List.of("fr", "de", "it", "sg", "jp", "x1", "x2");
  private static Store store;
  private Directory directory;
  private LiveBoard board;
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
    directory =
        new World()
            .actor("a", "FRA")
            .actor("b", "DEU")
            .actor("c", "ITA")
            .actor("d", null)
            .actor("e", "JPN")
            .account("a", "fr", "", "")
            .account("b", "de", "", "")
            .account("c", "it", "", "")
            .account("d", "sg", "", "")
            .account("e", "jp", "", "")
            .in(store.dataSource());
    board = new LiveBoard();
    hub = hub(store.dataSource());
  }

  private Hub.Ref hub(DataSource source) {
    return new Hub(
            () -> directory, World.PSEUDONYMS, new PostStore(source, true), board, World.EARLY)
        .register("test");
  }

  @AfterEach
  void forget() {
    hub.forget();
  }

  /** Events of four minutes, out of order by some seconds, some of them twice. */
  private static List<Event> events(long seed, int count) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String author = HANDLES.get(random.nextInt(HANDLES.size()));
      Instant at = BEGIN.plusMillis(240_000L * i / count - random.nextInt(8_000));
      String other = HANDLES.get(random.nextInt(HANDLES.size())) + "/" + random.nextInt(count);
      int what = random.nextInt(20);
      if (what == 0) {
        // of listed authors: other deletions are kept in mind only once their post is there
        var gone = World.ref("fr/" + random.nextInt(count));
        events.add(new PostDeleted(Network.BLUESKY, gone.id(), gone.author(), at));
      } else if (what < 4) {
        events.add(
            new ReactionSeen(
                Network.BLUESKY,
                "at://" + World.did(author) + "/app.bsky.feed.like/" + i,
                World.who(author),
                ReactionKind.LIKE,
                World.ref(other),
                at,
                at));
      } else {
        PostKind kind = PostKind.values()[random.nextInt(4)];
        List<String> mentions =
            random.nextInt(3) == 0
                ? List.of(HANDLES.get(random.nextInt(HANDLES.size())))
                : List.of();
        events.add(
            World.post(
                author + "/" + i,
                at,
                kind,
                kind == PostKind.ORIGINAL ? null : other,
                "#un says " + i,
                mentions));
      }
      if (random.nextInt(5) == 0) {
        events.add(events.get(random.nextInt(events.size())));
      }
    }
    return events;
  }

  private static List<List<Event>> batches(List<Event> events, int size) {
    List<List<Event>> batches = new ArrayList<>();
    for (int from = 0; from < events.size(); from += size) {
      batches.add(List.copyOf(events.subList(from, Math.min(events.size(), from + size))));
    }
    return batches;
  }

  private Map<String, List<String>> expected(List<Event> events, boolean keepUnlisted) {
    Attributor attributor = new Attributor(World.PSEUDONYMS, keepUnlisted, World.EARLY);
    List<Change> changes = new ArrayList<>();
    events.forEach(e -> changes.addAll(attributor.changes(e, directory)));
    NaiveStore model = new NaiveStore();
    model.apply(changes);
    return model.rows();
  }

  private void awaitRows(Map<String, List<String>> expected, String what) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!StoredRows.of(store.dataSource()).equals(expected) && System.nanoTime() < until) {
      Thread.sleep(100);
    }
    Map<String, List<String>> stored = StoredRows.of(store.dataSource());
    expected.forEach(
        (table, rows) -> {
          List<String> tooMuch = new ArrayList<>(stored.get(table));
          rows.forEach(tooMuch::remove);
          List<String> missing = new ArrayList<>(rows);
          stored.get(table).forEach(missing::remove);
          assertThat(missing)
              .as("%s: missing in %s, where stands %s", what, table, tooMuch)
              .isEmpty();
          assertThat(tooMuch).as("%s: too much in %s", what, table).isEmpty();
        });
    assertThat(Rollups.check(store.dataSource()).values()).as(what).containsOnly(0L);
  }

  private static Engine engine(Path checkpoints) {
    return new Engine(2, checkpoints, Duration.ofMillis(150), true);
  }

  private JobClient live(Path checkpoints, String source) throws Exception {
    StreamExecutionEnvironment environment = engine(checkpoints).environment();
    Topology.live(environment, List.of(new ScriptedTap(source, true)), hub);
    return environment.executeAsync("test");
  }

  private static void stop(JobClient job) throws Exception {
    job.cancel().get(60, TimeUnit.SECONDS);
    try {
      job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | IllegalStateException ended) {
      // cancelled as asked; its small cluster goes down with it
    }
  }

  private static long records() throws SQLException {
    List<String> rows =
        TestDatabase.rows(
            store.dataSource(), "select sum(n) from source_count where what = 'records'");
    return rows.getFirst().equals("null") ? 0 : Long.parseLong(rows.getFirst());
  }

  @Test
  void a_bounded_run_gives_the_rows_of_the_model_whatever_the_order() throws Exception {
    List<Event> events = events(1, 1_500);
    Map<String, List<String>> expected = expected(events, true);
    Collections.shuffle(events, new Random(2));
    ScriptedTap.script("file", batches(events, 70), Integer.MAX_VALUE);
    StreamExecutionEnvironment environment =
        new Engine(2, null, Duration.ofSeconds(1), false).environment();
    Topology.bounded(environment, List.of(new ScriptedTap("file", false)), hub);
    environment.execute("test");
    awaitRows(expected, "bounded");
    assertThat(records()).isEqualTo(events.size());
  }

  @Test
  void live_minutes_equal_a_naive_count_and_late_posts_count_in_the_store(@TempDir Path folder)
      throws Exception {
    List<Event> events = events(3, 1_200);
    PostSeen late =
        World.post(
            "fr/late", BEGIN.minus(2, ChronoUnit.DAYS), PostKind.ORIGINAL, null, "late", List.of());
    events.add(late);
    Map<String, List<String>> expected = expected(events, false);
    ScriptedTap.script("live", batches(events, 50), Integer.MAX_VALUE);
    JobClient job = live(folder, "live");
    try {
      awaitRows(expected, "live");
      Map<Instant, Long> minutes = new HashMap<>();
      Map<String, Long> countries = new HashMap<>();
      Set<String> once = new HashSet<>();
      for (Event event : events) {
        if (event instanceof PostSeen p
            && p != late
            && p.kind() != PostKind.REPOST
            && !p.author().key().contains(":x")
            && once.add(p.id())) {
          minutes.merge(p.created().truncatedTo(ChronoUnit.MINUTES), 1L, Long::sum);
          directory
              .registry()
              .attribute(p.author(), p.created())
              .filter(a -> a.country() != null)
              .ifPresent(a -> countries.merge(String.valueOf(a.country()), 1L, Long::sum));
        }
      }
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!counted(minutes, countries) && System.nanoTime() < until) {
        Thread.sleep(100);
      }
      minutes.forEach((minute, n) -> assertThat(board.posts(minute)).as("%s", minute).isEqualTo(n));
      assertThat(
              board.sums(LiveBoard.What.COUNTRY, BEGIN.minusSeconds(600), BEGIN.plusSeconds(600)))
          .isEqualTo(countries);
      assertThat(board.posts(late.created().truncatedTo(ChronoUnit.MINUTES))).isZero();
    } finally {
      stop(job);
    }
  }

  private boolean counted(Map<Instant, Long> minutes, Map<String, Long> countries) {
    return minutes.entrySet().stream().allMatch(e -> board.posts(e.getKey()) == e.getValue())
        && board
            .sums(LiveBoard.What.COUNTRY, BEGIN.minusSeconds(600), BEGIN.plusSeconds(600))
            .equals(countries);
  }

  @Test
  void a_restart_goes_on_from_the_newest_checkpoint_and_counts_exactly(@TempDir Path folder)
      throws Exception {
    List<Event> events = events(5, 1_200);
    Map<String, List<String>> expected = expected(events, false);
    List<List<Event>> batches = batches(events, 20);
    ScriptedTap.Script script = ScriptedTap.script("live", batches, batches.size() / 3);
    JobClient job = live(folder, "live");
    long third = 20L * (batches.size() / 3);
    await("a third is stored", () -> records() >= third);
    awaitCheckpoint(engine(folder));
    script.let.set(2 * batches.size() / 3);
    await("more is stored", () -> records() > third);
    stop(job);
    for (int start = 0; start < 2; start++) {
      assertThat(engine(folder).newestCheckpoint()).isPresent();
      script.given.set(0);
      script.let.set(batches.size());
      job = live(folder, "live");
      awaitRows(expected, "restarted");
      await("all is counted", () -> records() == events.size());
      stop(job);
      assertThat(script.given.get()).as("batches given after a restart").isLessThan(batches.size());
    }
  }

  @Test
  void a_store_that_fails_is_tried_again_and_nothing_is_lost() throws Exception {
    List<Event> events = events(7, 600);
    AtomicInteger calls = new AtomicInteger();
    hub =
        hub(
            guarded(
                () -> {
                  if (calls.incrementAndGet() <= 2) {
                    throw new SQLException("no connection, says the test");
                  }
                }));
    ScriptedTap.script("live", batches(events, 50), Integer.MAX_VALUE);
    StreamExecutionEnvironment environment =
        new Engine(2, null, Duration.ofSeconds(1), true).environment();
    Topology.live(environment, List.of(new ScriptedTap("live", true)), hub);
    JobClient job = environment.executeAsync("test");
    awaitRows(expected(events, false), "after failures");
    assertThat(calls.get()).isGreaterThan(2);
    stop(job);
  }

  @Test
  void a_store_that_is_slow_slows_the_tap() throws Exception {
    int batches = 150;
    String text = "long words ".repeat(400);
    List<List<Event>> all = new ArrayList<>();
    for (int b = 0; b < batches; b++) {
      List<Event> batch = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        batch.add(
            World.post(
                "fr/" + b + "-" + i,
                BEGIN.plusSeconds(b),
                PostKind.ORIGINAL,
                null,
                text,
                List.of()));
      }
      all.add(batch);
    }
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    hub =
        hub(
            guarded(
                () -> {
                  asked.incrementAndGet();
                  open.await();
                }));
    ScriptedTap.Script script = ScriptedTap.script("file", all, batches);
    StreamExecutionEnvironment environment =
        new Engine(2, null, Duration.ofSeconds(1), false).environment();
    Topology.bounded(environment, List.of(new ScriptedTap("file", false)), hub);
    JobClient job = environment.executeAsync("test");
    await("the tap gives", () -> script.given.get() > 0);
    await("the store is asked", () -> asked.get() > 0);
    awaitStandstill(script.given::get);
    assertThat(script.given.get()).as("batches given while nothing is stored").isLessThan(batches);
    open.countDown();
    job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(TestDatabase.rows(store.dataSource(), "select count(*) from posts"))
        .containsExactly(Integer.toString(100 * batches));
  }

  private interface Guard {
    void pass() throws Exception;
  }

  /** The store's connections, each given only after the guard let it pass. */
  private static DataSource guarded(Guard guard) {
    return (DataSource)
        Proxy.newProxyInstance(
            TopologyTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                guard.pass();
              }
              try {
                return method.invoke(store.dataSource(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
