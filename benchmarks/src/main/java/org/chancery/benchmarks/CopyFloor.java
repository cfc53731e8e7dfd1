package org.chancery.benchmarks;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** The floor of loading: COPY of bare lines into a table of one column without any index. */
final class CopyFloor {
  private CopyFloor() {}

  static double rowsPerSecond(DataSource store, Path lines, int count) throws Exception {
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement();
        BufferedReader reader = Files.newBufferedReader(lines)) {
      sql.execute("create table floor (line text)");
      Used used = new Used();
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy floor from stdin", reader);
      double rate = count / used.seconds();
      sql.execute("drop table floor");
      return rate;
    }
  }
}
