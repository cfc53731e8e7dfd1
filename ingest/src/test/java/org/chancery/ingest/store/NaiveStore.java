// Longer than our measure of a file: one whole model, to be read beside the statements it checks.
package org.chancery.ingest.store;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.PostKind;
import org.chancery.core.measure.LogBuckets;
import org.jspecify.annotations.Nullable;

/**
 * The exact meaning of changes, slow and plain: it remembers everything it was told and answers
 * from the definitions of {@code measures.md}. Written without looking at the SQL.
 */
public final class NaiveStore {
  /**
   * At the same moment the one by a listed author; the rest only decides between contradictions.
   */
  private static final Comparator<PostRow> EARLIEST =
      Comparator.comparing(PostRow::created)
          .thenComparing(r -> r.account() == null ? Integer.MAX_VALUE : r.account())
          .thenComparing(r -> r.author().toString())
          .thenComparing(r -> r.claimed() == null ? Instant.MAX : r.claimed());

  private final Map<UUID, List<Change.Post>> observations = new LinkedHashMap<>();
  private final Map<UUID, List<Change.Totals>> totals = new HashMap<>();
  private final Map<UUID, List<Change.Reaction>> reactions = new LinkedHashMap<>();
  private final Map<UUID, Instant> gone = new HashMap<>();
  private final Map<Integer, List<Change.Audience>> audiences = new TreeMap<>();
  private final Map<Integer, List<Change.AccountState>> states = new TreeMap<>();

  /** Takes in one transaction. */
  public void apply(List<Change> batch) {
    for (Change change : batch) {
      switch (change) {
        case Change.Post p ->
            observations.computeIfAbsent(p.row().key(), k -> new ArrayList<>()).add(p);
        case Change.Totals t -> totals.computeIfAbsent(t.post(), k -> new ArrayList<>()).add(t);
        case Change.Reaction r -> reactions.computeIfAbsent(r.key(), k -> new ArrayList<>()).add(r);
        case Change.Audience a ->
            audiences.computeIfAbsent(a.account(), k -> new ArrayList<>()).add(a);
        case Change.AccountState s ->
            states.computeIfAbsent(s.account(), k -> new ArrayList<>()).add(s);
        case Change.Gone g -> {} // below: what comes in the same batch is known
        case Change.Progress p -> {}
        case Change.Gap g -> {}
        case Change.DisplayOnly d -> {}
        case Change.IdentityAlert a -> {}
        case Change.Ties t -> {} // NaiveTies
        case Change.Place p -> {}
      }
    }
    Set<UUID> remembered = new HashSet<>();
    for (Change change : batch) {
      if (change instanceof Change.Gone g && g.remember()) {
        remembered.add(g.key());
      }
    }
    for (Change change : batch) {
      if (change instanceof Change.Gone g
          && (remembered.contains(g.key())
              || observations.containsKey(g.key())
              || reactions.containsKey(g.key()))) {
        gone.merge(g.key(), g.seen(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
  }

  /** A post as it must stand. */
  private final class Post {
    final UUID key;
    final Change.Post best;
    final PostRow now;
    final PostRow filed;
    final @Nullable Instant deleted;
    final boolean counted;
    final @Nullable Long followers;
    final @Nullable Instant edited;
    final Map<String, @Nullable Long> engagement = new HashMap<>();

    Post(UUID key, List<Change.Post> told) {
      this.key = key;
      this.best =
          told.stream()
              .max(
                  Comparator.comparing((Change.Post p) -> p.row().seen())
                      .thenComparing(p -> p.row().richness())
                      .thenComparing(p -> p.row().checksum()))
              .orElseThrow();
      this.now = best.row();
      this.filed = told.stream().map(Change.Post::row).min(EARLIEST).orElseThrow();
      this.deleted = gone.get(key);
      this.counted = told.stream().anyMatch(p -> p.row().counted());
      this.followers =
          told.stream()
              .map(Change.Post::row)
              .filter(r -> r.followers() != null)
              .min(
                  Comparator.comparing(PostRow::seen)
                      .thenComparing(r -> -Objects.requireNonNull(r.followers())))
              .map(PostRow::followers)
              .orElse(null);
      this.edited =
          told.stream()
              .map(p -> p.row().edited())
              .filter(Objects::nonNull)
              .max(Comparator.naturalOrder())
              .orElse(null);
      List<Change.Totals> all = new ArrayList<>(totals.getOrDefault(key, List.of()));
      told.forEach(p -> all.add(new Change.Totals(key, p.row().seen(), p.row().engagement())));
      all.removeIf(t -> !t.engagement().known());
      Instant newest =
          all.stream().map(Change.Totals::seen).max(Comparator.naturalOrder()).orElse(Instant.MIN);
      all.removeIf(t -> !t.seen().equals(newest));
      part("likes", 0, all, Engagement::likes);
      part("reposts", 1, all, Engagement::reposts);
      part("replies", 2, all, Engagement::replies);
      part("quotes", 3, all, Engagement::quotes);
      part("views", -1, all, Engagement::views);
    }

    private void part(
        String name,
        int kind,
        List<Change.Totals> newest,
        Function<Engagement, @Nullable Long> get) {
      if (counted && kind >= 0) {
        engagement.put(
            name,
            heard().values().stream()
                .filter(r -> r.post().equals(key) && r.kind() == kind)
                .count());
      } else {
        engagement.put(
            name,
            newest.stream()
                .map(t -> get.apply(t.engagement()))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null));
      }
    }

    boolean there() {
      return deleted == null && filed.account() != null;
    }

    boolean open() {
      return filed.account() == null || stateOf(filed.account()).equals("ACTIVE");
    }

    boolean counts() {
      return there() && open();
    }

    LocalDate day() {
      return dayOf(filed.created());
    }

    String who() {
      return filed.account() + "|" + filed.actor() + "|" + filed.country();
    }

    boolean engaged() {
      return engagement.get("likes") != null
          || engagement.get("reposts") != null
          || engagement.get("replies") != null
          || engagement.get("quotes") != null;
    }

    long of(String part) {
      Long value = engagement.get(part);
      return value == null ? 0 : value;
    }

    List<Change.Interaction> addressed() {
      return deleted == null ? best.interactions() : List.of();
    }
  }

  private static LocalDate dayOf(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static @Nullable Long micros(@Nullable Instant at) {
    return at == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static String line(@Nullable Object... values) {
    return String.join("|", Arrays.stream(values).map(String::valueOf).toList());
  }

  private Map<UUID, Change.Reaction> heard() {
    Map<UUID, Change.Reaction> heard = new LinkedHashMap<>();
    reactions.forEach(
        (key, told) -> {
          if (!gone.containsKey(key)) {
            heard.put(
                key,
                told.stream()
                    .min(
                        Comparator.comparing((Change.Reaction r) -> r.post().toString())
                            .thenComparing(Change.Reaction::kind))
                    .orElseThrow());
          }
        });
    return heard;
  }

  /** The rows of every table, in the form of {@link StoredRows}. */
  public Map<String, List<String>> rows() {
    Map<UUID, Post> posts = new LinkedHashMap<>();
    observations.forEach((key, told) -> posts.put(key, new Post(key, told)));
    Map<String, List<String>> rows = new LinkedHashMap<>();
    rows.put("posts", posts.values().stream().map(NaiveStore::postLine).sorted().toList());
    List<String> interactions = new ArrayList<>();
    for (Post p : posts.values()) {
      for (Change.Interaction i : p.addressed()) {
        interactions.add(
            line(
                micros(p.filed.created()),
                p.key,
                i.kind().ordinal(),
                p.filed.account(),
                p.filed.actor(),
                p.filed.country(),
                i.toKey(),
                i.toAccount(),
                i.toActor(),
                i.toCountry()));
      }
    }
    rows.put("interactions", sorted(interactions));
    rows.put(
        "reaction",
        heard().values().stream().map(r -> line(r.key(), r.post(), r.kind())).sorted().toList());
    Map<String, Long> histogram = new TreeMap<>();
    rows.put("response", responses(posts, histogram));
    rows.put("account_day", accountDays(posts.values(), histogram));
    rows.put("country_hour", countryHours(posts.values()));
    rows.put("tag_day", tagDays(posts.values()));
    rows.put("tag_sum", tagSums(posts.values()));
    rows.put("edge", edges(posts.values()));
    rows.put("mention_day", mentionDays(posts.values()));
    rows.put("histograms", lines(histogram));
    rows.put("audience", audienceDays());
    rows.put("account", accountLines());
    return rows;
  }

  private static String postLine(Post p) {
    PostRow n = p.now;
    boolean there = p.deleted == null;
    return line(
        p.key,
        micros(p.filed.created()),
        micros(n.seen()),
        micros(p.filed.claimed()),
        n.kind().ordinal(),
        p.filed.account(),
        p.filed.actor(),
        p.filed.country(),
        p.filed.author(),
        p.filed.nativeId(),
        n.richness(),
        n.lang(),
        there ? n.text() : "",
        there ? "t" : "f",
        n.reply(),
        n.quote(),
        n.repost(),
        "{" + (there ? String.join(",", n.hashtags()) : "") + "}",
        "{" + (there ? String.join(",", n.links()) : "") + "}",
        n.given(),
        n.media(),
        p.followers,
        p.counted ? "t" : "f",
        p.engagement.get("likes"),
        p.engagement.get("reposts"),
        p.engagement.get("replies"),
        p.engagement.get("quotes"),
        p.engagement.get("views"),
        micros(p.edited),
        micros(p.deleted));
  }

  private static List<String> responses(Map<UUID, Post> posts, Map<String, Long> histogram) {
    List<String> lines = new ArrayList<>();
    for (Post p : posts.values()) {
      if (!p.there() || p.now.reply() == null) {
        continue;
      }
      Post asked = posts.get(p.now.reply());
      Long micros = null;
      if (asked != null
          && !asked.filed.created().isAfter(p.filed.created())
          && !Objects.equals(asked.filed.actor(), p.filed.actor())
          && asked.addressed().stream()
              .anyMatch(i -> Objects.equals(i.toActor(), p.filed.actor()))) {
        micros = ChronoUnit.MICROS.between(asked.filed.created(), p.filed.created());
        if (p.open()) {
          int bucket = LogBuckets.bucketOf(micros / 1e6);
          histogram.merge(line(p.day(), p.who(), "r", bucket), 1L, Long::sum);
        }
      }
      lines.add(
          line(
              p.key,
              p.now.reply(),
              p.filed.account(),
              p.filed.actor(),
              p.filed.country(),
              micros(p.filed.created()),
              micros));
    }
    return sorted(lines);
  }

  private static List<String> accountDays(Iterable<Post> posts, Map<String, Long> histogram) {
    Map<String, long[]> days = new TreeMap<>();
    for (Post p : posts) {
      if (!p.counts()) {
        continue;
      }
      long[] n = days.computeIfAbsent(line(p.day(), p.who(), lang(p)), k -> new long[12]);
      n[p.now.kind().ordinal()]++;
      if (p.now.kind() != PostKind.REPOST) {
        n[4] += p.engaged() ? 1 : 0;
        n[5] += p.of("likes");
        n[6] += p.of("reposts");
        n[7] += p.of("replies");
        n[8] += p.of("quotes");
        if (p.followers != null && p.followers > 0 && p.engaged()) {
          double rate =
              1000.0
                  * (p.of("likes") + p.of("reposts") + p.of("replies") + p.of("quotes"))
                  / p.followers;
          histogram.merge(line(p.day(), p.who(), "i", LogBuckets.bucketOf(rate)), 1L, Long::sum);
        }
      }
      if (p.now.kind() == PostKind.ORIGINAL && p.engagement.get("reposts") != null) {
        n[9]++;
        n[10] += p.of("reposts");
        n[11] += p.of("reposts") * p.of("reposts");
        histogram.merge(
            line(p.day(), p.who(), "e", LogBuckets.bucketOf(p.of("reposts"))), 1L, Long::sum);
      }
    }
    List<String> lines = new ArrayList<>();
    days.forEach((key, n) -> lines.add(order(key, n)));
    return sorted(lines);
  }

  /** {@code originals, replies, reposts, quotes} as the kinds are ordered in the tables. */
  private static String order(String key, long[] n) {
    StringBuilder line = new StringBuilder(key);
    long[] inOrder = n.clone();
    inOrder[0] = n[PostKind.ORIGINAL.ordinal()];
    inOrder[1] = n[PostKind.REPLY.ordinal()];
    inOrder[2] = n[PostKind.REPOST.ordinal()];
    inOrder[3] = n[PostKind.QUOTE.ordinal()];
    Arrays.stream(inOrder).forEach(v -> line.append('|').append(v));
    return line.toString();
  }

  private static String lang(Post p) {
    return p.now.lang() == null ? "" : p.now.lang();
  }

  private static List<String> countryHours(Iterable<Post> posts) {
    Map<String, long[]> hours = new TreeMap<>();
    for (Post p : posts) {
      if (p.counts()) {
        Instant hour = p.filed.created().truncatedTo(ChronoUnit.HOURS);
        hours
            .computeIfAbsent(line(micros(hour), p.filed.country(), lang(p)), k -> new long[4])[
            p.now.kind().ordinal()]++;
      }
    }
    List<String> lines = new ArrayList<>();
    hours.forEach((key, n) -> lines.add(order(key, n)));
    return sorted(lines);
  }

  private static List<String> tagDays(Iterable<Post> posts) {
    Map<String, Long> days = new TreeMap<>();
    for (Post p : posts) {
      if (p.counts() && p.now.kind() != PostKind.REPOST) {
        p.now
            .hashtags()
            .forEach(
                tag ->
                    days.merge(
                        line(p.day(), p.filed.actor(), p.filed.country(), tag), 1L, Long::sum));
      }
    }
    return lines(days);
  }

  private static List<String> tagSums(Iterable<Post> posts) {
    Map<String, Long> days = new TreeMap<>();
    for (Post p : posts) {
      if (p.counts() && p.now.kind() != PostKind.REPOST) {
        p.now.hashtags().forEach(tag -> days.merge(line(p.day(), tag), 1L, Long::sum));
      }
    }
    return lines(days);
  }

  /** A post counts once in a kind for each country addressed, and once whatever the kinds. */
  private static List<String> edges(Iterable<Post> posts) {
    Map<String, long[]> cells = new TreeMap<>();
    for (Post p : posts) {
      String from = p.filed.country();
      if (from == null || from.isEmpty() || !p.open()) {
        continue;
      }
      TreeSet<String> told = new TreeSet<>();
      for (Change.Interaction i : p.addressed()) {
        if (i.toCountry() != null && !i.toCountry().isEmpty()) {
          told.add(i.toCountry() + "|" + i.kind().ordinal());
          told.add(i.toCountry() + "|4");
        }
      }
      LocalDate day = p.day();
      LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      for (String one : told) {
        String to = one.substring(0, one.indexOf('|'));
        int kind = Integer.parseInt(one.substring(one.indexOf('|') + 1));
        cells.computeIfAbsent(line("d", day, from, to), k -> new long[5])[kind]++;
        cells.computeIfAbsent(line("w", monday, from, to), k -> new long[5])[kind]++;
        cells.computeIfAbsent(line("m", day.withDayOfMonth(1), from, to), k -> new long[5])[kind]++;
      }
    }
    List<String> lines = new ArrayList<>();
    cells.forEach((key, n) -> lines.add(line(key, n[0], n[1], n[2], n[3], n[4])));
    return sorted(lines);
  }

  private static int number(@Nullable Integer account) {
    return account == null ? Integer.MAX_VALUE : account;
  }

  /** Once for each actor, with the first of its accounts. */
  private static List<String> mentionDays(Iterable<Post> posts) {
    Map<String, Long> days = new TreeMap<>();
    for (Post p : posts) {
      Map<Integer, Change.Interaction> first = new TreeMap<>();
      for (Change.Interaction i : p.addressed()) {
        if (i.kind() == InteractionKind.MENTION
            && p.filed.actor() != null
            && p.open()
            && i.toActor() != null
            && !i.toActor().equals(p.filed.actor())) {
          first.merge(
              i.toActor(), i, (a, b) -> number(b.toAccount()) < number(a.toAccount()) ? b : a);
        }
      }
      first
          .values()
          .forEach(
              i ->
                  days.merge(
                      line(p.day(), i.toAccount(), i.toActor(), i.toCountry()), 1L, Long::sum));
    }
    return lines(days);
  }

  private List<String> audienceDays() {
    Map<String, Change.Audience> last = new TreeMap<>();
    audiences.values().stream()
        .flatMap(List::stream)
        .filter(a -> a.followers() != null)
        .forEach(
            a ->
                last.merge(
                    line(a.account(), dayOf(a.at())),
                    a,
                    (x, y) ->
                        Comparator.comparing(Change.Audience::at)
                                    .thenComparing(v -> Objects.requireNonNull(v.followers()))
                                    .compare(x, y)
                                >= 0
                            ? x
                            : y));
    List<String> lines = new ArrayList<>();
    last.forEach((key, a) -> lines.add(line(key, micros(a.at()), a.followers())));
    return sorted(lines);
  }

  private List<String> accountLines() {
    List<String> lines = new ArrayList<>();
    for (int account = 1; account <= Scenario.ACCOUNTS; account++) {
      String name =
          audiences.getOrDefault(account, List.of()).stream()
              .filter(a -> a.name() != null)
              .max(
                  Comparator.comparing(Change.Audience::at)
                      .thenComparing(a -> Objects.requireNonNull(a.name())))
              .map(Change.Audience::name)
              .orElse(null);
      lines.add(line(account, name, stateOf(account)));
    }
    return sorted(lines);
  }

  private String stateOf(int account) {
    return states.getOrDefault(account, List.of()).stream()
        .max(Comparator.comparing(Change.AccountState::at).thenComparing(s -> s.state().name()))
        .map(s -> s.state().name())
        .orElse("ACTIVE");
  }

  private static List<String> lines(Map<String, Long> sums) {
    return sums.entrySet().stream().map(e -> line(e.getKey(), e.getValue())).sorted().toList();
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }
}
