package org.chancery.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.chancery.core.decode.Words;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts of all scripts and hostile ones, extreme values, two writers at once. */
class PostStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static Store store;

  @BeforeAll
  static void open() {
    store = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    TestDatabase.empty(store.dataSource());
  }

  private static PostRow row(int number, Instant at, String text, List<String> tags, Engagement e) {
    return new PostRow(
        new UUID(1, number),
        at,
        at,
        null,
        Network.X,
        PostKind.ORIGINAL,
        1,
        1,
        "FRA",
        new UUID(2, 1),
        "n" + number,
        1,
        "fr",
        text,
        Words.tsvector(text),
        null,
        null,
        null,
        tags,
        List.of(),
        0,
        0,
        1_000L,
        false,
        e,
        null);
  }

  private static void write(PostStore writer, PostRow... rows) throws SQLException {
    Batch batch = new Batch();
    for (PostRow row : rows) {
      batch.add(new Change.Post(row, List.of()));
    }
    writer.write(batch);
  }

  private static List<String> found(String query) throws SQLException {
    String words = Words.tsquery(query).orElseThrow().replace("'", "''");
    return TestDatabase.rows(
        store.dataSource(),
        "select native_id from posts where tsv @@ '%s'::tsquery".formatted(words));
  }

  @Test
  void words_of_every_script_are_found() throws SQLException {
    List<String> texts =
        List.of(
            "التقى وزير الخارجية نظيره الفرنسي في القاهرة",
            "外交部发言人就中法关系答记者问",
            "日本の外務大臣がパリを訪問しました",
            "รัฐมนตรีว่าการกระทรวงการต่างประเทศเยือนปารีส",
            "L’ambassadrice a reçu Mme Černá à Malmö, déjà évoquée");
    for (int i = 0; i < texts.size(); i++) {
      write(
          new PostStore(store.dataSource(), true),
          row(i, NOON, texts.get(i), List.of(), Engagement.UNKNOWN));
    }
    assertThat(found("الخارجية")).containsExactly("n0");
    assertThat(found("发言人")).containsExactly("n1");
    assertThat(found("外務大臣")).containsExactly("n2");
    assertThat(found("กระทรวง")).containsExactly("n3");
    assertThat(found("cerna malmo")).containsExactly("n4");
    assertThat(found("Černá \"déjà évoquée\"")).containsExactly("n4");
    assertThat(found("ambassadrice -malmö parti")).isEmpty();
  }

  @Test
  void hostile_texts_go_in_and_come_out() throws SQLException {
    String pairs = "😀".repeat(40_000);
    Map<String, String> texts =
        Map.of(
            "nul\u0000 in\u0000side",
            "nul inside",
            "half \uD83D a pair",
            "half \uFFFD a pair",
            "\uDE00 the other half",
            "\uFFFD the other half",
            "back\\slash \\N \\. 'quote' \"double\"",
            "back\\slash \\N \\. 'quote' \"double\"",
            "tab\tline\nreturn\r\b\f\u000B end",
            "tab\tline\nreturn\r\b\f\u000B end",
            "\\.",
            "\\.",
            "', null); drop table posts; --",
            "', null); drop table posts; --",
            "x" + pairs,
            "x" + pairs,
            "\u202Eright to left\u2066",
            "\u202Eright to left\u2066");
    List<PostRow> rows = new ArrayList<>();
    texts
        .keySet()
        .forEach(text -> rows.add(row(rows.size(), NOON, text, List.of(), Engagement.UNKNOWN)));
    write(new PostStore(store.dataSource(), true), rows.toArray(PostRow[]::new));
    assertThat(TestDatabase.rows(store.dataSource(), "select text from posts"))
        .containsExactlyInAnyOrderElementsOf(texts.values());
  }

  @Test
  void numbers_and_times_beyond_all_measure_stop_nothing() throws SQLException {
    PostStore writer = new PostStore(store.dataSource(), false);
    long most = Long.MAX_VALUE;
    Engagement absurd = new Engagement(most, most, most, most, most);
    write(writer, row(1, NOON, "a", List.of(), absurd), row(2, NOON, "b", List.of(), absurd));
    write(
        writer,
        row(3, Instant.MAX, "c", List.of(), absurd),
        row(4, Instant.MIN, "d", List.of(), absurd));
    // PostgreSQL would round this into a month that has no partition
    write(writer, row(5, Instant.parse("2026-12-31T23:59:59.999999999Z"), "e", List.of(), absurd));
    assertThat(TestDatabase.rows(store.dataSource(), "select native_id from posts")).hasSize(5);
    assertThat(Rollups.check(store.dataSource()).values()).containsOnly(0L);
  }

  @Test
  void a_few_known_posts_among_many_are_counted_once() throws SQLException {
    PostStore writer = new PostStore(store.dataSource(), false);
    PostRow[] many =
        IntStream.range(0, 400)
            .mapToObj(i -> row(i, NOON, "w" + i, List.of("t" + i % 7), Engagement.UNKNOWN))
            .toArray(PostRow[]::new);
    write(writer, many[7], many[399]);
    write(writer, many);
    write(writer, many);
    assertThat(writer.total().posts()).isEqualTo(400);
    for (String table : List.of("posts", "post_identity")) {
      assertThat(TestDatabase.rows(store.dataSource(), "select post_key from " + table))
          .hasSize(400)
          .doesNotHaveDuplicates();
    }
    assertThat(Rollups.check(store.dataSource()).values()).containsOnly(0L);
  }

  @Test
  void two_writers_with_the_same_posts_count_nothing_twice() throws Exception {
    List<Change> changes = new Scenario(99, true).changes(1_200);
    NaiveStore model = new NaiveStore();
    model.apply(changes);
    for (int account = 1; account <= Scenario.ACCOUNTS; account++) {
      TestDatabase.execute(
          store.dataSource(),
          "insert into account (network, handle) values (0, 'h%d')".formatted(account));
    }
    CompletableFuture<Void> forward = CompletableFuture.runAsync(() -> writeAll(changes));
    CompletableFuture<Void> backward =
        CompletableFuture.runAsync(() -> writeAll(changes.reversed()));
    CompletableFuture.allOf(forward, backward).get(120, TimeUnit.SECONDS);
    new PostStore(store.dataSource(), false).settle();
    Map<String, List<String>> stored = StoredRows.of(store.dataSource());
    model.rows().forEach((table, rows) -> assertThat(stored.get(table)).as(table).isEqualTo(rows));
    assertThat(Rollups.check(store.dataSource()).values()).containsOnly(0L);
  }

  private static void writeAll(List<Change> changes) {
    PostStore writer = new PostStore(store.dataSource(), false);
    for (int from = 0; from < changes.size(); from += 40) {
      Batch batch = new Batch();
      changes.subList(from, from + 40).forEach(batch::add);
      try {
        writer.write(batch);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
