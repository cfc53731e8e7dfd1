package org.chancery.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @Test
  void a_first_start_that_was_cut_off_is_made_good_and_what_is_stored_stays(@TempDir Path data)
      throws Exception {
    Path half = Files.createDirectories(data.resolve("bin/PG-half/lib"));
    Files.writeString(half.resolve("libicuuc.so"), "torn");
    Files.createDirectories(data.resolve("postgres"));
    Files.writeString(data.resolve("postgres/PG_VERSION"), "18");
    try (EmbeddedDatabase first = EmbeddedDatabase.start(data);
        Connection connection = DriverManager.getConnection(first.url());
        Statement sql = connection.createStatement()) {
      sql.execute("create table kept as select 7 as n");
    }
    assertThat(half).doesNotExist();
    try (EmbeddedDatabase second = EmbeddedDatabase.start(data);
        Connection connection = DriverManager.getConnection(second.url());
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select n from kept")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(7);
    }
  }
}
