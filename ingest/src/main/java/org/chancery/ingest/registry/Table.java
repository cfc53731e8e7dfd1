package org.chancery.ingest.registry;

import java.util.List;
import java.util.Locale;

/** The four files of a registry folder and their columns. */
public enum Table {
  COUNTRIES(
      "country name_en name_fr status capital point_lat point_lon languages source",
      "country name_en name_fr status point_lat point_lon source"),
  ACTORS(
      "id kind name_en name_fr country organisation voice host wikidata note source checked",
      "id kind name_en voice source"),
  ACCOUNTS("actor network handle native_id from to source checked", "actor network handle source"),
  TENURES("person office from to source checked", "person office source");

  private final List<String> columns;
  private final List<String> required;

  Table(String columns, String required) {
    this.columns = List.of(columns.split(" "));
    this.required = List.of(required.split(" "));
  }

  /** File name without ending. */
  public String baseName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Columns that must be there and whose cells must not be empty. */
  List<String> required() {
    return required;
  }

  /** All of them, in the order in which the files are written. */
  public List<String> columns() {
    return columns;
  }
}
