package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chancery.core.event.RejectReason.MALFORMED;
import static org.chancery.core.event.RejectReason.TOO_LARGE;
import static org.chancery.core.event.RejectReason.UNKNOWN_TYPE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each text of JSONTestSuite as the value of an event's key, and as a line of its own. */
class JsonTestSuiteTest {
  private static final String GOOD =
      "{\"type\":\"post\",\"network\":\"x\",\"id\":\"1\",\"account\":{\"handle\":\"a\"},"
          + "\"created\":\"2020-01-01T00:00:00Z\",\"text\":\"\"";

  @TempDir Path folder;

  @Test
  void what_must_be_refused_is_refused_and_the_next_line_is_read() throws IOException {
    int cases = 0;
    for (Path file : cases("n_")) {
      if (Files.size(file) < 2 || file.toString().contains("BOM_no_data")) {
        continue; // no text or a blank: a blank line is no record
      }
      cases++;
      List<ReadItem> items = Reading.all(line(file, '\n'), FileFormat.EVENTS);
      assertThat(items).as(file.toString()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(Reading.cause(items.get(0))).as(file.toString()).isIn(MALFORMED, TOO_LARGE);
      assertThat(Reading.rejected(items.get(0)).detail()).hasSizeBetween(5, 220);
      assertThat(Reading.post(items.getLast()).id()).isEqualTo("1");
    }
    assertThat(cases).isGreaterThan(100);
  }

  @Test
  void what_must_be_accepted_is_read() throws IOException {
    for (Path file : cases("y_")) {
      ReadItem item = Reading.all(line(file, ' '), FileFormat.EVENTS).getFirst();
      boolean twice = file.toString().contains("duplicated_key");
      assertThat(Reading.cause(item))
          .as(file + ": " + Reading.rejected(item).detail())
          .isEqualTo(twice ? MALFORMED : UNKNOWN_TYPE);
    }
  }

  @Test
  void what_is_undefined_does_no_harm() throws IOException {
    for (Path file : cases("i_")) {
      List<ReadItem> items = Reading.all(line(file, ' '), FileFormat.EVENTS);
      assertThat(items).as(file.toString()).isNotEmpty();
    }
  }

  @Test
  void arrays_of_such_texts_end() throws IOException {
    for (Path file : cases("")) {
      Path array = Reading.write(folder, Files.readAllBytes(file));
      for (FileFormat format : List.of(FileFormat.X_V1, FileFormat.X_V2)) {
        assertThat(Reading.all(array, format).stream().map(Reading::cause))
            .as(file.toString())
            .isNotNull();
      }
    }
  }

  /** The text with its line ends replaced, which are blanks in JSON, and a good event after it. */
  private Path line(Path file, char lineEnd) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte b : Files.readAllBytes(file)) {
      out.write(b == '\n' ? lineEnd : b);
    }
    out.write(("\n" + GOOD + "}\n").getBytes(StandardCharsets.UTF_8));
    return Reading.write(folder, out.toByteArray());
  }

  static List<Path> cases(String prefix) throws IOException {
    Path suite = Reading.shared("corpora/JSONTestSuite/test_parsing");
    try (Stream<Path> files = Files.list(suite)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
  }
}
