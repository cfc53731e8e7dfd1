package org.chancery.ingest.source.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a CSV seen through a map of columns. */
final class MapCsvRow implements MapRow {
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, String> literals = new HashMap<>();
  private List<String> row = List.of();

  /** Fails in words when the map names a column that the header has not. */
  MapCsvRow(ColumnMap map, List<String> header) throws UnusableFileException {
    for (Map.Entry<String, String> entry : map.columns().entrySet()) {
      String column = entry.getValue();
      int place = header.indexOf(column);
      if (column.startsWith("=")) {
        literals.put(entry.getKey(), column.substring(1));
      } else if (place >= 0) {
        places.put(entry.getKey(), place);
      } else {
        throw new UnusableFileException(
            "the map takes %s from the column %s, which the file has not%s"
                .formatted(entry.getKey(), Texts.quote(column), Words.didYouMean(column, header)));
      }
    }
  }

  MapCsvRow at(List<String> fields) {
    row = fields;
    return this;
  }

  @Override
  public @Nullable String text(String key) {
    Integer place = places.get(key);
    String value = place == null ? literals.get(key) : row.get(place);
    return value == null || value.isEmpty() ? null : Texts.unescapeR(value);
  }

  @Override
  public @Nullable List<String> list(String key) {
    String value = text(key);
    boolean has = places.containsKey(key) || literals.containsKey(key);
    return value == null ? (has ? List.of() : null) : Lists.split(key, value);
  }
}
