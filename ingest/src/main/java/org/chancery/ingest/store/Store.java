package org.chancery.ingest.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A migrated database and its connections. Thread-safe. */
public final class Store implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 16;

  private final HikariDataSource connections;

  private Store(HikariDataSource connections) {
    this.connections = connections;
  }

  /** Connects to a PostgreSQL by its JDBC address and brings its schema up to date. */
  public static Store open(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(2);
    config.setPoolName("store");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "chancery");
    HikariDataSource connections = new HikariDataSource(config);
    Flyway.configure().dataSource(connections).locations("classpath:db/migration").load().migrate();
    return new Store(connections);
  }

  public DataSource dataSource() {
    return connections;
  }

  @Override
  public void close() {
    connections.close();
  }
}
