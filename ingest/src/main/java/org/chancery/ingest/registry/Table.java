package org.chancery.ingest.registry;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The four files of a registry folder and their columns. */
enum Table {
  COUNTRIES(
      List.of("country", "name_en", "name_fr", "status", "point_lat", "point_lon", "source"),
      List.of("capital", "languages")),
  ACTORS(
      List.of("id", "kind", "name_en", "voice", "source"),
      List.of("name_fr", "country", "organisation", "host", "wikidata", "note", "checked")),
  ACCOUNTS(
      List.of("actor", "network", "handle", "source"),
      List.of("native_id", "from", "to", "checked")),
  TENURES(List.of("person", "office", "source"), List.of("from", "to", "checked"));

  private final List<String> required;
  private final List<String> optional;

  Table(List<String> required, List<String> optional) {
    this.required = required;
    this.optional = optional;
  }

  /** File name without ending. */
  String baseName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Columns that must be there and whose cells must not be empty. */
  List<String> required() {
    return required;
  }

  List<String> columns() {
    return Stream.concat(required.stream(), optional.stream()).toList();
  }
}
