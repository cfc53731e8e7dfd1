package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.MALFORMED;
import static org.chancery.core.event.RejectReason.TOO_LARGE;

import java.io.UncheckedIOException;
import java.util.List;
import org.chancery.core.event.Parsed;
import org.chancery.ingest.source.JsonEntrance;
import org.chancery.ingest.source.JsonEntrance.Verdict;
import org.jspecify.annotations.Nullable;

/** Where JSON comes in files. */
public final class FileEntrances {
  private static final ColumnMap MAP =
      ColumnMap.parse(
          "format: jsonl\nnetwork: =x\nid: id\naccount.handle: user\ncreated: created_at\ntext: text\n");

  private FileEntrances() {}

  public static final List<JsonEntrance> ALL =
      List.of(
          file("events", FileFormat.EVENTS, null, "{\"x\":"),
          file(
              "jsonl by a map",
              FileFormat.JSONL,
              MAP,
              "{\"id\":\"1\",\"user\":\"a\",\"created_at\":\"2026-01-01T00:00:00Z\",\"text\":\"t\",\"x\":"),
          file("x-v1", FileFormat.X_V1, null, "{\"id_str\":\"1\",\"x\":"),
          file("x-v2", FileFormat.X_V2, null, "{\"data\":[],\"x\":"));

  private static JsonEntrance file(
      String name, FileFormat format, @Nullable ColumnMap map, String head) {
    return new JsonEntrance(
        name,
        head,
        true,
        true,
        input -> {
          try {
            return verdict(
                Reading.all(
                    Reading.write(input.folder(), input.text()), format, map, Reading.OPTIONS));
          } catch (UncheckedIOException e) { // not one record has what the map names
            return Verdict.refused(e.getCause().getMessage());
          }
        });
  }

  private static Verdict verdict(List<ReadItem> items) {
    for (ReadItem item : items) {
      if (item.parsed() instanceof Parsed.Rejected(var why, String detail)
          && (why == MALFORMED || why == TOO_LARGE)) {
        return Verdict.refused(detail);
      }
    }
    return Verdict.READ;
  }
}
