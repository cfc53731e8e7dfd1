package org.chancery.ingest.source.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record seen through a column map, asked by neutral names. */
interface MapRow {
  /** The value as the file writes it; null where the map or the record has none. */
  @Nullable String text(String key);

  /** The values of a list; null where the map or the record does not have the list. */
  @Nullable List<String> list(String key);
}
