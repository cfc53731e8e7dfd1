package org.chancery.ingest.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** One real PostgreSQL for the whole test run, started on first use; a database of its own each. */
public final class TestDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  private static final class Server {
    static final EmbeddedDatabase RUNNING = start();

    private static EmbeddedDatabase start() {
      try {
        Path folder = Files.createTempDirectory("chancery-test-store");
        EmbeddedDatabase server = EmbeddedDatabase.start(folder);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      server.close();
                      delete(folder);
                    }));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(java.util.Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
      } catch (IOException | UncheckedIOException e) {
        System.err.println("left behind: " + folder + " (" + e.getMessage() + ")");
      }
    }
  }

  /** An empty, migrated database. */
  public static Store fresh() {
    String name = "test_" + NUMBER.incrementAndGet();
    String server = Server.RUNNING.url();
    try (Connection connection = DriverManager.getConnection(server);
        Statement sql = connection.createStatement()) {
      sql.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no database " + name, e);
    }
    return Store.open(server.replace("/postgres?", "/" + name + "?"));
  }

  /** Empties all tables of ours; partitions stay. */
  public static void empty(DataSource store) throws SQLException {
    List<String> tables =
        rows(
            store,
            """
            select relname from pg_class c where relnamespace = 'public'::regnamespace
              and relkind in ('r', 'p') and not relispartition and relname <> 'flyway_schema_history'
            """);
    execute(store, "truncate " + String.join(", ", tables) + " restart identity");
  }

  public static void execute(DataSource store, String statement) throws SQLException {
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** Rows as text, columns parted by bars, sorted. */
  public static List<String> rows(DataSource store, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement();
        ResultSet result = sql.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", values));
      }
    }
    rows.sort(null);
    return rows;
  }

  /** Every text that stands anywhere in the database, each once. */
  public static TreeSet<String> allTexts(DataSource store) throws SQLException {
    TreeSet<String> texts = new TreeSet<>();
    for (String column :
        rows(
            store,
            """
            select 'select ' || quote_ident(a.attname) || '::text from ' || c.relname
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
              and not a.attisdropped and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'tsvector'::regtype, 'bpchar'::regtype)
            """)) {
      texts.addAll(rows(store, column));
    }
    return texts;
  }
}
