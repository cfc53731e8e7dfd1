package org.chancery.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.chancery.core.decode.Words;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL reads from a binary COPY equals what it reads from the same value as text. */
class CopyRowsTest {
  private static final String COLUMNS =
      "small smallint, whole int, big bigint, real float8, flag boolean, text text, one char(1), key uuid, at timestamptz, tsv tsvector, texts text[], keys uuid[]";
  private static final String NAMES =
      "small, whole, big, real, flag, text, one, key, at, tsv, texts, keys";
  private static Store store;

  @BeforeAll
  static void open() throws SQLException {
    store = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void every_type_is_read_as_its_text_form_is() throws SQLException {
    UUID key = UUID.fromString("ffffffff-0000-4000-8000-0123456789ab");
    Instant at = Instant.parse("1999-12-31T23:59:59.999999Z");
    String text = "tab\t, \\ back, é, 外交, 🕊, 'quoted' \"twice\"\n";
    String vector = Words.tsvector("To be, or not to be: 外交 d'Ukraine") + " '#it''s' '#a\\\\b'";
    same(
        new Object[] {
          -32_768,
          1,
          -1L,
          -0.5,
          true,
          text,
          "x",
          key,
          at,
          vector,
          List.of("a\"b", "c\\d", "", "é"),
          List.of(key, key)
        },
        "-32768",
        "1",
        "-1",
        "-0.5",
        "t",
        text,
        "x",
        key.toString(),
        at.toString(),
        vector,
        "{\"a\\\"b\",\"c\\\\d\",\"\",\"é\"}",
        "{%s,%s}".formatted(key, key));
    same(
        new Object[] {
          32_767,
          Integer.MIN_VALUE,
          Long.MAX_VALUE,
          1e300,
          false,
          "",
          " ",
          new UUID(0, 0),
          Instant.parse("0001-01-01T00:00:00Z"),
          "",
          List.of(),
          List.of()
        },
        "32767",
        "-2147483648",
        "9223372036854775807",
        "1e300",
        "f",
        "",
        " ",
        new UUID(0, 0).toString(),
        "0001-01-01T00:00:00Z",
        "",
        "{}",
        "{}");
    same(new @Nullable Object[12], new @Nullable String[12]);
    same(only(8, Instant.MIN), only(8, "-infinity").toArray(String[]::new));
    same(only(8, Instant.MAX), only(8, "infinity").toArray(String[]::new));
  }

  @Test
  void what_no_text_of_postgresql_holds_is_left_out() throws SQLException {
    same(only(5, "a\0b \uD83D c"), only(5, "ab \uFFFD c").toArray(String[]::new));
  }

  @Test
  void what_does_not_fit_its_column_is_refused() throws SQLException {
    try (Connection connection = store.dataSource().getConnection()) {
      connection.createStatement().execute("create temp table narrow (n smallint)");
      CopyRows rows = new CopyRows(connection, "narrow", "n");
      assertThatThrownBy(() -> rows.add(32_768)).isInstanceOf(ArithmeticException.class);
      assertThatThrownBy(() -> rows.add(1, 2)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void columns_of_sequences_and_tables_of_parts_are_copied_into() throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute(
          "create temp table counted (a smallserial, b serial, c bigserial) partition by range (b)");
      sql.execute("create temp table counted_1 partition of counted for values from (0) to (9)");
      for (long third : List.of(3L, 4L)) { // its types are known the second time
        CopyRows rows = new CopyRows(connection, "counted", "a, b, c");
        rows.add(1, 2, third);
        rows.send();
      }
      try (ResultSet row = sql.executeQuery("select array_agg(c order by c)::text from counted")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("{3,4}");
      }
      connection.rollback();
    }
  }

  private static List<@Nullable Object> only(int column, Object value) {
    @Nullable Object[] row = new Object[12];
    row[column] = value;
    return new ArrayList<>(Arrays.asList(row));
  }

  private static void same(List<@Nullable Object> copied, @Nullable String... texts)
      throws SQLException {
    same(copied.toArray(), texts);
  }

  private static void same(@Nullable Object[] copied, @Nullable String... texts)
      throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute("create temp table copied (%s) on commit drop".formatted(COLUMNS));
      sql.execute("create temp table told (like copied) on commit drop");
      CopyRows rows = new CopyRows(connection, "copied", NAMES);
      rows.add(copied);
      rows.send();
      List<String> casts = new ArrayList<>();
      try (ResultSet none = sql.executeQuery("select * from told")) {
        for (int i = 1; i <= texts.length; i++) {
          casts.add("?::" + none.getMetaData().getColumnTypeName(i));
        }
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into told values (%s)".formatted(String.join(", ", casts)))) {
        for (int i = 0; i < texts.length; i++) {
          insert.setString(i + 1, texts[i]);
        }
        insert.execute();
      }
      try (ResultSet row =
          sql.executeQuery("select (select c::text from copied c), (select t::text from told t)")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo(row.getString(2));
      }
      connection.rollback();
    }
  }
}
