package org.chancery.server.api.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.chancery.core.event.Network;
import org.chancery.core.event.RejectReason;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Reads how sources do; remembers the reading before to tell rates. Thread-safe. */
public final class Sources {
  private static final Set<String> CAUSES =
      Arrays.stream(RejectReason.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

  /** As taps count tries that brought nothing. */
  private static final String OUTAGE = "outage-";

  private static final Duration BETWEEN_READINGS = Duration.ofSeconds(5);
  private static final double MILLIS_A_MINUTE = Duration.ofMinutes(1).toMillis();

  private static final String SOURCES =
      "select source, network, kind, state, first_heard, newest, last_error, updated from source order by kind desc, source limit 200";
  private static final String COUNTS = "select source, what, n from source_count";
  private static final String GAPS =
      """
      select s.source, g.from_at, g.to_at, g.why from source s
      cross join lateral (select * from gap where gap.source = s.source order by from_at desc limit 100) g
      order by 1, 2 desc
      """;

  private record Mark(Instant updated, long accepted, @Nullable Double rate) {}

  private final Map<String, Mark> marks = new ConcurrentHashMap<>();

  /** All sources, live ones first. */
  public List<SourceRow> read(Reading store, Instant now) {
    Map<String, Map<String, Long>> counts = new HashMap<>();
    store.list(
        Sql.of(COUNTS),
        row ->
            counts
                .computeIfAbsent(row.getString("source"), k -> new TreeMap<>())
                .put(row.getString("what"), row.getLong("n")));
    Map<String, List<SourceRow.GapOf>> gaps = new HashMap<>();
    store.list(
        Sql.of(GAPS),
        row ->
            gaps.computeIfAbsent(row.getString("source"), k -> new ArrayList<>())
                .add(
                    new SourceRow.GapOf(
                        Reading.instant(row, "from_at"),
                        Reading.findInstant(row, "to_at"),
                        row.getString("why"))));
    return store.list(
        Sql.of(SOURCES),
        row -> {
          String id = row.getString("source");
          Map<String, Long> of = counts.getOrDefault(id, Map.of());
          Integer network = Reading.findInt(row, "network");
          Instant newest = Reading.findInstant(row, "newest");
          boolean live = row.getString("kind").equals("live");
          Long accepted = of.get("accepted");
          return new SourceRow(
              id,
              network == null ? null : Network.values()[network].slug(),
              row.getString("kind"),
              row.getString("state"),
              !live || newest == null
                  ? null
                  : Long.valueOf(Math.max(0, Duration.between(newest, now).toSeconds())),
              live && accepted != null ? rate(id, Reading.instant(row, "updated"), accepted) : null,
              accepted,
              rejected(of),
              outages(of),
              newest,
              row.getString("last_error"),
              Cause.in(row.getString("last_error")),
              Reading.findInstant(row, "first_heard"),
              gaps.getOrDefault(id, List.of()));
        });
  }

  private static Map<String, Long> rejected(Map<String, Long> counts) {
    Map<String, Long> rejected = new TreeMap<>();
    counts.forEach(
        (what, n) -> {
          if (n > 0 && CAUSES.contains(what)) {
            rejected.put(what, n);
          }
        });
    return rejected;
  }

  private static Map<String, Long> outages(Map<String, Long> counts) {
    Map<String, Long> outages = new TreeMap<>();
    counts.forEach(
        (what, n) -> {
          if (n > 0 && what.startsWith(OUTAGE)) {
            outages.put(what.substring(OUTAGE.length()), n);
          }
        });
    return outages;
  }

  private @Nullable Double rate(String id, Instant updated, long accepted) {
    Mark mark =
        marks.compute(
            id,
            (k, last) -> {
              if (last == null) {
                return new Mark(updated, accepted, null);
              }
              long millis = Duration.between(last.updated, updated).toMillis();
              return millis < BETWEEN_READINGS.toMillis()
                  ? last
                  : new Mark(
                      updated, accepted, (accepted - last.accepted) * MILLIS_A_MINUTE / millis);
            });
    return mark.rate;
  }
}
