package org.chancery.ingest.registry.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.registry.list.Candidate.AccountFact;
import org.chancery.ingest.registry.list.Candidate.TenureFact;

/** Any table, by the columns that the person who imports names. */
final class MappedCsvList {
  private final Handed handed;
  private final ActorColumns columns;
  private final Collector collector;

  MappedCsvList(Handed handed, ActorColumns columns, Collector collector) {
    this.handed = handed;
    this.columns = columns;
    this.collector = collector;
  }

  void read(ListFile file) {
    CsvTable.rows(file, columns.separator(), columns.needed(), collector).forEach(this::row);
  }

  private void row(CsvTable.Row row) {
    Optional<String> name = collector.name(row.file(), row.line(), columns.value("name", row));
    Optional<ActorKind> kind = ActorKind.find(columns.value("kind", row));
    Optional<Voice> voice =
        Arrays.stream(Voice.values())
            .filter(v -> v.slug().equals(columns.value("voice", row).toLowerCase(Locale.ROOT)))
            .findFirst();
    if (kind.isEmpty()) {
      List<String> kinds = Arrays.stream(ActorKind.values()).map(ActorKind::slug).toList();
      String given = columns.value("kind", row);
      reject(
          row,
          RejectCause.UNKNOWN_KIND,
          "%s is no kind of actor.%s"
              .formatted(Wording.shown(given), Wording.didYouMean(given, kinds)));
    }
    if (voice.isEmpty()) {
      reject(
          row,
          RejectCause.UNKNOWN_VOICE,
          "voice is institution or person; was " + Wording.shown(columns.value("voice", row)));
    }
    if (name.isEmpty() || kind.isEmpty() || voice.isEmpty() || !isKnown(row, "country")) {
      return;
    }
    Candidate.Proof proof = proof(row);
    String other = collector.text(row.file(), row.line(), columns.value("other_name", row));
    collector.add(
        new Candidate(
            new Candidate.Place(ListFormat.CSV.slug(), row.file(), row.row(), row.line(), ""),
            kind.get(),
            voice.get(),
            other == null ? List.of(name.get()) : List.of(name.get(), other),
            text(row, "name_fr"),
            false,
            country(row, "country").orElse(null),
            text(row, "organisation"),
            isKnown(row, "host") ? country(row, "host").orElse(null) : null,
            MissionType.find(columns.value("mission", row))
                .map(type -> new Candidate.Mission(type, text(row, "city")))
                .orElse(null),
            collector.wikidata(row.file(), row.line(), columns.value("wikidata", row)).orElse(null),
            text(row, "website"),
            text(row, "note"),
            accounts(row, proof),
            tenures(row, proof),
            proof));
  }

  private Candidate.Proof proof(CsvTable.Row row) {
    String source = text(row, "source");
    String checked = collector.date(row.file(), row.line(), columns.value("checked", row));
    return new Candidate.Proof(
        source == null ? handed.source() : source, checked == null ? handed.checked() : checked);
  }

  private @org.jspecify.annotations.Nullable String text(CsvTable.Row row, String key) {
    return collector.text(row.file(), row.line(), columns.value(key, row));
  }

  private Optional<String> country(CsvTable.Row row, String key) {
    return handed.countries().find(columns.value(key, row));
  }

  private boolean isKnown(CsvTable.Row row, String key) {
    String given = columns.value(key, row);
    if (given.isBlank() || country(row, key).isPresent()) {
      return true;
    }
    reject(
        row,
        RejectCause.UNKNOWN_COUNTRY,
        "%s %s is no country of the registry".formatted(key, Wording.shown(given)));
    return false;
  }

  private List<AccountFact> accounts(CsvTable.Row row, Candidate.Proof proof) {
    List<AccountFact> accounts = new ArrayList<>();
    for (Network network : Network.values()) {
      collector.account(
          accounts,
          row.file(),
          row.line(),
          network,
          columns.value(network.slug(), row),
          columns.value(network.slug() + "_id", row),
          proof);
    }
    return accounts;
  }

  private List<TenureFact> tenures(CsvTable.Row row, Candidate.Proof proof) {
    Optional<ActorKind> office = ActorKind.find(columns.value("office", row));
    Optional<String> of = country(row, "office_country").or(() -> country(row, "country"));
    if (office.isEmpty() || of.isEmpty()) {
      return List.of();
    }
    return collector
        .tenure(
            row.file(),
            row.line(),
            office.get(),
            of.get(),
            collector.date(row.file(), row.line(), columns.value("from", row)),
            columns.value("to", row),
            proof)
        .stream()
        .toList();
  }

  private void reject(CsvTable.Row row, RejectCause cause, String message) {
    collector.reject(row.file(), row.line(), cause, message);
  }
}
