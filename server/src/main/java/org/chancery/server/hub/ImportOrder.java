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
   */
  public record Item(String path, FileFormat format, @Nullable String map) {}
}
