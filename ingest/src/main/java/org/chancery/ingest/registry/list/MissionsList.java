package org.chancery.ingest.registry.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.registry.list.Candidate.AccountFact;

/** The table of the world's missions that database-of-embassies draws from Wikidata. */
final class MissionsList {
  static final List<String> COLUMNS =
      List.of("operator", "country", "city", "website", "twitter", "facebook", "type", "QID");

  private static final String HOLY_SEE = "VAT";

  private final Handed handed;
  private final Collector collector;

  MissionsList(Handed handed, Collector collector) {
    this.handed = handed;
    this.collector = collector;
  }

  void read(ListFile file) {
    CsvTable.rows(file, ';', COLUMNS, collector).forEach(this::row);
  }

  private void row(CsvTable.Row row) {
    Optional<MissionType> type = MissionType.find(row.cell("type"));
    if (type.isEmpty()) {
      reject(row, RejectCause.UNKNOWN_TYPE, "no type of mission is " + shown(row, "type"));
      return;
    }
    Optional<String> sending = country(row, "operator");
    Optional<String> receiving = toHolySee(row) ? Optional.of(HOLY_SEE) : country(row, "country");
    if (sending.isEmpty() || receiving.isEmpty()) {
      return;
    }
    if (sending.get().equals(receiving.get())) {
      reject(
          row,
          RejectCause.SAME_COUNTRY,
          "operator and country are both %s".formatted(sending.get()));
      return;
    }
    Optional<String> item = collector.wikidata(row.file(), row.line(), row.cell("QID"));
    Candidate.Proof proof = item.map(q -> handed.proof("Wikidata " + q)).orElse(handed.proof());
    String city = collector.text(row.file(), row.line(), row.cell("city"));
    MissionName name =
        new MissionName(handed.countries(), type.get(), sending.get(), receiving.get(), city);
    collector.add(
        new Candidate(
            new Candidate.Place(ListFormat.MISSIONS.slug(), row.file(), row.row(), row.line(), ""),
            ActorKind.MISSION,
            Voice.INSTITUTION,
            List.of(name.english()),
            name.french(),
            true,
            sending.get(),
            null,
            receiving.get(),
            new Candidate.Mission(type.get(), city),
            item.orElse(null),
            collector.text(row.file(), row.line(), row.cell("website")),
            city == null ? null : "city " + city,
            accounts(row, proof),
            List.of(),
            proof));
  }

  /** Missions to the Holy See stand in Rome, which the table gives as their country. */
  private boolean toHolySee(CsvTable.Row row) {
    List<String> accredited =
        Stream.of(row.cell("jurisdictions").split("\\|"))
            .map(handed.countries()::find)
            .flatMap(Optional::stream)
            .toList();
    boolean isInItaly =
        handed.countries().find(row.cell("country")).filter("ITA"::equals).isPresent();
    return isInItaly && accredited.contains(HOLY_SEE) && !accredited.contains("ITA");
  }

  private List<AccountFact> accounts(CsvTable.Row row, Candidate.Proof proof) {
    List<AccountFact> accounts = new ArrayList<>();
    account(accounts, row, Network.X, row.cell("twitter"), proof);
    account(accounts, row, Network.FACEBOOK, row.cell("facebook"), proof);
    account(accounts, row, Network.YOUTUBE, row.cell("youtube"), proof);
    return accounts;
  }

  private void account(
      List<AccountFact> into, CsvTable.Row row, Network network, String cell, Candidate.Proof by) {
    collector.account(into, row.file(), row.line(), network, cell, null, by);
  }

  private Optional<String> country(CsvTable.Row row, String column) {
    Optional<String> code = handed.countries().find(row.cell(column));
    if (code.isEmpty()) {
      reject(
          row,
          RejectCause.UNKNOWN_COUNTRY,
          "%s %s is no country of the registry".formatted(column, shown(row, column)));
    }
    return code;
  }

  private static String shown(CsvTable.Row row, String column) {
    return Wording.shown(row.cell(column));
  }

  private void reject(CsvTable.Row row, RejectCause cause, String message) {
    collector.reject(row.file(), row.line(), cause, message);
  }
}
