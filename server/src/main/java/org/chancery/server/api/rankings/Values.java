package org.chancery.server.api.rankings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.chancery.core.event.Network;
import org.chancery.core.measure.Estimate;
import org.chancery.core.measure.Intervals;
import org.chancery.core.measure.LogHistogram;
import org.chancery.core.measure.Measure;
import org.chancery.core.measure.Silence;
import org.chancery.core.time.Window;
import org.chancery.server.api.answer.Heard;
import org.chancery.server.api.answer.Speakers;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.query.Problem;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.rankings.Detail.LanguageShare;
import org.chancery.server.api.rankings.Detail.NetworkPart;
import org.chancery.server.api.rankings.Of.Key;

/** The value of a measure for every item of a selection. */
final class Values {
  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final Tallies tallies;
  private final Audience audience;
  private final Listing listing;
  private final Heard heard;
  private final int minimum;

  Values(Tallies tallies, Audience audience, Listing listing, Heard heard, int minimum) {
    this.tallies = tallies;
    this.audience = audience;
    this.listing = listing;
    this.heard = heard;
    this.minimum = minimum;
  }

  List<Item> of(Measure measure, Selection selection) {
    return switch (measure.id()) {
      case "posts" -> counts(selection, Sums::posts, 1);
      case "reposts-made" -> counts(selection, Sums::repostsMade, 1);
      case "posts-per-day" ->
          counts(selection, Sums::posts, DAY_MILLIS / selection.window().length().toMillis());
      case "share-of-voice" -> shares(totals(posts(selection)), totals(posts(selection.panel())));
      case "share-of-mentions" ->
          shares(tallies.mentions(selection), tallies.mentions(selection.panel()));
      case "dormant" ->
          silent(dormancy(selection), Map.of(), Detail.days((int) Silence.DORMANT_AFTER.toDays()));
      case "silent" ->
          silent(selection, totals(posts(selection.in(before(selection.window())))), null);
      case "languages" -> languages(selection);
      case "followers" -> audience.followers(selection);
      case "followers-growth" -> audience.growth(selection);
      case "engagement" -> engagement(selection);
      case "effectiveness" -> effectiveness(selection);
      case "interaction-rate" ->
          medians(tallies.histograms(tallies.relations().rateValues(selection)));
      case "h-reach" -> reach(selection);
      case "conversational" -> replies(selection, Sums::posts);
      case "conversational-all" -> replies(selection, s -> s.posts() + s.repostsMade());
      case "response-time" ->
          medians(tallies.histograms(tallies.relations().answerValues(selection)));
      default ->
          throw new Problem(
              400,
              "MEASURE_NOT_RANKABLE",
              measure.id().equals("country-matrix")
                  ? "country-matrix is about pairs; /matrix answers it"
                  : measure.id().equals("hashtag-posts")
                      ? "hashtag-posts needs a tag; /series with tag, or /hashtags, answers it"
                      : "%s puts nothing in order".formatted(measure.id()),
              "m");
    };
  }

  /** Posts of every item, for the column beside the values. */
  Map<Key, Long> postsOf(Selection selection) {
    return totals(posts(selection));
  }

  private Map<Key, Map<Network, Sums>> posts(Selection selection) {
    return tallies.counts(selection);
  }

  private static Map<Key, Long> totals(Map<Key, Map<Network, Sums>> sums) {
    Map<Key, Long> totals = new HashMap<>();
    sums.forEach((key, by) -> totals.put(key, total(by).posts()));
    return totals;
  }

  private static Sums total(Map<Network, Sums> by) {
    return by.values().stream().reduce(Sums.ZERO, Sums::plus);
  }

  private List<Item> counts(Selection selection, ToLongFunction<Sums> what, double factor) {
    List<Item> items = new ArrayList<>();
    Map<Key, Speakers> speakers = speakers(selection);
    posts(selection)
        .forEach(
            (key, by) -> {
              Estimate count =
                  heard.count(
                      each(by, what), speakers.getOrDefault(key, Speakers.ANY), selection.window());
              items.add(new Item(key, factor == 1 ? count : count.times(factor), null));
            });
    return items;
  }

  private static Map<Network, Long> each(Map<Network, Sums> by, ToLongFunction<Sums> what) {
    Map<Network, Long> each = new EnumMap<>(Network.class);
    by.forEach((network, sums) -> each.put(network, what.applyAsLong(sums)));
    return each;
  }

  /** Shares of the items picked out among the whole panel. */
  private List<Item> shares(Map<Key, Long> counts, Map<Key, Long> panel) {
    long total = panel.values().stream().mapToLong(n -> n).sum();
    int size = (int) panel.values().stream().filter(n -> n > 0).count();
    List<Item> items = new ArrayList<>();
    counts.forEach(
        (key, n) ->
            items.add(
                new Item(key, Intervals.share(n, total, minimum), Detail.panel(total, size))));
    return items;
  }

  private static Selection dormancy(Selection selection) {
    Window window = selection.window();
    return selection.in(new Window(window.to().minus(Silence.DORMANT_AFTER), window.to()));
  }

  private static Window before(Window window) {
    return new Window(window.from().minus(Silence.SPOKE_WITHIN), window.from());
  }

  /**
   * 1 for items that are listed and have no post in the selection's window.
   *
   * @param spoke items that must have posts here; empty map: no condition
   */
  private List<Item> silent(
      Selection selection, Map<Key, Long> spoke, @org.jspecify.annotations.Nullable Detail detail) {
    Map<Key, Long> posts = totals(posts(selection));
    boolean mustHaveSpoken = detail == null;
    List<Item> items = new ArrayList<>();
    for (Key key : listed(selection)) {
      boolean quiet = posts.getOrDefault(key, 0L) == 0;
      boolean counts = !mustHaveSpoken || spoke.getOrDefault(key, 0L) > 0;
      items.add(new Item(key, Estimate.exact(quiet && counts ? 1 : 0, 1), detail));
    }
    return items;
  }

  private Map<Key, Speakers> speakers(Selection selection) {
    return Speakers.by(selection, listing, one -> tallies.of().keys(one, listing));
  }

  /** The counts of items without a post. */
  Function<Key, Estimate> nothing(Selection selection) {
    Map<Key, Speakers> speakers = speakers(selection);
    return key ->
        heard.count(Map.of(), speakers.getOrDefault(key, Speakers.ANY), selection.window());
  }

  private Set<Key> listed(Selection selection) {
    if (tallies.of() == Of.COUNTRIES) {
      throw new Problem(
          400,
          "MEASURE_NOT_RANKABLE",
          "dormant and silent are said of actors and accounts; of takes actors or accounts here",
          "of");
    }
    Set<Key> keys = new HashSet<>();
    for (Listing.Listed account : listing.in(selection.window())) {
      int actor = listing.key(account.actor().id());
      boolean meant =
          selection.networkMeant(account.row().network())
              && (selection.actors() == null || selection.actors().contains(actor))
              && (selection.countries().isEmpty()
                  || account.countries().stream().anyMatch(selection.countries()::contains));
      if (meant) {
        keys.add(new Key(tallies.of() == Of.ACTORS ? actor : account.account(), ""));
      }
    }
    return keys;
  }

  private List<Item> languages(Selection selection) {
    List<Item> items = new ArrayList<>();
    tallies
        .languages(selection)
        .forEach(
            (key, by) -> {
              long total = by.values().stream().mapToLong(n -> n).sum();
              List<LanguageShare> shares =
                  by.entrySet().stream()
                      .map(e -> share(e.getKey(), e.getValue(), total))
                      .sorted(
                          Comparator.comparingLong((LanguageShare s) -> -s.posts())
                              .thenComparing(LanguageShare::lang))
                      .toList();
              items.add(
                  new Item(
                      key,
                      Intervals.share(shares.getFirst().posts(), total, minimum),
                      total >= minimum ? Detail.shares(shares) : null));
            });
    return items;
  }

  private static LanguageShare share(String lang, long posts, long total) {
    Estimate share = Intervals.share(posts, total, 1);
    return new LanguageShare(lang, posts, share.value(), share.low(), share.high());
  }

  private List<Item> engagement(Selection selection) {
    List<Item> items = new ArrayList<>();
    Map<Key, Speakers> speakers = speakers(selection);
    tallies
        .sums(selection)
        .forEach(
            (key, by) -> {
              List<NetworkPart> parts =
                  by.entrySet().stream()
                      .map(e -> part(e.getKey(), e.getValue()))
                      .sorted(Comparator.comparing(NetworkPart::network))
                      .toList();
              items.add(
                  new Item(
                      key,
                      heard.count(
                          each(by, Sums::engagement),
                          speakers.getOrDefault(key, Speakers.ANY),
                          selection.window()),
                      Detail.engagement(total(by), parts)));
            });
    return items;
  }

  private static NetworkPart part(Network network, Sums s) {
    return new NetworkPart(
        network.slug(), s.posts(), s.likes(), s.reposts(), s.replies(), s.quotes());
  }

  private List<Item> effectiveness(Selection selection) {
    List<Item> items = new ArrayList<>();
    tallies
        .sums(selection)
        .forEach(
            (key, by) -> {
              Sums sums = total(by);
              Estimate mean =
                  Intervals.mean(
                      sums.repostKnown(), sums.repostSum(), sums.repostSquares(), minimum);
              items.add(new Item(key, mean, null));
            });
    return items;
  }

  /** What stands beside the mean, which only the rows of a page need. */
  Map<Key, Detail> medianReposts(Selection selection, Collection<Key> keys) {
    Set<Integer> numbers = new HashSet<>();
    keys.forEach(key -> numbers.add(key.number()));
    Set<Integer> accounts =
        switch (tallies.of()) {
          case ACTORS -> listing.accountsOf(numbers);
          case ACCOUNTS -> numbers;
          case COUNTRIES -> Set.of();
        };
    Map<Key, Detail> details = new HashMap<>();
    tallies
        .histograms(tallies.relations().repostValues(selection, accounts))
        .forEach((key, counts) -> details.put(key, quantiles(LogHistogram.ofWholeNumbers(counts))));
    return details;
  }

  private List<Item> medians(Map<Key, SortedMap<Integer, Long>> histograms) {
    List<Item> items = new ArrayList<>();
    histograms.forEach(
        (key, counts) -> {
          LogHistogram values = LogHistogram.of(counts);
          Estimate median = values.median(minimum);
          items.add(new Item(key, median, median.enough() ? quantiles(values) : null));
        });
    return items;
  }

  private static Detail quantiles(LogHistogram values) {
    return Detail.quantiles(values.median(1), values.quantile(0.25, 1), values.quantile(0.75, 1));
  }

  private List<Item> reach(Selection selection) {
    List<Network> networks =
        selection.networks().isEmpty() ? List.of(Network.values()) : selection.networks();
    Map<Key, Speakers> speakers = speakers(selection);
    speakers.values().removeIf(some -> !heard.ownGaps(some));
    double usual = heard.least(networks, Speakers.ANY, selection.window());
    double least = // of all with gaps of their own: wider than need be for most, never too narrow
        speakers.values().stream()
            .mapToDouble(some -> heard.least(networks, some, selection.window()))
            .min()
            .orElse(usual);
    Map<Key, Tallies.Reach> reach = tallies.reach(selection, usual, least);
    List<Item> items = new ArrayList<>();
    totals(posts(selection))
        .forEach(
            (key, posts) -> {
              boolean own = speakers.containsKey(key);
              double share = own ? least : usual;
              Tallies.Reach r = reach.getOrDefault(key, Tallies.Reach.NONE);
              double bound = Math.max(r.value(), own ? r.highest() : r.high());
              double high = share == 0 ? Double.POSITIVE_INFINITY : bound;
              items.add(new Item(key, new Estimate(r.value(), r.value(), high, posts, true), null));
            });
    return items;
  }

  private List<Item> replies(Selection selection, ToLongFunction<Sums> of) {
    List<Item> items = new ArrayList<>();
    posts(selection)
        .forEach(
            (key, by) -> {
              Sums sums = total(by);
              items.add(
                  new Item(
                      key,
                      Intervals.share(sums.repliesMade(), of.applyAsLong(sums), minimum),
                      null));
            });
    return items;
  }

  /** Makes sure that what was asked can be told. */
  static void check(Measure measure, Selection selection) {
    boolean blind =
        Set.of("share-of-mentions", "followers", "followers-growth", "response-time")
            .contains(measure.id());
    if (blind && !selection.langs().isEmpty()) {
      throw Problem.bad("lang", "%s is not known by language".formatted(measure.id()));
    }
  }
}
