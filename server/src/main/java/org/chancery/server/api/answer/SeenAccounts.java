package org.chancery.server.api.answer;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chancery.core.time.Window;
import org.chancery.ingest.store.CountedAccounts;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Cover;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Relations;
import org.chancery.server.api.sql.Sql;

/**
 * Which listed accounts published in a window. Each is looked up by index and left at its first
 * post: what thousands of accounts wrote in a year is not read to tell that they wrote.
 */
final class SeenAccounts {
  private static final String SEEN =
      "select k.account_id from unnest({}::int[], {}::int[]) as k (account_id, actor_id) where {}";

  /** The limit keeps the planner from reading all days at once; comparing pairs names the index. */
  private static final String IN_DAYS =
      """
      coalesce((select true from account_day d
                where d.account_id = k.account_id and (d.account_id, d.day) >= (k.account_id, {}) and (d.account_id, d.day) < (k.account_id, {})
                  and d.actor_id = k.actor_id and d.originals + d.replies_made + d.reposts_made + d.quotes_made > 0 and {}
                limit 1), false)
      """;

  private static final String IN_POSTS =
      """
      coalesce((select true from posts p where p.actor_id = k.actor_id and p.account_id = k.account_id and p.deleted is null
                  and p.account_id not in %s and {} and {} limit 1), false)
      """
          .formatted(CountedAccounts.CLOSED);

  private SeenAccounts() {}

  /** The accounts of a selection that are listed. */
  static List<Listing.Listed> listed(Selection selection, Listing listing) {
    return listing.in(selection.window()).stream()
        .filter(
            account ->
                selection.networkMeant(account.row().network())
                    && (selection.actors() == null
                        || selection.actors().contains(listing.key(account.actor().id())))
                    && (selection.countries().isEmpty()
                        || selection.countries().stream().anyMatch(account.countries()::contains)))
        .toList();
  }

  static Set<Integer> of(
      Selection selection, List<Listing.Listed> listed, Listing listing, Reading store) {
    if (listed.isEmpty()) {
      return Set.of();
    }
    Cover cover = Cover.of(selection.window(), ChronoUnit.DAYS);
    List<Sql> any = new ArrayList<>();
    Window whole = cover.whole();
    if (whole != null) {
      any.add(
          Sql.of(
              IN_DAYS,
              Cover.day(whole.from()),
              Cover.day(whole.to()),
              countries("d.country", selection)));
    }
    for (Window rest : cover.rest()) {
      any.add(
          Sql.of(
              IN_POSTS, Relations.moments("p.created", rest), countries("p.country", selection)));
    }
    List<Integer> accounts = listed.stream().map(Listing.Listed::account).toList();
    List<Integer> actors = listed.stream().map(a -> listing.key(a.actor().id())).toList();
    return new HashSet<>(
        store.list(Sql.of(SEEN, accounts, actors, Sql.join(" or ", any)), row -> row.getInt(1)));
  }

  private static Sql countries(String column, Selection selection) {
    return selection.countries().isEmpty()
        ? Sql.of("true")
        : Sql.of(column + " = any({})", selection.countries());
  }
}
