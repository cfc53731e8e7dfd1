package org.chancery.ingest.source;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.Parsed;
import org.chancery.ingest.source.file.ColumnMap;
import org.chancery.ingest.source.file.EventFileReader;
import org.chancery.ingest.source.file.EventFiles;
import org.chancery.ingest.source.file.FileAccount;
import org.chancery.ingest.source.file.FileFormat;
import org.chancery.ingest.source.file.ReadItem;
import org.chancery.ingest.source.file.ReadOptions;
import org.chancery.ingest.source.file.RejectsFile;
import org.jspecify.annotations.Nullable;

/**
 * Files, one after the other. The cursor is the file's number and the records read of it.
 *
 * @param began when the import began: names the rejects file and bounds times in the future
 * @param meter told how far reading came
 */
public record FileTap(
    String source, List<Input> inputs, String rejectsFolder, Instant began, Meter meter)
    implements Tap {
  private static final int MOST_RECORDS = 500;

  /**
   * One file and how to read it.
   *
   * @param map column map as YAML, for CSV and JSONL
   * @param account whose posts they are, {@code network:handle}, for files that do not say it
   */
  public record Input(
      String path, FileFormat format, @Nullable String map, @Nullable String account, long bytes)
      implements Serializable {
    ReadOptions options(InstantSource now) {
      ReadOptions plain = ReadOptions.at(now);
      return account == null ? plain : plain.withAccount(FileAccount.parse(account));
    }
  }

  /** Is told how far reading came. Called by the reading thread. */
  @FunctionalInterface
  public interface Meter extends Serializable {
    /**
     * @param share of all files' bytes, 0..1
     */
    void read(long records, double share);
  }

  public FileTap {
    inputs = List.copyOf(inputs);
  }

  @Override
  public @Nullable Network network() {
    return null;
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public TapReader open(@Nullable String cursor, String part) throws IOException {
    return new Reader(this, cursor);
  }

  private static final class Reader implements TapReader {
    private final FileTap tap;
    private final RejectsFile rejects;
    private final double bytes;
    private int file;
    private double bytesBefore;
    private long records;
    private @Nullable EventFileReader open;

    Reader(FileTap tap, @Nullable String cursor) throws IOException {
      this.tap = tap;
      this.rejects = RejectsFile.in(Path.of(tap.rejectsFolder()), tap.began());
      this.bytes = Math.max(1, tap.inputs().stream().mapToLong(Input::bytes).sum());
      if (cursor != null) {
        String[] place = cursor.split(":");
        file = Integer.parseInt(place[0]);
        for (int i = 0; i < file; i++) {
          bytesBefore += tap.inputs().get(i).bytes();
        }
        if (file < tap.inputs().size()) {
          openFile().skip(Long.parseLong(place[1]));
        }
      }
    }

    private EventFileReader openFile() throws IOException {
      Input input = tap.inputs().get(file);
      ColumnMap map = input.map() == null ? null : ColumnMap.parse(input.map());
      InstantSource now = InstantSource.fixed(tap.began());
      open = EventFiles.open(Path.of(input.path()), input.format(), map, input.options(now));
      return open;
    }

    @Override
    public TapBatch poll() throws IOException {
      if (file >= tap.inputs().size()) {
        rejects.flush();
        return new TapBatch(List.of(), cursor(0), Map.of(), List.of(), "finished", null, true);
      }
      EventFileReader reader = open == null ? openFile() : open;
      List<Event> events = new ArrayList<>(MOST_RECORDS);
      Map<String, Long> counts = new TreeMap<>();
      boolean more = true;
      for (int i = 0; i < MOST_RECORDS && more; i++) {
        List<ReadItem> items = new ArrayList<>(2);
        more = reader.next(items::add);
        if (more) {
          counts.merge("records", 1L, Long::sum);
          records++;
        }
        for (ReadItem item : items) {
          take(item, events, counts);
        }
      }
      rejects.flush();
      tap.meter().read(records, (bytesBefore + reader.share() * size(file)) / bytes);
      String cursor = cursor(reader.position());
      if (!more) {
        reader.close();
        open = null;
        bytesBefore += size(file);
        file++;
        cursor = cursor(0);
      }
      return new TapBatch(events, cursor, counts, List.of(), "loading", null, false);
    }

    private long size(int index) {
      return tap.inputs().get(index).bytes();
    }

    private String cursor(long position) {
      return file + ":" + position;
    }

    private void take(ReadItem item, List<Event> events, Map<String, Long> counts)
        throws IOException {
      switch (item.parsed()) {
        case Parsed.Ok(Event event) -> {
          events.add(event);
          counts.merge(item.embedded() ? "embedded" : "accepted", 1L, Long::sum);
        }
        case Parsed.Rejected rejected -> {
          rejects.add(Path.of(tap.inputs().get(file).path()), item.line(), rejected);
          counts.merge(rejected.why().name(), 1L, Long::sum);
        }
        case Parsed.Foreign foreign -> counts.merge("foreign", 1L, Long::sum);
      }
    }

    @Override
    public void close() throws IOException {
      if (open != null) {
        open.close();
      }
      rejects.close();
    }
  }
}
