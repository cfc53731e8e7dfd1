package org.chancery.server.hub;

import java.util.List;
import org.chancery.ingest.source.file.FileFormat;
import org.jspecify.annotations.Nullable;

/** What is to be imported: files with the format of each, decided before any work begins. */
public record ImportOrder(List<Item> items) {
  public ImportOrder {
    items = List.copyOf(items);
  }

  /**
   * One file.
   *
   * @param path absolute
   * @param map column map as YAML for CSV and JSONL
   * @param account whose posts they are, {@code network:handle}, for files that do not say it
   */
  public record Item(
      String path, FileFormat format, @Nullable String map, @Nullable String account) {
    public Item(String path, FileFormat format, @Nullable String map) {
      this(path, format, map, null);
    }
  }
}
