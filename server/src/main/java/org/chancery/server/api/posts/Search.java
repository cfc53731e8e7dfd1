package org.chancery.server.api.posts;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.chancery.core.event.PostKind;
import org.chancery.core.time.Window;
import org.chancery.server.api.query.Party;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Relations;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest posts of a selection without sorting all that match.
 *
 * <p>Text: PostgreSQL's estimates of how frequent a word is cannot be relied on (a word that is not
 * among the most frequent counts as 0.5 %), and the wrong plan is 1 000 times slower. So the newest
 * posts are walked first, 250 for each row wanted: a frequent word is found there. A word that is
 * not is rarer than 0.4 % and is looked up in the text index, newest month first, in spans that
 * double, so that the months before are touched only when needed.
 *
 * @param party whom the posts address, null for anybody
 * @param words text form of a tsquery, null for any text
 * @param walk how far the newest posts are walked before the text index is asked
 */
record Search(
    Reading store,
    Parties parties,
    Selection selection,
    List<PostKind> kinds,
    @Nullable Party party,
    @Nullable String words,
    @Nullable Found after,
    Walk walk) {

  /** How many posts are walked, by the number of rows wanted. */
  record Walk(int forEach, int atLeast, int atMost) {
    static final Walk USUAL = new Walk(250, 5_000, 50_000);

    int posts(int wanted) {
      return Math.clamp((long) wanted * forEach, atLeast, atMost);
    }
  }

  private static final String NEWEST_FIRST = " order by created desc, post_key desc limit {}";

  /** At most so many, newest first. */
  List<Found> newest(int limit) {
    Window window = selection.window();
    Instant to = window.to();
    if (after != null && after.created().isBefore(to)) {
      to = after.created().plusNanos(1_000);
    }
    if (!window.from().isBefore(to)) {
      return List.of();
    }
    Window open = new Window(window.from(), to);
    if (party != null) {
      return bySpans(open, limit, List.of());
    }
    if (words == null) {
      return direct(open, limit);
    }
    Instant walkedTo = boundary(open, limit);
    List<Found> found = direct(new Window(walkedTo, to), limit);
    if (found.size() >= limit || !window.from().isBefore(walkedTo)) {
      return found;
    }
    return bySpans(new Window(window.from(), walkedTo), limit, found);
  }

  /**
   * Begin of the newest posts that are walked; the window's own begin when there are not so many.
   */
  private Instant boundary(Window open, int limit) {
    int walked = walk.posts(limit);
    return store
        .first(
            Sql.of(
                "select created from posts where {} order by created desc offset {} limit 1",
                Sql.all(
                    List.of(
                        Relations.moments("created", open),
                        anyOf("country", selection.countries()),
                        actors("actor_id"),
                        Sql.of("account_id is not null"))),
                walked - 1),
            row -> Reading.instant(row, "created"))
        .orElse(open.from());
  }

  private List<Found> direct(Window window, int limit) {
    return store.list(
        Sql.of(
            "select created, post_key from posts where {}" + NEWEST_FIRST,
            conditions(window),
            limit),
        Found::read);
  }

  /** Month by month, the spans doubling, until there is enough. */
  private List<Found> bySpans(Window window, int limit, List<Found> begun) {
    List<Found> found = new ArrayList<>(begun);
    Instant to = window.to();
    int months = 1;
    while (found.size() < limit && window.from().isBefore(to)) {
      YearMonth last = YearMonth.from(to.minusNanos(1_000).atZone(ZoneOffset.UTC));
      Instant from =
          last.minusMonths(months - 1L).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
      from = from.isBefore(window.from()) ? window.from() : from;
      Window span = new Window(from, to);
      found.addAll(
          store.list(
              party == null
                  ? byText(span, limit - found.size())
                  : byParty(span, limit - found.size()),
              Found::read));
      to = from;
      months *= 2;
    }
    return found;
  }

  /** Materialized, so that the limit cannot tempt the planner away from the text index. */
  private Sql byText(Window span, int limit) {
    return Sql.of(
        "with hit as materialized (select created, post_key from posts where {}) select created, post_key from hit"
            + NEWEST_FIRST,
        conditions(span),
        limit);
  }

  private Sql byParty(Window span, int limit) {
    Sql addressed =
        Sql.all(
            List.of(
                Relations.moments("created", span),
                cursor(),
                parties.toward(party, !selection.countries().isEmpty()),
                anyOf("from_country", selection.countries()),
                actors("from_actor"),
                selection.networks().isEmpty()
                    ? Sql.NOTHING
                    : Sql.of("network = any({})", selection.networks()),
                Parties.SHOWN));
    Sql hits = Sql.of("select distinct created, post_key from interactions where {}", addressed);
    Sql more = Sql.join(" and ", List.of(lang(), kind(), text()));
    return more.text().isEmpty()
        ? Sql.of("select created, post_key from ({}) h" + NEWEST_FIRST, hits, limit)
        : Sql.of(
            "with hit as materialized ({}) select created, post_key from hit join posts using (created, post_key) where {}"
                + NEWEST_FIRST,
            hits,
            Sql.all(List.of(more, Relations.moments("posts.created", span))),
            limit);
  }

  private Sql conditions(Window window) {
    return Sql.all(
        List.of(
            Relations.moments("created", window),
            cursor(),
            anyOf("country", selection.countries()),
            actors("actor_id"),
            selection.networks().isEmpty()
                ? Sql.NOTHING
                : Sql.of("network = any({})", selection.networks()),
            lang(),
            kind(),
            text(),
            Sql.of(Relations.COUNTED)));
  }

  private Sql cursor() {
    return after == null
        ? Sql.NOTHING
        : Sql.of("(created, post_key) < ({}, {})", after.created(), after.key());
  }

  private Sql lang() {
    return anyOf("lang", selection.langs());
  }

  private Sql kind() {
    return kinds.isEmpty()
        ? Sql.NOTHING
        : Sql.of("kind = any({})", kinds.stream().map(Enum::ordinal).toList());
  }

  private Sql text() {
    return words == null ? Sql.NOTHING : Sql.of("tsv @@ {}::tsquery", words);
  }

  /** With one value an index can give the order. */
  private static Sql anyOf(String column, List<String> values) {
    return switch (values.size()) {
      case 0 -> Sql.NOTHING;
      case 1 -> Sql.of(column + " = {}", values.getFirst());
      default -> Sql.of(column + " = any({})", values);
    };
  }

  private Sql actors(String column) {
    if (selection.actors() == null) {
      return Sql.NOTHING;
    }
    Sql some =
        switch (selection.actors().size()) {
          case 0 -> Sql.of("false");
          case 1 -> Sql.of(column + " = {}", selection.actors().iterator().next());
          default -> Sql.of(column + " = any({})", selection.actors());
        };
    return Sql.all(List.of(some, selection.terms().condition(column, Relations.day("created"))));
  }
}
