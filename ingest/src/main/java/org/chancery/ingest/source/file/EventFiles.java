package org.chancery.ingest.source.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;

/** Opens files of posts. Thread-safe; the readers are not. */
public final class EventFiles {
  /** Room above the longest record, so that its last byte is seen. */
  private static final int LIMIT = EventFileReader.MAX_RECORD_BYTES + 1;

  private EventFiles() {}

  /**
   * Opens a file, plain, gzip or zstd.
   *
   * @param map needed for {@link FileFormat#CSV} and {@link FileFormat#JSONL}, else null
   * @throws UnusableFileException when the file as a whole cannot be read so: the message tells why
   */
  public static EventFileReader open(
      Path file, FileFormat format, @Nullable ColumnMap map, ReadOptions options)
      throws IOException {
    if (format.needsMap() && (map == null || map.format() != format)) {
      throw new UnusableFileException(
          "%s: %s is read by a column map with format: %s, give it by --map"
              .formatted(file, format.slug(), format.slug()));
    }
    Charset encoding = map == null ? null : map.encoding();
    Sample sample = Sample.of(file, encoding);
    Inputs inputs = Inputs.open(file, encoding);
    try {
      return switch (format) {
        case CSV, RTWEET -> csv(file, inputs, sample, map, options);
        case EVENTS -> json(inputs, sample, JsonLayout.LINES, new EventShape(options));
        case X_V2 -> json(inputs, sample, JsonLayout.of(sample), new XV2Shape(options));
        case TELEGRAM -> telegram(inputs, sample, options);
        case X_V1 -> {
          JsonLayout layout = JsonLayout.of(sample);
          boolean own = layout == JsonLayout.ARCHIVE && options.account() == null;
          ReadOptions known = own ? options.withAccount(ArchiveAccount.beside(file)) : options;
          yield json(inputs, sample, layout, new XV1Shape(known));
        }
        case JSONL -> {
          ColumnMap columns = java.util.Objects.requireNonNull(map);
          checkPaths(file, columns, sample);
          yield json(inputs, sample, JsonLayout.of(sample), mapped(columns, options));
        }
      };
    } catch (IOException | RuntimeException e) {
      inputs.close();
      throw e;
    }
  }

  private static EventFileReader json(
      Inputs inputs, Sample sample, JsonLayout layout, JsonShape shape) throws IOException {
    JsonFrames frames = layout.frames(new ByteWindow(inputs.text(), LIMIT));
    return new FramedReader(
        inputs,
        frames,
        out -> {
          Json.Result result = Json.parse(frames.buffer(), frames.from(), frames.to());
          if (result.problem() != null) {
            out.main(result.problem());
          } else if (result.node() != null) {
            shape.read(result.node(), out);
          }
        },
        () -> notes(sample, null, null));
  }

  private static EventFileReader telegram(Inputs inputs, Sample sample, ReadOptions options)
      throws IOException {
    TelegramFrames frames = new TelegramFrames(new ByteWindow(inputs.text(), LIMIT));
    return new FramedReader(
        inputs,
        frames,
        out -> {
          Json.Result result = frames.parsed();
          if (result.problem() != null) {
            out.main(result.problem());
          } else if (result.node() != null) {
            new TelegramMessage(options, frames.chat()).read(result.node(), out);
          }
        },
        () -> notes(sample, null, null));
  }

  private static JsonShape mapped(ColumnMap map, ReadOptions options) {
    MapJsonRow row = new MapJsonRow(map);
    MapPost posts = new MapPost(map, options);
    return (record, out) -> {
      if (record.isObject()) {
        out.main(posts.read(row.at(record)));
      } else {
        out.reject(
            RejectReason.UNKNOWN_TYPE, "a record is an object, this is " + Words.kind(record));
      }
    };
  }

  private static EventFileReader csv(
      Path file, Inputs inputs, Sample sample, @Nullable ColumnMap map, ReadOptions options)
      throws IOException {
    char quote = map == null || map.quote() == null ? '"' : map.quote();
    List<String> first = sample.lines(1);
    CsvDialect found = CsvDialect.guess(first.isEmpty() ? "" : first.getFirst(), quote);
    CsvDialect dialect =
        map == null || map.separator() == null ? found : new CsvDialect(map.separator(), quote);
    boolean told = sample.marked() != null || map != null && map.encoding() != null;
    CsvText text = told ? CsvText.utf8() : CsvText.guess(sample.bytes());
    CsvFrames frames = new CsvFrames(new ByteWindow(inputs.text(), LIMIT), dialect, text);
    List<String> header = frames.header();
    if (header == null) {
      throw new UnusableFileException(file + " has no row of column names");
    }
    if (map == null) {
      if (!RtweetColumns.recognises(header)) {
        throw new UnusableFileException(
            file + " has not the columns of rtweet (status_id, screen_name, created_at, text, …)");
      }
      RtweetPost posts = new RtweetPost(options, new RtweetColumns(header));
      return new FramedReader(
          inputs, frames, out -> posts.read(frames.row(), out), () -> notes(sample, text, dialect));
    }
    MapCsvRow row = new MapCsvRow(map, header);
    MapPost posts = new MapPost(map, options);
    return new FramedReader(
        inputs,
        frames,
        out -> out.main(posts.read(row.at(frames.row()))),
        () -> notes(sample, text, dialect));
  }

  /** A required path that no record of the head has is a wrong map, not a file of bad records. */
  private static void checkPaths(Path file, ColumnMap map, Sample sample) throws IOException {
    Map<String, String> paths = SamplePaths.of(sample);
    if (paths.isEmpty()) {
      return;
    }
    for (String key : Set.of("id", "created", "text", "network")) {
      String path = map.columns().get(key);
      if (path != null && !path.startsWith("=") && !paths.containsKey(path)) {
        throw new UnusableFileException(
            "%s: the map takes %s from %s, which the first records have not%s"
                .formatted(file, key, Texts.quote(path), Words.didYouMean(path, paths.keySet())));
      }
    }
  }

  private static List<String> notes(
      Sample sample, @Nullable CsvText text, @Nullable CsvDialect dialect) {
    List<String> notes = new ArrayList<>();
    if (!sample.compression().isEmpty()) {
      notes.add("Compressed with " + sample.compression());
    }
    if (sample.marked() != null && !sample.marked().equals(StandardCharsets.UTF_8)) {
      notes.add("Encoding by its byte order mark: " + sample.marked());
    }
    if (dialect != null) {
      notes.add("Separator: " + dialect.separatorName());
    }
    if (text != null) {
      notes.addAll(text.notes());
    }
    return List.copyOf(notes);
  }
}
