package org.chancery.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Searches everything that is kept for a marker, upper and lower case alike. */
final class Audit {
  private static final int PIECE = 4 << 20;

  private Audit() {}

  /** Columns of the whole database, of whatever type, that hold the marker: table.column. */
  static List<String> database(DataSource store, String marker) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement()) {
      List<String[]> columns = new ArrayList<>();
      try (ResultSet row =
          sql.executeQuery(
              """
              select c.oid::regclass::text, quote_ident(a.attname), a.atttypid = 'bytea'::regtype
              from pg_attribute a join pg_class c on c.oid = a.attrelid
              where c.relkind in ('r', 'm', 'p') and c.relpersistence <> 't' and not c.relispartition and a.attnum > 0 and not a.attisdropped
                and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
              """)) {
        while (row.next()) {
          columns.add(new String[] {row.getString(1), row.getString(2), row.getString(3)});
        }
      }
      for (String[] column : columns) {
        String contains =
            column[2].equals("t")
                ? "position(convert_to(?, 'UTF8') in %s) > 0"
                : "position(? in lower(%s::text)) > 0";
        try (PreparedStatement search =
            connection.prepareStatement(
                "select exists (select from %s where %s)"
                    .formatted(column[0], contains.formatted(column[1])))) {
          search.setString(1, marker.toLowerCase(Locale.ROOT));
          try (ResultSet row = search.executeQuery()) {
            row.next();
            if (row.getBoolean(1)) {
              found.add(column[0] + "." + column[1]);
            }
          }
        }
      }
    }
    return found;
  }

  /** Files below a folder that hold any of the markers; what goes meanwhile is kept no more. */
  static List<Path> files(Path folder, String... markers) throws IOException {
    List<String> wanted = Stream.of(markers).map(m -> m.toLowerCase(Locale.ROOT)).toList();
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about)
              throws IOException {
            try {
              if (about.isRegularFile() && holds(file, wanted)) {
                found.add(file);
              }
            } catch (NoSuchFileException e) {
              // a segment of the log went
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // a checkpoint went
            }
            throw e;
          }
        });
    return found;
  }

  /** Reads piece by piece, each with the end of the last: files of a database are large. */
  private static boolean holds(Path file, List<String> wanted) throws IOException {
    int overlap = wanted.stream().mapToInt(String::length).max().orElse(1) - 1;
    try (InputStream in = Files.newInputStream(file)) {
      String end = "";
      for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        String text = end + new String(piece, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (wanted.stream().anyMatch(text::contains)) {
          return true;
        }
        end = text.substring(Math.max(0, text.length() - overlap));
      }
    }
    return false;
  }
}
