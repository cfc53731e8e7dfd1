package org.chancery.ingest.registry.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.registry.list.Candidate.AccountFact;

/**
 * Leaders of January 2014 with personal and institutional accounts. Whether an institutional
 * account is that of the office or of the whole government the list does not say: such a candidate
 * has a composed name, and only a shared account tells whose it is.
 */
final class Leaders2014List {
  static final List<String> COLUMNS =
      List.of("iso3c", "State", "Name", "Type", "Twitter_personal", "Twitter_institution");

  private final Handed handed;
  private final Collector collector;

  Leaders2014List(Handed handed, Collector collector) {
    this.handed = handed;
    this.collector = collector;
  }

  void read(ListFile file) {
    CsvTable.rows(file, ',', COLUMNS, collector).forEach(this::row);
  }

  private void row(CsvTable.Row row) {
    Optional<String> country = handed.countries().find(row.cell("iso3c"));
    if (country.isEmpty()) {
      country = handed.countries().find(row.cell("State"));
    }
    if (country.isEmpty()) {
      collector.reject(
          row.file(),
          row.line(),
          RejectCause.UNKNOWN_COUNTRY,
          "%s is no country of the registry".formatted(Wording.shown(row.cell("State"))));
      return;
    }
    Optional<String> name = collector.name(row.file(), row.line(), given(row, "Name"));
    if (name.isPresent()) {
      add(row, country.get(), name.get(), Voice.PERSON, accounts(row, "personal"));
    }
    List<AccountFact> ofOffice = accounts(row, "institution");
    if (!ofOffice.isEmpty()) {
      String state = handed.countries().country(country.get()).map(Country::nameEn).orElse("");
      add(row, country.get(), "Government of " + state, Voice.INSTITUTION, ofOffice);
    }
  }

  private void add(
      CsvTable.Row row, String country, String name, Voice voice, List<AccountFact> accounts) {
    boolean isPerson = voice == Voice.PERSON;
    collector.add(
        new Candidate(
            new Candidate.Place(
                ListFormat.LEADERS_2014.slug(),
                row.file(),
                row.row(),
                row.line(),
                isPerson ? "" : "institution"),
            isPerson ? ActorKind.OFFICIAL : ActorKind.MINISTRY,
            voice,
            List.of(name),
            null,
            !isPerson,
            country,
            null,
            null,
            null,
            null,
            null,
            isPerson
                ? "%s in January 2014".formatted(row.cell("Type").strip())
                : "office or whole government; kind: the closest of the list",
            accounts,
            List.of(),
            handed.proof()));
  }

  private List<AccountFact> accounts(CsvTable.Row row, String whose) {
    List<AccountFact> accounts = new ArrayList<>();
    for (Network network : List.of(Network.X, Network.FACEBOOK)) {
      String site = network == Network.X ? "Twitter_" : "Facebook_";
      collector.account(
          accounts,
          row.file(),
          row.line(),
          network,
          given(row, site + whose),
          given(row, site + whose + "_id"),
          handed.proof());
    }
    return accounts;
  }

  /** R writes NA where there is nothing. */
  private static String given(CsvTable.Row row, String column) {
    String cell = row.cell(column);
    return cell.toUpperCase(Locale.ROOT).equals("NA") ? "" : cell;
  }
}
