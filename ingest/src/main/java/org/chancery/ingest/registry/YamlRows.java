package org.chancery.ingest.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Rows of a YAML file: a list of maps whose keys are the columns; a list of words ({@code
 * languages: [fr, en]}) is one cell. Read as a stream, and every scalar as it is written, so that
 * the country code or language {@code no} stays a word and aliases cannot multiply.
 */
final class YamlRows {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final String SHAPE =
      "the file must be a list of maps (\"- id: fr-mfa\") whose values are words or lists of words";

  private YamlRows() {}

  static List<Row> read(Path file, Table table, String text, Findings findings) {
    List<Row> rows = new ArrayList<>();
    try (JsonParser parser =
        YAML.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        findings.add(file, 0, FindingCode.NO_HEADER, SHAPE);
        return rows;
      }
      if (first != JsonToken.START_ARRAY) {
        return bad(file, parser, rows, findings);
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        int line = line(parser);
        Map<String, String> cells = new LinkedHashMap<>();
        if (!cells(parser, cells)) {
          return bad(file, parser, rows, findings);
        }
        cells.keySet().stream()
            .filter(column -> !table.columns().contains(column))
            .forEach(
                column ->
                    findings.add(
                        file,
                        line,
                        FindingCode.UNKNOWN_COLUMN,
                        CsvRows.unknownColumn(table, column)));
        rows.add(new Row(file, line, cells));
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        return bad(file, parser, rows, findings);
      }
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      findings.add(file, line, FindingCode.BAD_FORMAT, "no YAML; " + SHAPE);
    }
    return rows;
  }

  private static List<Row> bad(Path file, JsonParser parser, List<Row> rows, Findings findings) {
    findings.add(file, line(parser), FindingCode.BAD_FORMAT, SHAPE);
    return rows;
  }

  private static int line(JsonParser parser) {
    return Math.max(0, parser.currentTokenLocation().getLineNr());
  }

  /** Reads up to the end of the map; false when a value is neither a word nor a list of words. */
  private static boolean cells(JsonParser parser, Map<String, String> cells) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String column = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_ARRAY) {
        List<String> words = new ArrayList<>();
        for (value = parser.nextToken(); value.isScalarValue(); value = parser.nextToken()) {
          words.add(parser.getString());
        }
        if (value != JsonToken.END_ARRAY) {
          return false;
        }
        cells.put(column, String.join(";", words));
      } else if (value != null && value.isScalarValue()) {
        String word = value == JsonToken.VALUE_NULL ? "" : parser.getString().strip();
        cells.put(column, word.equals("~") ? "" : word);
      } else {
        return false;
      }
    }
    return parser.currentToken() == JsonToken.END_OBJECT;
  }
}
