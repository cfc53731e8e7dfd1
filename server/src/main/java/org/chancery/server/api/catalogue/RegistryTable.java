package org.chancery.server.api.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.Periods;
import org.chancery.ingest.registry.Table;
import org.jspecify.annotations.Nullable;

/** The files of a registry and their columns, as the outside contract names them. */
enum RegistryTable {
  ACTORS(Table.ACTORS),
  ACCOUNTS(Table.ACCOUNTS),
  TENURES(Table.TENURES),
  COUNTRIES(Table.COUNTRIES);

  private final Table table;

  RegistryTable(Table table) {
    this.table = table;
  }

  String slug() {
    return table.baseName();
  }

  String file() {
    return slug() + ".csv";
  }

  List<String> columns() {
    return table.columns();
  }

  /** The cells of each row, in the order of the registry; nothing where nothing is known. */
  Stream<List<String>> rows(Registry registry) {
    return switch (this) {
      case ACTORS ->
          registry.actors().stream()
              .map(
                  a ->
                      List.of(
                          a.id(),
                          a.kind().slug(),
                          a.nameEn(),
                          a.nameFr(),
                          cell(a.country()),
                          cell(a.organisation()),
                          a.voice().slug(),
                          cell(a.host()),
                          cell(a.wikidata()),
                          cell(a.note()),
                          a.source(),
                          cell(a.checked())));
      case ACCOUNTS ->
          registry.accounts().stream()
              .map(
                  a ->
                      List.of(
                          a.actor(),
                          a.network().slug(),
                          a.handle(),
                          cell(a.nativeId()),
                          Periods.written(a.from()),
                          Periods.written(a.to()),
                          a.source(),
                          cell(a.checked())));
      case TENURES ->
          registry.tenures().stream()
              .map(
                  t ->
                      List.of(
                          t.person(),
                          t.office(),
                          Periods.written(t.from()),
                          Periods.written(t.to()),
                          t.source(),
                          cell(t.checked())));
      case COUNTRIES ->
          registry.countries().stream()
              .map(
                  c ->
                      List.of(
                          c.code(),
                          c.nameEn(),
                          c.nameFr(),
                          c.status(),
                          cell(c.capital()),
                          number(c.pointLat()),
                          number(c.pointLon()),
                          String.join(";", c.languages()),
                          c.source()));
    };
  }

  private static String cell(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** As people write it: 18, not 18.0, and never with an exponent. */
  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
