package org.chancery.server.api.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chancery.core.registry.Registry;
import org.jspecify.annotations.Nullable;

/** The files of a registry and their columns, as the outside contract names them. */
enum RegistryTable {
  ACTORS(
      "id",
      "kind",
      "name_en",
      "name_fr",
      "country",
      "organisation",
      "voice",
      "host",
      "wikidata",
      "note",
      "source",
      "checked"),
  ACCOUNTS("actor", "network", "handle", "native_id", "from", "to", "source", "checked"),
  TENURES("person", "office", "from", "to", "source", "checked"),
  COUNTRIES(
      "country",
      "name_en",
      "name_fr",
      "status",
      "capital",
      "point_lat",
      "point_lon",
      "languages",
      "source");

  private final List<String> columns;

  RegistryTable(String... columns) {
    this.columns = List.of(columns);
  }

  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  String file() {
    return slug() + ".csv";
  }

  List<String> columns() {
    return columns;
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
                          date(a.from()),
                          date(a.to()),
                          a.source(),
                          cell(a.checked())));
      case TENURES ->
          registry.tenures().stream()
              .map(
                  t ->
                      List.of(
                          t.person(),
                          t.office(),
                          date(t.from()),
                          date(t.to()),
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

  /** A whole UTC day as a date, else the instant. */
  private static String date(@Nullable Instant at) {
    if (at == null) {
      return "";
    }
    OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().toString()
        : at.toString();
  }
}
