package org.chancery.ingest.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Tenure;
import org.chancery.core.registry.Voice;
import org.jspecify.annotations.Nullable;

/** Leaves out rows that name a country, organisation or actor which nobody defines. */
final class References {
  /** After so many, a whole column is wrong, and looking for near words takes too long. */
  private static final int MAX_SUGGESTIONS = 100;

  private final Findings findings;
  private final Map<Path, List<Row>> following = new TreeMap<>();
  private int suggestions;

  References(Findings findings) {
    this.findings = findings;
  }

  /** Of all folders together, since an overlay may name what an earlier folder holds. */
  Tables resolved(Tables tables) {
    Set<String> countries = tables.countriesByCode().keySet();
    Set<String> written = tables.actorsById().keySet();
    List<Line<Actor>> actors =
        kept(
            tables.actors(),
            line -> {
              boolean holds = actorHolds(line, countries, written);
              if (!holds) {
                findings.leftOut().row(Table.ACTORS, line.row());
              }
              return holds;
            });
    Map<String, Line<Actor>> known =
        new Tables(List.of(), actors, List.of(), List.of()).actorsById();
    List<Line<AccountRow>> accounts =
        kept(tables.accounts(), line -> isActor(line.row(), "actor", line.value().actor(), known));
    List<Line<Tenure>> tenures =
        kept(
            tables.tenures(),
            line ->
                isActor(line.row(), "person", line.value().person(), known)
                        & isActor(line.row(), "office", line.value().office(), known)
                    && aPersonHoldsAnOffice(line, known));
    following.forEach(this::tell);
    return new Tables(tables.countries(), actors, accounts, tenures);
  }

  /** One finding for all rows of a file that are left out for want of others that were. */
  private void tell(Path file, List<Row> rows) {
    findings.add(
        file,
        0,
        FindingCode.FOLLOW_UP,
        "%,d %s an actor or country that other errors leave out, and %s with it; first on line %d"
            .formatted(
                rows.size(),
                rows.size() == 1 ? "row names" : "rows name",
                rows.size() == 1 ? "goes" : "go",
                rows.getFirst().line()));
  }

  /** Whether an error that is told already explains it; then the row is only counted. */
  private boolean follows(Table table, String id, Row row) {
    boolean explained = findings.leftOut().explains(table, id);
    if (explained) {
      List<Row> rows = following.computeIfAbsent(row.file(), f -> new ArrayList<>());
      if (rows.isEmpty() || rows.getLast() != row) {
        rows.add(row);
      }
    }
    return explained;
  }

  private static <T> List<Line<T>> kept(List<Line<T>> lines, Predicate<Line<T>> holds) {
    List<Line<T>> kept = new ArrayList<>(lines.size());
    for (Line<T> line : lines) {
      if (holds.test(line)) {
        kept.add(line);
      }
    }
    return kept;
  }

  private boolean actorHolds(Line<Actor> line, Set<String> countries, Set<String> actors) {
    Actor actor = line.value();
    boolean holds = true;
    if (!countries.isEmpty()) {
      holds = known(line.row(), FindingCode.UNKNOWN_COUNTRY, "country", actor.country(), countries);
    }
    holds &=
        known(
            line.row(),
            FindingCode.UNKNOWN_ORGANISATION,
            "organisation",
            actor.organisation(),
            actors);
    String host = actor.host();
    if (host == null || actors.contains(host) || countries.contains(host)) {
      return holds;
    }
    if (countries.isEmpty() && host.matches("[A-Z]{3}")) {
      return holds;
    }
    if (follows(host.matches("[A-Z]{3}") ? Table.COUNTRIES : Table.ACTORS, host, line.row())) {
      return false;
    }
    findings.add(
        line.row(),
        FindingCode.UNKNOWN_HOST,
        "host takes the code of a country or the id of an organisation of the registry; %s is none.%s"
            .formatted(
                Wording.shown(host),
                didYouMean(host, host.matches("[A-Z]+") ? countries : actors)));
    return false;
  }

  /** Kinds that an office has; anything else is a body or a person's calling. */
  private static final Set<ActorKind> OFFICES =
      EnumSet.of(
          ActorKind.HEAD_OF_STATE,
          ActorKind.HEAD_OF_GOVERNMENT,
          ActorKind.FOREIGN_MINISTER,
          ActorKind.MINISTER,
          ActorKind.OFFICIAL,
          ActorKind.AMBASSADOR,
          ActorKind.DIPLOMAT);

  private boolean aPersonHoldsAnOffice(Line<Tenure> line, Map<String, Line<Actor>> known) {
    Actor person = known.get(line.value().person()).value();
    Actor office = known.get(line.value().office()).value();
    boolean holds = true;
    if (person.voice() != Voice.PERSON) {
      holds = false;
      findings.add(
          line.row(),
          FindingCode.NOT_A_PERSON,
          "a person holds an office; %s is no person (voice institution). Are the columns the other way round?"
              .formatted(person.id()));
    }
    if (office.voice() != Voice.INSTITUTION || !OFFICES.contains(office.kind())) {
      holds = false;
      findings.add(
          line.row(),
          FindingCode.NOT_AN_OFFICE,
          "an office is an actor with voice institution and the kind of an office, such as head-of-state; %s is %s"
              .formatted(office.id(), office.kind().slug()));
    }
    return holds;
  }

  private boolean isActor(Row row, String column, String id, Map<String, Line<Actor>> actors) {
    return known(row, FindingCode.UNKNOWN_ACTOR, column, id, actors.keySet());
  }

  private boolean known(
      Row row, FindingCode code, String column, @Nullable String id, Collection<String> known) {
    if (id == null || known.contains(id)) {
      return true;
    }
    if (follows(code == FindingCode.UNKNOWN_COUNTRY ? Table.COUNTRIES : Table.ACTORS, id, row)) {
      return false;
    }
    findings.add(
        row,
        code,
        "%s names %s, which is in no %s file.%s"
            .formatted(
                column,
                Wording.shown(id),
                code == FindingCode.UNKNOWN_COUNTRY ? "countries" : "actors",
                didYouMean(id, known)));
    return false;
  }

  private String didYouMean(String given, Collection<String> known) {
    return suggestions++ < MAX_SUGGESTIONS ? Wording.didYouMean(given, known) : "";
  }
}
