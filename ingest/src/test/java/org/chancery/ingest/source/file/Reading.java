package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.chancery.core.event.Event;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** What tests of readers have in common. */
final class Reading {
  static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"));
  static final ReadOptions OPTIONS = ReadOptions.at(NOW);

  private Reading() {}

  /** A folder or file of real data; the test is left out where it is absent. */
  static Path shared(String path) {
    Path file = Path.of(System.getProperty("chancery.shared", "../../shared"), path);
    Assumptions.assumeTrue(Files.exists(file), "left out, there is no " + file);
    return file;
  }

  static List<ReadItem> all(
      Path file, FileFormat format, @Nullable ColumnMap map, ReadOptions options) {
    List<ReadItem> items = new ArrayList<>();
    try (EventFileReader reader = EventFiles.open(file, format, map, options)) {
      long before = 0;
      while (reader.next(items::add)) {
        assertThat(reader.position()).isEqualTo(++before);
        assertThat(items.getLast().record()).isEqualTo(before);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return items;
  }

  static List<ReadItem> all(Path file, FileFormat format) {
    return all(file, format, null, OPTIONS);
  }

  static List<ReadItem> text(Path folder, FileFormat format, String text) {
    return all(write(folder, text.getBytes(StandardCharsets.UTF_8)), format);
  }

  static Path write(Path folder, byte[] bytes) {
    try {
      return Files.write(Files.createTempFile(folder, "file", ""), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  static Event event(ReadItem item) {
    assertThat(item.parsed()).isInstanceOf(Parsed.Ok.class);
    return ((Parsed.Ok) item.parsed()).event();
  }

  static PostSeen post(ReadItem item) {
    return (PostSeen) event(item);
  }

  static RejectReason cause(ReadItem item) {
    return rejected(item).why();
  }

  static Parsed.Rejected rejected(ReadItem item) {
    assertThat(item.parsed()).isInstanceOf(Parsed.Rejected.class);
    return (Parsed.Rejected) item.parsed();
  }

  static List<String> outcomes(List<ReadItem> items) {
    return items.stream()
        .map(
            item ->
                item.line()
                    + (item.embedded() ? " inner " : " ")
                    + switch (item.parsed()) {
                      case Parsed.Ok(Event e) -> e instanceof PostSeen p ? p.id() : e.eventId();
                      case Parsed.Rejected r -> r.why().name();
                      case Parsed.Foreign f -> "FOREIGN";
                    })
        .toList();
  }
}
