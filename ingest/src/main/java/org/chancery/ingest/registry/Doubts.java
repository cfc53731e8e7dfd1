package org.chancery.ingest.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.jspecify.annotations.Nullable;

/** What somebody should look at: facts that are old, thin or missing. */
final class Doubts {
  /** Names that many countries' offices share: a reader cannot tell whose it is. */
  private static final Set<String> GENERIC =
      Set.of(
          "ministry of foreign affairs",
          "foreign ministry",
          "ministry of external affairs",
          "department of foreign affairs",
          "mfa",
          "government",
          "president",
          "prime minister",
          "presidency",
          "embassy",
          "permanent mission",
          "permanent representation",
          "consulate general",
          "parliament");

  private final Findings findings;
  private final Instant today;
  private final int staleYears;

  Doubts(Findings findings, LocalDate today, int staleYears) {
    this.findings = findings;
    this.today = Periods.start(today);
    this.staleYears = staleYears;
  }

  void look(Tables tables) {
    Stream.of(tables.actors(), tables.accounts(), tables.tenures())
        .flatMap(List::stream)
        .map(Line::row)
        .forEach(this::age);
    Stream.of(tables.countries(), tables.actors(), tables.accounts(), tables.tenures())
        .flatMap(List::stream)
        .map(Line::row)
        .forEach(this::source);
    Stream.of(tables.accounts(), tables.tenures())
        .flatMap(List::stream)
        .map(Line::row)
        .forEach(this::future);
    tables.accounts().forEach(this::address);
    names(tables.actors());
    items(tables.actors());
    countries(tables);
  }

  private void age(Row row) {
    String cell = row.cell("checked");
    if (cell.isEmpty()) {
      findings.add(row, FindingCode.NOT_CHECKED, "no date says when the source was checked");
      return;
    }
    Periods.read(cell)
        .ifPresent(
            checked -> {
              if (checked.isAfter(today)) {
                findings.add(
                    row, FindingCode.CHECKED_IN_FUTURE, "checked on " + cell + ", still to come");
              } else if (checked.isBefore(
                  today.atZone(ZoneOffset.UTC).minusYears(staleYears).toInstant())) {
                findings.add(
                    row,
                    FindingCode.CHECKED_LONG_AGO,
                    "checked on %s, more than %d %s ago"
                        .formatted(cell, staleYears, staleYears == 1 ? "year" : "years"));
              }
            });
  }

  private void future(Row row) {
    for (String column : List.of("from", "to")) {
      String cell = row.cell(column);
      if (Periods.read(cell).filter(at -> at.isAfter(today)).isPresent()) {
        findings.add(
            row,
            FindingCode.DATE_IN_FUTURE,
            "%s is %s, still to come: planned, not a fact".formatted(column, cell));
      }
    }
  }

  private void address(Line<AccountRow> line) {
    if (line.value().network() == Network.FEED) {
      PublicHosts.fault(line.value().handle())
          .ifPresent(
              fault ->
                  findings.add(
                      line.row(),
                      FindingCode.PRIVATE_ADDRESS,
                      "the feed %s is not on the public internet (%s) and is asked only where permit: names it"
                          .formatted(Wording.shown(line.value().handle()), fault)));
    }
  }

  private void source(Row row) {
    if (row.cell("source").startsWith("unconfirmed:")) {
      findings.add(row, FindingCode.UNCONFIRMED_SOURCE, "its source says that it is unconfirmed");
    }
  }

  private void names(List<Line<Actor>> actors) {
    Map<String, Row> seen = new HashMap<>();
    for (Line<Actor> line : actors) {
      Actor actor = line.value();
      String name = actor.nameEn().toLowerCase(Locale.ROOT);
      String note = actor.note() == null ? "" : actor.note();
      Row first = seen.putIfAbsent(name, line.row());
      if (line.row().cell("name_fr").isEmpty()) {
        findings.add(
            line.row(),
            FindingCode.NO_FRENCH_NAME,
            "name_fr is empty; name_en stands in its place");
      }
      if (GENERIC.contains(name)) {
        generic(line, "name_en %s does not say whose".formatted(Wording.shown(actor.nameEn())));
      } else if (first != null) {
        generic(
            line,
            "name_en %s is also that of %s, line %d"
                .formatted(Wording.shown(actor.nameEn()), first.file(), first.line()));
      } else if (note.contains("generic name") || note.contains("name generic")) {
        generic(line, "the note says that a name is generic");
      }
    }
  }

  private void items(List<Line<Actor>> actors) {
    Map<String, Line<Actor>> seen = new HashMap<>();
    for (Line<Actor> line : actors) {
      String item = line.value().wikidata();
      Line<Actor> first = item == null ? null : seen.putIfAbsent(item, line);
      if (first != null) {
        findings.add(
            line.row(),
            FindingCode.WIKIDATA_TWICE,
            "%s is also that of %s, %s, line %d"
                .formatted(item, first.value().id(), first.row().file(), first.row().line()));
      }
    }
  }

  private void generic(Line<Actor> line, String message) {
    findings.add(line.row(), FindingCode.GENERIC_NAME, message);
  }

  private void countries(Tables tables) {
    Map<String, Line<Actor>> actors = tables.actorsById();
    Set<String> heard = new HashSet<>();
    for (Line<AccountRow> line : tables.accounts()) {
      Line<Actor> actor = actors.get(line.value().actor());
      addCountry(heard, actor == null ? null : actor.value().country());
    }
    Set<String> withMinistry = new HashSet<>();
    for (Line<Actor> line : tables.actors()) {
      if (line.value().kind() == ActorKind.FOREIGN_MINISTRY) {
        addCountry(withMinistry, line.value().country());
      }
    }
    tables
        .countriesByCode()
        .forEach(
            (code, line) -> {
              if (!heard.contains(code)) {
                findings.add(
                    line.row(),
                    FindingCode.COUNTRY_WITHOUT_ACCOUNT,
                    code + " has no account: nothing of it will be heard");
              }
              if (!withMinistry.contains(code) && !line.value().status().equals("territory")) {
                findings.add(
                    line.row(),
                    FindingCode.COUNTRY_WITHOUT_MINISTRY,
                    code + " has no actor of kind foreign-ministry");
              }
            });
  }

  private static void addCountry(Set<String> countries, @Nullable String code) {
    if (code != null) {
      countries.add(code);
    }
  }
}
