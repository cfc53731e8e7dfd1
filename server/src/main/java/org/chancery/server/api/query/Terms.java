package org.chancery.server.api.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The days on which somebody is of the kinds asked for, for those who took or left an office: a
 * post counts by the office held when it was made. By whole days (UTC), as the rollups are; on the
 * day of a change counts what held when it began. Immutable.
 *
 * @param days by short key; of actors that are not here all days count
 */
public record Terms(Map<Integer, List<Span>> days) {
  public static final Terms NONE = new Terms(Map.of());

  /** Days from {@code from} (null: ever) until before {@code to} (null: still). */
  public record Span(@Nullable LocalDate from, @Nullable LocalDate to) {
    boolean holds(LocalDate day) {
      return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }

    private String range() {
      return "[%s,%s)".formatted(from == null ? "" : from, to == null ? "" : to);
    }
  }

  public Terms {
    days = new LinkedHashMap<>(days);
    days.replaceAll((actor, spans) -> List.copyOf(spans));
  }

  /** The days on which an actor is of one of the kinds. */
  public static List<Span> of(Actor actor, Collection<ActorKind> kinds, Registry registry) {
    TreeSet<LocalDate> changes = new TreeSet<>();
    for (Tenure tenure : registry.tenuresOf(actor.id())) {
      Stream.of(tenure.since(), tenure.to())
          .filter(java.util.Objects::nonNull)
          .forEach(at -> changes.add(firstWholeDay(at)));
    }
    List<Span> spans = new ArrayList<>();
    LocalDate from = null;
    LocalDate sample = changes.isEmpty() ? LocalDate.EPOCH : changes.first().minusDays(1);
    for (LocalDate change : changes) {
      add(spans, from, change, kinds.contains(kind(actor, sample, registry)));
      from = change;
      sample = change;
    }
    add(spans, from, null, kinds.contains(kind(actor, sample, registry)));
    return spans;
  }

  private static void add(
      List<Span> spans, @Nullable LocalDate from, @Nullable LocalDate to, boolean holds) {
    if (holds) {
      spans.add(new Span(from, to));
    }
  }

  private static ActorKind kind(Actor actor, LocalDate day, Registry registry) {
    return registry.kindAt(actor, day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static LocalDate firstWholeDay(Instant at) {
    return LocalDate.ofInstant(at.plus(Duration.ofDays(1)).minusNanos(1), ZoneOffset.UTC);
  }

  /** Whether what the actor did at a moment counts. */
  public boolean hold(int actor, Instant at) {
    List<Span> spans = days.get(actor);
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return spans == null || spans.stream().anyMatch(span -> span.holds(day));
  }

  /**
   * The condition that a row counts; nothing where all do.
   *
   * @param actor column of the short key
   * @param day expression of the row's day in UTC
   */
  public Sql condition(String actor, String day) {
    if (days.isEmpty()) {
      return Sql.NOTHING;
    }
    List<Integer> actors = List.copyOf(days.keySet());
    List<String> ranges =
        days.values().stream()
            .map(spans -> "{" + String.join(",", spans.stream().map(Span::range).toList()) + "}")
            .toList();
    // the select is made once, the place in it is looked up for each row
    return Sql.of(
        "coalesce((select {}::text[]::datemultirange[])[array_position({}::int[], "
            + actor
            + ")] @> "
            + day
            + ", true)",
        ranges,
        actors);
  }
}
