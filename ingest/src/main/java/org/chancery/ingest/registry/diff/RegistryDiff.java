package org.chancery.ingest.registry.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chancery.core.event.AccountRef;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.chancery.ingest.registry.Periods;
import org.jspecify.annotations.Nullable;

/**
 * Compares two registries. Countries and actors are the same row by id; account rows by actor,
 * network and handle, tenures by person and office; of several such rows (an account that changed
 * hands and came back) equal ones are paired first, then in their order. Thread-safe.
 */
public final class RegistryDiff {
  private RegistryDiff() {}

  /** A row as cells by column. */
  private record Fact(String key, Map<String, String> cells) {
    String told() {
      return cells.entrySet().stream()
          .filter(cell -> !cell.getValue().isEmpty())
          .map(cell -> cell.getKey() + " " + cell.getValue())
          .collect(Collectors.joining(", "));
    }
  }

  /** In the order countries, actors, accounts, tenures, each by the order of the files. */
  public static List<Change> of(Registry before, Registry after) {
    List<Change> changes = new ArrayList<>();
    compare("country", before.countries(), after.countries(), RegistryDiff::country, changes);
    compare("actor", before.actors(), after.actors(), RegistryDiff::actor, changes);
    compare("account", before.accounts(), after.accounts(), RegistryDiff::account, changes);
    compare("tenure", before.tenures(), after.tenures(), RegistryDiff::tenure, changes);
    return changes;
  }

  private static <T> void compare(
      String what,
      Collection<T> before,
      Collection<T> after,
      Function<T, Fact> fact,
      List<Change> changes) {
    Map<String, List<Fact>> old = byKey(before, fact);
    Map<String, List<Fact>> now = byKey(after, fact);
    Set<String> keys = new LinkedHashSet<>(old.keySet());
    keys.addAll(now.keySet());
    for (String key : keys) {
      List<Fact> gone = new ArrayList<>(old.getOrDefault(key, List.of()));
      List<Fact> come = new ArrayList<>(now.getOrDefault(key, List.of()));
      gone.removeIf(come::remove);
      int pairs = Math.min(gone.size(), come.size());
      for (int i = 0; i < pairs; i++) {
        changed(what, gone.get(i), come.get(i), changes);
      }
      gone.subList(pairs, gone.size())
          .forEach(f -> changes.add(whole(Change.Kind.REMOVED, what, f)));
      come.subList(pairs, come.size()).forEach(f -> changes.add(whole(Change.Kind.ADDED, what, f)));
    }
  }

  private static <T> Map<String, List<Fact>> byKey(Collection<T> rows, Function<T, Fact> fact) {
    return rows.stream()
        .map(fact)
        .collect(Collectors.groupingBy(Fact::key, LinkedHashMap::new, Collectors.toList()));
  }

  private static Change whole(Change.Kind kind, String what, Fact fact) {
    boolean added = kind == Change.Kind.ADDED;
    return new Change(
        kind, what, fact.key(), "", added ? "" : fact.told(), added ? fact.told() : "");
  }

  private static void changed(String what, Fact before, Fact after, List<Change> changes) {
    before
        .cells()
        .forEach(
            (column, value) -> {
              String now = after.cells().getOrDefault(column, "");
              if (!now.equals(value)) {
                changes.add(
                    new Change(Change.Kind.CHANGED, what, before.key(), column, value, now));
              }
            });
  }

  private static Fact country(Country c) {
    return new Fact(
        c.code(),
        cells(
            "name_en", c.nameEn(),
            "name_fr", c.nameFr(),
            "status", c.status(),
            "capital", c.capital(),
            "point_lat", String.valueOf(c.pointLat()),
            "point_lon", String.valueOf(c.pointLon()),
            "languages", String.join(";", c.languages()),
            "source", c.source()));
  }

  private static Fact actor(Actor a) {
    return new Fact(
        a.id(),
        cells(
            "kind", a.kind().slug(),
            "name_en", a.nameEn(),
            "name_fr", a.nameFr(),
            "country", a.country(),
            "organisation", a.organisation(),
            "voice", a.voice().slug(),
            "host", a.host(),
            "wikidata", a.wikidata(),
            "note", a.note(),
            "source", a.source(),
            "checked", a.checked()));
  }

  private static Fact account(AccountRow a) {
    return new Fact(
        "%s %s %s".formatted(a.actor(), a.network().slug(), AccountRef.fold(a.handle())),
        cells(
            "handle", a.handle(),
            "native_id", a.nativeId(),
            "from", Periods.written(a.from()),
            "to", Periods.written(a.to()),
            "source", a.source(),
            "checked", a.checked()));
  }

  private static Fact tenure(Tenure t) {
    return new Fact(
        t.person() + " " + t.office(),
        cells(
            "from", Periods.written(t.from()),
            "to", Periods.written(t.to()),
            "source", t.source(),
            "checked", t.checked()));
  }

  private static Map<String, String> cells(@Nullable String... columnsAndValues) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      String value = columnsAndValues[i + 1];
      cells.put(String.valueOf(columnsAndValues[i]), value == null ? "" : value);
    }
    return cells;
  }
}
