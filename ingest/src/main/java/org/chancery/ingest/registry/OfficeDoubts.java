package org.chancery.ingest.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.Tenure;
import org.chancery.core.registry.Voice;
import org.jspecify.annotations.Nullable;

/**
 * Doubts about offices: missing, vacant, never held, held since an unknown day, or held by one who
 * seems to have left.
 */
final class OfficeDoubts {
  private static final Set<ActorKind> HEADS =
      EnumSet.of(ActorKind.HEAD_OF_STATE, ActorKind.HEAD_OF_GOVERNMENT);

  /** Of whom a reader expects a name. */
  private static final Set<ActorKind> NAMED =
      EnumSet.of(ActorKind.HEAD_OF_STATE, ActorKind.HEAD_OF_GOVERNMENT, ActorKind.FOREIGN_MINISTER);

  /** Kinds that a person has by an office alone, for its time. */
  private static final Set<ActorKind> BY_OFFICE =
      EnumSet.of(
          ActorKind.HEAD_OF_STATE,
          ActorKind.HEAD_OF_GOVERNMENT,
          ActorKind.FOREIGN_MINISTER,
          ActorKind.MINISTER);

  private final Findings findings;
  private final Instant today;

  OfficeDoubts(Findings findings, LocalDate today) {
    this.findings = findings;
    this.today = Periods.start(today);
  }

  void look(Tables tables) {
    missing(tables);
    Map<String, Line<Actor>> actors = tables.actorsById();
    Map<String, List<Line<Tenure>>> byOffice = new HashMap<>();
    for (Line<Tenure> line : tables.tenures()) {
      byOffice.computeIfAbsent(line.value().office(), k -> new ArrayList<>()).add(line);
    }
    for (Line<Actor> line : tables.actors()) {
      Actor office = line.value();
      boolean isNamed =
          NAMED.contains(office.kind()) && office.id().endsWith("-" + office.kind().slug());
      if (isNamed && !byOffice.containsKey(office.id())) {
        findings.add(
            line.row(), FindingCode.OFFICE_WITHOUT_HOLDER, "no tenure names " + office.id());
      }
    }
    kinds(tables);
    undated(tables);
    byOffice.forEach(
        (office, tenures) -> {
          vacancy(office, tenures);
          Line<Actor> actor = actors.get(office);
          if (actor == null || !isJoint(actor.value())) {
            superseded(office, tenures);
          }
        });
  }

  private void undated(Tables tables) {
    for (Line<Tenure> line : tables.tenures()) {
      Tenure tenure = line.value();
      if (tenure.from() == null) {
        findings.add(
            line.row(),
            FindingCode.TENURE_UNDATED,
            "from is empty: %s counts for %s %s"
                .formatted(
                    tenure.person(),
                    tenure.office(),
                    tenure.checked() == null
                        ? "never, as checked is empty too"
                        : "from the day of the source on, " + tenure.checked()));
      }
    }
  }

  /** Outside all tenures a person's column decides: there it must not say the office's kind. */
  private void kinds(Tables tables) {
    Set<String> holders = new HashSet<>();
    tables.tenures().forEach(line -> holders.add(line.value().person()));
    for (Line<Actor> line : tables.actors()) {
      Actor actor = line.value();
      if (actor.voice() == Voice.PERSON
          && BY_OFFICE.contains(actor.kind())
          && holders.contains(actor.id())) {
        findings.add(
            line.row(),
            FindingCode.PERSON_KIND_OF_OFFICE,
            "%s counts as %s even outside the dates of its tenures; official would not"
                .formatted(actor.id(), actor.kind().slug()));
      }
    }
  }

  private static boolean isJoint(Actor office) {
    return office.note() != null && office.note().contains("joint office");
  }

  private void missing(Tables tables) {
    Map<String, Set<ActorKind>> kinds = new HashMap<>();
    for (Line<Actor> line : tables.actors()) {
      Actor actor = line.value();
      if (actor.country() != null && HEADS.contains(actor.kind())) {
        kinds.computeIfAbsent(actor.country(), k -> new HashSet<>()).add(actor.kind());
      }
    }
    for (Line<Country> line : tables.countries()) {
      Country country = line.value();
      if (country.status().equals("territory")) {
        continue;
      }
      List<String> missing =
          HEADS.stream()
              .filter(kind -> !kinds.getOrDefault(country.code(), Set.of()).contains(kind))
              .map(ActorKind::slug)
              .toList();
      if (!missing.isEmpty()) {
        findings.add(
            line.row(),
            FindingCode.COUNTRY_WITHOUT_OFFICE,
            "%s has no actor of kind %s".formatted(country.code(), String.join(", ", missing)));
      }
    }
  }

  /** Told at the tenure that ended last. */
  private void vacancy(String office, List<Line<Tenure>> tenures) {
    Line<Tenure> last = null;
    for (Line<Tenure> line : tenures) {
      Instant to = line.value().to();
      if (to == null || to.isAfter(today)) {
        return;
      }
      if (last == null || isBefore(last.value().to(), to)) {
        last = line;
      }
    }
    if (last != null) {
      findings.add(
          last.row(),
          FindingCode.VACANT_OFFICE,
          "%s ended on %s and nobody is said to hold it since"
              .formatted(office, last.row().cell("to")));
    }
  }

  /** Told at each open tenure but the one that began last. */
  private void superseded(String office, List<Line<Tenure>> tenures) {
    List<Line<Tenure>> open = tenures.stream().filter(line -> line.value().holdsAt(today)).toList();
    for (Line<Tenure> line : open) {
      for (Line<Tenure> later : open) {
        boolean isOther = !later.value().person().equals(line.value().person());
        if (isOther && isBefore(line.value().from(), later.value().from())) {
          findings.add(
              line.row(),
              FindingCode.TENURE_SUPERSEDED,
              "%s has no end, though %s holds %s since %s (line %d)"
                  .formatted(
                      line.value().person(),
                      later.value().person(),
                      office,
                      later.row().cell("from"),
                      later.row().line()));
          break;
        }
      }
    }
  }

  private static boolean isBefore(@Nullable Instant a, @Nullable Instant b) {
    return b != null && (a == null || a.isBefore(b));
  }
}
