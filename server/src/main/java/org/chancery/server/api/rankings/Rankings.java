package org.chancery.server.api.rankings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chancery.core.event.Network;
import org.chancery.core.measure.Estimate;
import org.chancery.core.measure.Measure;
import org.chancery.core.measure.Rank;
import org.chancery.core.measure.Ranks;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Country;
import org.chancery.server.api.answer.Coverages;
import org.chancery.server.api.answer.Heard;
import org.chancery.server.api.answer.Kept;
import org.chancery.server.api.answer.Rows;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.Parameter;
import org.chancery.server.api.query.Parameters;
import org.chancery.server.api.query.Problem;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.rankings.Of.Key;
import org.chancery.server.api.rankings.Order.Page;
import org.chancery.server.api.rankings.Order.Place;
import org.chancery.server.api.series.Step;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Relations;
import org.jspecify.annotations.Nullable;

/**
 * {@code /rankings}. The whole order is made at once, since ranks depend on all; it is kept for
 * some seconds, so that the pages of a list are pages of one order. Thread-safe.
 */
public final class Rankings {
  public static final List<Parameter<?>> PARAMETERS =
      List.of(
          Parameters.M,
          Parameters.OF,
          Parameters.KIND,
          Parameters.MIN,
          Parameters.ROW_STEP,
          Parameters.T,
          Parameters.C,
          Parameters.ACTOR,
          Parameters.NETWORK,
          Parameters.LANG_GIVEN,
          Parameters.LIMIT,
          Parameters.NEXT);

  private static final int MOST = 200;
  private static final int MOST_SUMS = 50;

  private final Coverages coverages;
  private final Relations relations;
  private final Kept<Question, Order> kept = new Kept<>(MOST);
  private final Kept<Before, Map<Key, Double>> keptBefore = new Kept<>(MOST);
  private final Kept<Tallies.Question, Map<Key, Map<Network, Sums>>> sums = new Kept<>(MOST_SUMS);
  private final Kept<RowSeries.Question, Map<Key, List<Long>>> series = new Kept<>(MOST_SUMS);

  public Rankings(Coverages coverages, Relations relations) {
    this.coverages = coverages;
    this.relations = relations;
  }

  /**
   * What is put in order.
   *
   * @param silent whether those belong to it who spoke in the window before and do not in this one
   */
  private record Question(String measure, Of of, Selection selection, int minimum, boolean silent) {
    Question withSilent() {
      return new Question(measure, of, selection, minimum, true);
    }
  }

  /**
   * Values of the window before.
   *
   * @param keys of whom; null for everybody
   */
  private record Before(Question question, @Nullable Set<Key> keys) {}

  /** Answers. */
  public Rows<Ranked> answer(Asked asked, Reading store) {
    Measure measure = asked.get(Parameters.M);
    Selection selection = Selection.of(asked);
    Values.check(measure, selection);
    Integer min = asked.find(Parameters.MIN);
    if (min != null && !measure.rate()) {
      throw Problem.bad("min", "min is for rates; %s is none".formatted(measure.id()));
    }
    Question question =
        new Question(
            measure.id(),
            Of.of(asked.get(Parameters.OF)),
            selection,
            min == null ? measure.minPosts() : min,
            false);
    Listing listing = asked.context().listing();
    Page page = kept.get(question, q -> order(measure, q, Set.of(), listing, store)).page(asked);
    Map<Key, Double> before = Map.of();
    if (asked.comparable() && (!fallsToZero(measure) || page.isAmongSpeakers())) {
      before = before(measure, new Before(question, page.keys()), listing, store);
    } else if (asked.comparable()) { // those who fell silent stand behind, or may
      Map<Key, Double> all = before(measure, new Before(question, null), listing, store);
      page =
          kept.get(question.withSilent(), q -> order(measure, q, all.keySet(), listing, store))
              .page(asked);
      before = all;
    }
    Instant at = lastMoment(selection, asked.context().now());
    Map<Key, Detail> details = details(measure, question, page.places(), listing, store);
    Map<Key, List<Long>> series = series(asked, question, page.places(), listing, store);
    List<Ranked> rows = new ArrayList<>();
    for (Place p : page.places()) {
      Key key = p.item().key();
      Double then = before.get(key);
      boolean none = then == null && asked.comparable() && fallsToZero(measure);
      rows.add(
          row(
              p,
              question.of,
              none ? Double.valueOf(0) : then,
              details.getOrDefault(key, p.item().detail()),
              series.get(key),
              listing,
              at));
    }
    return new Rows<>(measure, selection, rows, page.next(), note(measure, page.order()));
  }

  private static boolean fallsToZero(Measure measure) {
    return !measure.rate() && COUNTS.contains(measure.id());
  }

  private Map<Key, Detail> details(
      Measure measure, Question q, List<Place> page, Listing listing, Reading store) {
    List<Key> keys =
        page.stream().map(Place::item).filter(i -> i.estimate().enough()).map(Item::key).toList();
    if (!measure.id().equals("effectiveness") || keys.isEmpty()) {
      return Map.of();
    }
    Map<Key, Detail> all = values(q, listing, Heard.ALL, store).medianReposts(q.selection, keys);
    all.keySet().retainAll(keys);
    return all;
  }

  /** Posts of the rows of a page over time, where asked for. */
  private Map<Key, List<Long>> series(
      Asked asked, Question q, List<Place> page, Listing listing, Reading store) {
    String step = asked.find(Parameters.ROW_STEP);
    if (step == null || page.isEmpty()) {
      return Map.of();
    }
    List<Key> keys = page.stream().map(p -> p.item().key()).toList();
    return series.get(
        new RowSeries.Question(q.of, q.selection, Step.of(step, q.selection.window()), keys),
        new RowSeries(store, relations, listing)::of);
  }

  private Values values(Question q, Listing listing, Heard heard, Reading store) {
    return new Values(
        new Tallies(store, relations, q.of, sums),
        new Audience(store, listing, q.of),
        listing,
        heard,
        q.minimum);
  }

  private static Instant lastMoment(Selection selection, Instant now) {
    Instant last = selection.window().to().minusMillis(1);
    return last.isAfter(now) ? now : last;
  }

  private Order order(
      Measure measure, Question q, Set<Key> spokeBefore, Listing listing, Reading store) {
    Heard heard = coverages.heard(q.selection, listing, store);
    Values values = values(q, listing, heard, store);
    Map<Key, Item> items = new HashMap<>();
    values.of(measure, q.selection).forEach(item -> items.put(item.key(), item));
    if (!spokeBefore.isEmpty()) {
      Function<Key, Estimate> nothing = values.nothing(q.selection);
      spokeBefore.forEach(
          k -> items.computeIfAbsent(k, key -> fellSilent(key, nothing.apply(key), measure)));
    }
    Map<Key, Long> posts = values.postsOf(q.selection);
    List<Item> known =
        items.values().stream().filter(i -> id(i.key(), q.of, listing) != null).toList();
    List<Optional<Rank>> ranks = Ranks.of(known.stream().map(Item::estimate).toList());
    List<Place> places = new ArrayList<>(known.size());
    for (int i = 0; i < known.size(); i++) {
      Item item = known.get(i);
      places.add(
          new Place(
              item,
              String.valueOf(id(item.key(), q.of, listing)),
              ranks.get(i),
              posts.getOrDefault(item.key(), 0L)));
    }
    return Order.of(places, heard.somethingOfAll(q.selection.window()));
  }

  /** Values of the window of the same length before, where there is enough data for one. */
  private Map<Key, Double> before(Measure measure, Before asked, Listing listing, Reading store) {
    return keptBefore.get(asked, b -> readBefore(measure, b, listing, store));
  }

  private Map<Key, Double> readBefore(
      Measure measure, Before asked, Listing listing, Reading store) {
    Question q = asked.question;
    Set<Key> keys = asked.keys;
    if (keys != null && keys.isEmpty()) {
      return Map.of();
    }
    Selection some = keys == null ? q.selection : narrowed(q, keys, listing);
    Map<Key, Double> before = new HashMap<>();
    values(q, listing, Heard.ALL, store) // no interval of it is told
        .of(measure, some.in(q.selection.window().previous()))
        .forEach(
            item -> {
              if (item.estimate().enough()) {
                before.put(item.key(), item.estimate().value());
              }
            });
    return before;
  }

  /** All posts of the items are in it, and few others. */
  private static Selection narrowed(Question q, Set<Key> keys, Listing listing) {
    if (q.of == Of.COUNTRIES) {
      return q.selection.only(keys.stream().map(Key::country).toList());
    }
    Set<Integer> numbers = keys.stream().map(Key::number).collect(Collectors.toSet());
    Set<Integer> actors = q.of == Of.ACTORS ? numbers : listing.actorsOf(numbers);
    if (q.selection.actors() != null) {
      actors.retainAll(q.selection.actors()); // an account may have spoken for somebody else
    }
    return q.selection.among(actors);
  }

  /** Measures for which nothing is zero. */
  private static final List<String> COUNTS =
      List.of("posts", "reposts-made", "posts-per-day", "engagement", "h-reach");

  private static Item fellSilent(Key key, Estimate nothing, Measure measure) {
    return new Item(
        key,
        nothing,
        measure.id().equals("engagement") ? Detail.engagement(Sums.ZERO, List.of()) : null);
  }

  private static @Nullable String id(Key key, Of of, Listing listing) {
    return switch (of) {
      case ACTORS -> {
        Actor actor = listing.actor(key.number());
        yield actor == null ? null : actor.id();
      }
      case ACCOUNTS -> {
        AccountRow row = listing.account(key.number(), Instant.MAX);
        yield row == null ? null : row.network().slug() + ":" + row.ref().key();
      }
      case COUNTRIES -> key.country();
    };
  }

  private static Ranked row(
      Place place,
      Of of,
      @Nullable Double previous,
      @Nullable Detail detail,
      @Nullable List<Long> series,
      Listing listing,
      Instant at) {
    AccountRow account =
        of == Of.ACCOUNTS ? listing.account(place.item().key().number(), at) : null;
    Actor actor =
        switch (of) {
          case ACTORS -> listing.actor(place.item().key().number());
          case ACCOUNTS ->
              account == null ? null : listing.registry().findActor(account.actor()).orElse(null);
          case COUNTRIES -> null;
        };
    Country country =
        of == Of.COUNTRIES ? listing.registry().findCountry(place.id()).orElse(null) : null;
    Estimate e = place.item().estimate();
    return new Ranked(
        place.rank().map(Rank::place).orElse(null),
        place.rank().map(Rank::best).orElse(null),
        place.rank().map(Rank::worst).orElse(null),
        place.id(),
        actor != null ? actor.nameEn() : country != null ? country.nameEn() : place.id(),
        actor != null ? actor.nameFr() : country != null ? country.nameFr() : place.id(),
        of == Of.COUNTRIES ? place.id() : actor == null ? null : listing.countryAt(actor, at),
        actor == null ? null : listing.registry().kindAt(actor, at).slug(),
        Detail.told(e.value()),
        Detail.told(e.low()),
        Detail.told(e.high()),
        place.posts(),
        previous,
        e.enough(),
        account == null ? null : account.network().slug(),
        account == null ? null : account.handle(),
        account == null ? null : account.actor(),
        detail,
        series);
  }

  private static Rows.@Nullable Note note(Measure measure, Order order) {
    if (measure.id().equals("engagement") && order.hasSeveralNetworks()) {
      return new Rows.Note(
          "The value adds up several networks, which do not count alike; detail.networks has each.",
          "La valeur additionne plusieurs réseaux, qui ne comptent pas de la même manière\u202f; "
              + "detail.networks donne chacun.");
    }
    if (order.hasSeveralAccounts()) {
      return new Rows.Note(
          "Some values add up several accounts: the same person may be counted twice; detail.accounts has each.",
          "Certaines valeurs additionnent plusieurs comptes : une même personne peut être comptée deux "
              + "fois\u202f; detail.accounts donne chacun.");
    }
    return null;
  }
}
