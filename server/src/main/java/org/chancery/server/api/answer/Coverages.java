package org.chancery.server.api.answer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.chancery.core.event.Network;
import org.chancery.core.event.RejectReason;
import org.chancery.core.time.Window;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;

/** Finds out what was not seen. Answers are kept for some seconds. Thread-safe. */
public final class Coverages {
  private static final int MOST = 500;

  private static final String GAPS =
      """
      select g.source, s.network, g.from_at, g.to_at, g.why
      from gap g left join source s using (source)
      where g.from_at < {} and coalesce(g.to_at, 'infinity') > {}
      order by g.from_at, g.source limit 1000
      """;

  private static final String REJECTED =
      """
      select c.what, sum(c.n) as n from source_count c left join source s using (source)
      where c.what = any({}) and (s.network is null or s.network = any({}))
      group by 1 having sum(c.n) > 0 order by 1
      """;

  private static final String NEWEST =
      """
      select coalesce((select max(newest) from source where network is null or network = any({})),
                      (select max(created) from posts)) as newest
      """;

  private final Supplier<Instant> clock;

  private final Kept<Question, Coverage> kept = new Kept<>(MOST);

  public Coverages(Supplier<Instant> clock) {
    this.clock = clock;
  }

  private record Question(Selection selection, Listing listing) {}

  /** The coverage of a selection. */
  public Coverage of(Selection selection, Listing listing, Reading store) {
    return kept.get(new Question(selection, listing), q -> count(selection, listing, store));
  }

  /** Accounts of a selection that are listed, and those of them that published. */
  public record Accounts(List<Listing.Listed> listed, Set<Integer> seen) {}

  public static Accounts accounts(Selection selection, Listing listing, Reading store) {
    List<Listing.Listed> listed = SeenAccounts.listed(selection, listing);
    return new Accounts(listed, SeenAccounts.of(selection, listed, listing, store));
  }

  private Coverage count(Selection selection, Listing listing, Reading store) {
    Accounts accounts = accounts(selection, listing, store);
    int listed = (int) accounts.listed.stream().map(Listing.Listed::account).distinct().count();
    List<Network> networks = networks(selection);
    return new Coverage(
        listed,
        accounts.seen.size(),
        gaps(selection, store),
        OwnGaps.of(accounts.listed, selection.window(), store).size(),
        store
            .first(Sql.of(NEWEST, networks), row -> Reading.findInstant(row, "newest"))
            .orElse(null),
        rejected(networks, store));
  }

  private static List<Network> networks(Selection selection) {
    return selection.networks().isEmpty() ? List.of(Network.values()) : selection.networks();
  }

  private record Deaf(@org.jspecify.annotations.Nullable Network network, Coverage.Gap gap) {}

  private static List<Deaf> deaf(Selection selection, Reading store) {
    List<Deaf> all =
        store.list(
            Sql.of(GAPS, selection.window().to(), selection.window().from()),
            row -> {
              Integer network = Reading.findInt(row, "network");
              return new Deaf(
                  network == null ? null : Network.values()[network],
                  new Coverage.Gap(
                      row.getString("source"),
                      Reading.instant(row, "from_at"),
                      Reading.findInstant(row, "to_at"),
                      row.getString("why")));
            });
    return all.stream()
        .filter(d -> d.network == null || selection.networkMeant(d.network))
        .toList();
  }

  private static List<Coverage.Gap> gaps(Selection selection, Reading store) {
    return deaf(selection, store).stream().map(Deaf::gap).toList();
  }

  private static Map<String, Long> rejected(List<Network> networks, Reading store) {
    List<String> causes = Arrays.stream(RejectReason.values()).map(Enum::name).toList();
    Map<String, Long> rejected = new TreeMap<>();
    store.list(
        Sql.of(REJECTED, causes, networks),
        row -> rejected.put(row.getString("what"), row.getLong("n")));
    return rejected;
  }

  /** What was heard of each network in a selection's window. */
  public Heard heard(Selection selection, Listing listing, Reading store) {
    Instant now = clock.get();
    Map<Network, List<Window>> gaps = new EnumMap<>(Network.class);
    for (Deaf d : deaf(selection, store)) {
      Instant to = d.gap.to() == null ? now : d.gap.to();
      if (d.network != null && d.gap.from().isBefore(to)) {
        gaps.computeIfAbsent(d.network, n -> new ArrayList<>()).add(new Window(d.gap.from(), to));
      }
    }
    List<Listing.Listed> listed = SeenAccounts.listed(selection, listing);
    return new Heard(gaps, OwnGaps.of(listed, selection.window(), store), now);
  }
}
