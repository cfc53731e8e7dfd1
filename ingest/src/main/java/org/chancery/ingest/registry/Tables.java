package org.chancery.ingest.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.chancery.core.event.AccountRef;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.Tenure;

/**
 * The rows of one folder, or of several laid over each other, with the places they come from.
 * Immutable.
 */
record Tables(
    List<Line<Country>> countries,
    List<Line<Actor>> actors,
    List<Line<AccountRow>> accounts,
    List<Line<Tenure>> tenures) {
  static final Tables EMPTY = new Tables(List.of(), List.of(), List.of(), List.of());

  Tables {
    countries = List.copyOf(countries);
    actors = List.copyOf(actors);
    accounts = List.copyOf(accounts);
    tenures = List.copyOf(tenures);
  }

  /**
   * This with a later folder on top. Countries and actors are replaced by id. A later account row
   * replaces all earlier rows on the same network with the same native id, or, where either row has
   * none, with the same case-folded handle. A later tenure replaces all earlier ones of the same
   * person in the same office. What is replaced keeps its place in the order.
   */
  Tables with(Tables later) {
    return new Tables(
        replaced(countries, later.countries, Country::code),
        replaced(actors, later.actors, Actor::id),
        withAccounts(later.accounts),
        withTenures(later.tenures));
  }

  private static <T> List<Line<T>> replaced(
      List<Line<T>> earlier, List<Line<T>> later, Function<T, String> id) {
    Map<String, Line<T>> byId = new LinkedHashMap<>();
    earlier.forEach(line -> byId.put(id.apply(line.value()), line));
    later.forEach(line -> byId.put(id.apply(line.value()), line));
    return List.copyOf(byId.values());
  }

  private List<Line<AccountRow>> withAccounts(List<Line<AccountRow>> later) {
    Set<String> ids = new HashSet<>();
    Set<String> handles = new HashSet<>();
    Set<String> handlesWithoutId = new HashSet<>();
    for (Line<AccountRow> line : later) {
      AccountRow row = line.value();
      handles.add(handleKey(row));
      if (row.nativeId() == null) {
        handlesWithoutId.add(handleKey(row));
      } else {
        ids.add(idKey(row));
      }
    }
    List<Line<AccountRow>> kept = new ArrayList<>();
    for (Line<AccountRow> line : accounts) {
      AccountRow row = line.value();
      boolean replaced =
          row.nativeId() == null
              ? handles.contains(handleKey(row))
              : ids.contains(idKey(row)) || handlesWithoutId.contains(handleKey(row));
      if (!replaced) {
        kept.add(line);
      }
    }
    kept.addAll(later);
    return kept;
  }

  private List<Line<Tenure>> withTenures(List<Line<Tenure>> later) {
    Set<List<String>> replaced = new HashSet<>();
    later.forEach(line -> replaced.add(List.of(line.value().person(), line.value().office())));
    List<Line<Tenure>> kept = new ArrayList<>();
    for (Line<Tenure> line : tenures) {
      if (!replaced.contains(List.of(line.value().person(), line.value().office()))) {
        kept.add(line);
      }
    }
    kept.addAll(later);
    return kept;
  }

  static String idKey(AccountRow row) {
    return row.network().slug() + "#" + row.nativeId();
  }

  static String handleKey(AccountRow row) {
    return row.network().slug() + "@" + AccountRef.fold(row.handle());
  }

  Map<String, Line<Country>> countriesByCode() {
    Map<String, Line<Country>> byCode = new LinkedHashMap<>();
    countries.forEach(line -> byCode.put(line.value().code(), line));
    return byCode;
  }

  Map<String, Line<Actor>> actorsById() {
    Map<String, Line<Actor>> byId = new HashMap<>();
    actors.forEach(line -> byId.put(line.value().id(), line));
    return byId;
  }
}
