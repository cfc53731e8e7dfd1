package org.chancery.ingest.registry.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.registry.list.Candidate.AccountFact;

/** Members of the European Parliament: family names in capitals, country in English. */
final class MepsList {
  static final List<String> COLUMNS = List.of("mep_id", "name", "country", "group", "twitter");

  private final Handed handed;
  private final Collector collector;

  MepsList(Handed handed, Collector collector) {
    this.handed = handed;
    this.collector = collector;
  }

  void read(ListFile file) {
    CsvTable.rows(file, ',', COLUMNS, collector).forEach(this::row);
  }

  private void row(CsvTable.Row row) {
    Optional<String> name = collector.name(row.file(), row.line(), row.cell("name"));
    Optional<String> country = handed.countries().find(row.cell("country"));
    if (country.isEmpty()) {
      collector.reject(
          row.file(),
          row.line(),
          RejectCause.UNKNOWN_COUNTRY,
          "%s is no country of the registry".formatted(Wording.shown(row.cell("country"))));
    }
    if (name.isEmpty() || country.isEmpty()) {
      return;
    }
    Candidate.Proof proof = handed.proof("MEP " + row.cell("mep_id"));
    List<AccountFact> accounts = new ArrayList<>();
    collector.account(
        accounts, row.file(), row.line(), Network.X, row.cell("twitter"), null, proof);
    collector.add(
        new Candidate(
            new Candidate.Place(ListFormat.MEPS.slug(), row.file(), row.row(), row.line(), ""),
            ActorKind.PARLIAMENTARIAN,
            Voice.PERSON,
            List.of(titleCase(name.get())),
            null,
            false,
            country.get(),
            null,
            null,
            null,
            null,
            null,
            collector.text(
                row.file(), row.line(), "member of the European Parliament, " + row.cell("group")),
            accounts,
            List.of(),
            proof));
  }

  /** {@code Gerolf ANNEMANS} as {@code Gerolf Annemans}; what is not all capitals stays. */
  static String titleCase(String name) {
    return Stream.of(name.split(" ")).map(MepsList::word).collect(Collectors.joining(" "));
  }

  private static String word(String word) {
    if (word.length() < 3 || !word.equals(word.toUpperCase(Locale.ROOT))) {
      return word;
    }
    StringBuilder cased = new StringBuilder();
    boolean begins = true;
    for (int c : word.codePoints().toArray()) {
      cased.appendCodePoint(begins ? c : Character.toLowerCase(c));
      begins = !Character.isLetter(c);
    }
    return cased.toString();
  }
}
