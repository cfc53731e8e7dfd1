package org.chancery.server.api.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chancery.core.registry.Registry;
import org.chancery.core.time.Window;
import org.chancery.server.api.answer.Coverages;
import org.chancery.server.api.answer.Kept;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;
import org.chancery.server.api.status.StatusAnswer.BuildOf;
import org.chancery.server.api.status.StatusAnswer.ClockOf;
import org.chancery.server.api.status.StatusAnswer.CountrySeen;
import org.chancery.server.api.status.StatusAnswer.StoreOf;
import org.chancery.server.hub.Contact;
import org.chancery.server.hub.Surroundings;

/** {@code /status}. Sizes are kept for some seconds. Thread-safe. */
public final class Status {
  private static final long COUNTED_UP_TO = 100_000;

  private static final String POSTS =
      "select coalesce(sum(originals + replies_made + reposts_made + quotes_made), 0)::bigint as n from country_hour";
  private static final String ABOUT =
      """
      select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint as n
      from pg_inherits h join pg_class c on c.oid = h.inhrelid where h.inhparent = 'interactions'::regclass
      """;
  private static final String BYTES = "select pg_database_size(current_database()) as n";
  private static final String MONTHS =
      """
      select count(*) as months, count(*) filter (where to_regclass(c.relname || '_words') is null) as without
      from pg_inherits h join pg_class c on c.oid = h.inhrelid where h.inhparent = 'posts'::regclass
      """;

  private record Sizes(StoreOf store, List<CountrySeen> countries) {}

  private final Surroundings surroundings;
  private final Sources sources;
  private final Kept<Listing, Sizes> kept = new Kept<>(1);

  public Status(Surroundings surroundings, Sources sources) {
    this.surroundings = surroundings;
    this.sources = sources;
  }

  /** Answers. */
  public StatusAnswer answer(Asked asked, Reading store) {
    Instant now = asked.context().now();
    Surroundings.Build build = surroundings.build();
    Contact contact = surroundings.contact();
    Registry registry = surroundings.directory().get().registry();
    Sizes sizes = kept.get(asked.context().listing(), listing -> sizes(listing, store, now));
    return new StatusAnswer(
        surroundings.simulated(),
        now,
        new ClockOf(now, surroundings.speed()),
        new BuildOf(build.version(), build.commit(), build.time()),
        contact == null ? null : contact.link(),
        sources.read(store, now),
        Visits.FEEDS.read(
            store, registry, surroundings.door() == null ? null : Pushes.read(store, now), now),
        Visits.MASTODON.read(store, registry, null, now),
        sizes.store,
        sizes.countries);
  }

  private static Sizes sizes(Listing listing, Reading store, Instant now) {
    Window allTime =
        new Window(Instant.EPOCH, now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
    Set<Integer> seen =
        Coverages.accounts(
                new Selection(allTime, List.of(), List.of(), List.of(), null), listing, store)
            .seen();
    Set<Integer> listed = new HashSet<>();
    Map<String, Set<Integer>> listedBy = new TreeMap<>();
    for (Listing.Listed account : listing.in(new Window(now.minusMillis(1), now))) {
      listed.add(account.account());
      account
          .countries()
          .forEach(c -> listedBy.computeIfAbsent(c, k -> new HashSet<>()).add(account.account()));
    }
    List<CountrySeen> countries =
        listedBy.entrySet().stream()
            .map(
                e ->
                    new CountrySeen(
                        e.getKey(),
                        e.getValue().size(),
                        (int) e.getValue().stream().filter(seen::contains).count()))
            .toList();
    TextIndex index =
        store
            .first(
                Sql.of(MONTHS), row -> new TextIndex(row.getInt("without"), row.getInt("months")))
            .orElse(new TextIndex(0, 0));
    return new Sizes(
        new StoreOf(
            count(store, POSTS),
            interactions(store),
            listed.size(),
            (int) listed.stream().filter(seen::contains).count(),
            count(store, BYTES),
            index.words(),
            index.without(),
            index.months()),
        countries);
  }

  private static long interactions(Reading store) {
    long about = count(store, ABOUT);
    return about > COUNTED_UP_TO ? about : count(store, "select count(*) as n from interactions");
  }

  /** Months of posts, and those of them that lack an index of words. */
  private record TextIndex(int without, int months) {
    String words() {
      return without == 0 ? "complete" : "missing in %d of %d months".formatted(without, months);
    }
  }

  private static long count(Reading store, String sql) {
    return store.first(Sql.of(sql), row -> row.getLong("n")).orElse(0L);
  }
}
