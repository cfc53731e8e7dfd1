package org.chancery.benchmarks;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** The floor of loading: COPY of bare lines into a table of one column without any index. */
final class CopyFloor {
  private CopyFloor() {}

  static double rowsPerSecond(DataSource store, List<String> lines) throws Exception {
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("create table floor (line text)");
      Used used = new Used();
      StringBuilder rows = new StringBuilder();
      for (String line : lines) {
        rows.append(line.replace("\\", "\\\\")).append('\n');
      }
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy floor from stdin", new StringReader(rows.toString()));
      double rate = lines.size() / used.seconds();
      sql.execute("drop table floor");
      return rate;
    }
  }
}
