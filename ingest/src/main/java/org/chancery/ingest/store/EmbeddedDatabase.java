package org.chancery.ingest.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL inside the data folder, with durable settings. A server left behind by a killed
 * process is stopped first, found by its own {@code postmaster.pid}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;
  private static final String COMPLETE = "complete";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;

  private EmbeddedDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** Starts the server of a data folder; its files are made on first use. */
  public static EmbeddedDatabase start(Path dataFolder) {
    Path files = dataFolder.resolve("postgres").toAbsolutePath();
    try {
      Path programs = dataFolder.resolve("bin");
      clearUnfinished(programs, files);
      Files.createDirectories(files);
      Files.createDirectories(programs);
      stopLeftBehind(files);
      var builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(files)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false) // the hub stops it last, after its writers
              // the same order of texts whatever the machine's language, and a cheap one
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              .setOverrideWorkingDirectory(dataFolder.resolve("bin").toFile())
              .setPGStartupWait(PATIENCE)
              .setErrorRedirector(
                  ProcessBuilder.Redirect.appendTo(dataFolder.resolve("postgres.log").toFile()))
              .setOutputRedirector(
                  ProcessBuilder.Redirect.appendTo(dataFolder.resolve("postgres.log").toFile()));
      SETTINGS.forEach(setting -> builder.setServerConfig(setting.get(0), setting.get(1)));
      builder.setPort(freePort());
      EmbeddedDatabase database = new EmbeddedDatabase(builder.start());
      database.checkItIsOurs(files);
      Files.writeString(programs.resolve(COMPLETE), "unpacked and started once\n");
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "PostgreSQL does not start in %s; its own words are in %s"
              .formatted(files, dataFolder.resolve("postgres.log")),
          e);
    }
  }

  /**
   * A first start that was cut off leaves half-unpacked programs or a folder in which no server
   * ever ran ({@code postmaster.opts} is written when one starts): they are made anew.
   */
  private static void clearUnfinished(Path programs, Path files) throws IOException {
    if (!Files.exists(programs.resolve(COMPLETE))) {
      delete(programs);
    }
    if (!Files.exists(files.resolve("postmaster.opts"))) {
      delete(files);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /**
   * A port that stays free until the server takes it, seconds later: below those that systems hand
   * out by themselves. Each process begins to look at another place.
   */
  private static int freePort() throws IOException {
    int begin = (int) (ProcessHandle.current().pid() * 37 % PORTS);
    for (int i = 0; i < PORTS; i++) {
      int port = FIRST_PORT + (begin + i) % PORTS;
      try (ServerSocket free = new ServerSocket()) {
        free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (BindException taken) {
        continue;
      }
    }
    throw new IOException("no free port from %d on".formatted(FIRST_PORT));
  }

  /** Whoever answers at the port must serve our folder, else we would write into a foreign one. */
  private void checkItIsOurs(Path files) throws IOException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("show data_directory")) {
      if (!row.next() || !Files.isSameFile(Path.of(row.getString(1)), files)) {
        throw new IOException("another PostgreSQL answers at its port");
      }
    } catch (SQLException e) {
      throw new IOException("PostgreSQL started and does not answer", e);
    }
  }

  private static final List<List<String>> SETTINGS =
      List.of(
          List.of("fsync", "on"),
          List.of("full_page_writes", "on"),
          List.of("synchronous_commit", "on"),
          List.of("listen_addresses", "127.0.0.1"),
          List.of("max_connections", "60"),
          List.of("shared_buffers", "512MB"),
          List.of("work_mem", "32MB"),
          List.of("temp_buffers", "64MB"), // a staged batch stays in memory
          List.of("maintenance_work_mem", "512MB"),
          List.of("effective_cache_size", "4GB"),
          List.of("max_wal_size", "4GB"),
          List.of("checkpoint_timeout", "15min"),
          List.of("random_page_cost", "1.1"),
          List.of("max_locks_per_transaction", "512"),
          List.of("jit", "off"),
          List.of("timezone", "UTC"));

  private static void stopLeftBehind(Path files) throws IOException {
    Path pidFile = files.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    ProcessHandle.of(pid).filter(p -> servesFolder(pid, files)).ifPresent(EmbeddedDatabase::stop);
  }

  private static boolean servesFolder(long pid, Path files) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
          .contains(files.toString());
    } catch (IOException e) {
      return false; // gone, or not ours to see
    }
  }

  private static void stop(ProcessHandle server) {
    LOG.info("stopping the PostgreSQL that a killed process left behind (pid {})", server.pid());
    server.destroy();
    try {
      server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(
          "PostgreSQL with pid %d still runs in this data folder; stop it by hand"
              .formatted(server.pid()),
          e);
    }
  }

  /** JDBC address of the server, reachable from this machine only. */
  public String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /** Stops the server; what is in memory is written first, since the stop itself is given 5 s. */
  @Override
  public void close() {
    try (Connection connection = DriverManager.getConnection(url());
        Statement sql = connection.createStatement()) {
      sql.execute("checkpoint");
    } catch (SQLException e) {
      LOG.warn("PostgreSQL did not write its memory before its end: {}", e.getMessage());
    }
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not stop cleanly", e);
    }
  }
}
