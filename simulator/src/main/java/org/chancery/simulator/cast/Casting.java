package org.chancery.simulator.cast;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chancery.simulator.atproto.Identifiers;
import org.chancery.simulator.cast.Account.Holder;
import org.chancery.simulator.cast.Roles.Role;
import org.chancery.simulator.chance.Chance;
import org.chancery.simulator.speech.Languages;
import org.jspecify.annotations.Nullable;

/** Fills a world with its cast, from a seed. */
public final class Casting {
  /** Ordinary accounts around the actors. */
  public static final int STRANGERS = 2_000;

  /**
   * Offices' posts a day, mean over all actors: 45 000 in 35 days for 420 of them, reactions aside.
   */
  static final double MEAN_POSTS_PER_DAY = 2.7;

  private static final double MOST_POSTS_PER_DAY = 32;
  private static final double SILENT = 0.06;
  private static final double DORMANT = 0.07;
  private static final double CHANGES_HANDS = 0.12;
  private static final Set<String> FRIDAY_WEEKEND =
      Set.of(
          "BHR", "BGD", "DZA", "EGY", "IRQ", "ISR", "JOR", "KWT", "LBY", "OMN", "QAT", "SAU", "SDN",
          "SYR", "YEM");
  private static final List<String> STRANGERS_LANGUAGES =
      List.of(
          "en", "en", "en", "en", "fr", "fr", "es", "es", "pt", "ja", "ar", "de", "ru", "zh", "th");

  private final long seed;
  private final Countries countries;
  private final Instant historyFrom;
  private final Duration history;
  private final Chance chance;
  private final Names names;
  private final List<Actor> actors = new ArrayList<>();
  private final List<Tenure> tenures = new ArrayList<>();
  private final List<Diplomat> diplomats = new ArrayList<>();

  private Casting(long seed, Countries countries, Instant historyFrom, Duration history) {
    this.seed = seed;
    this.countries = countries;
    this.historyFrom = historyFrom;
    this.history = history;
    this.chance = new Chance(seed).split("cast");
    this.names = new Names(new Chance(seed).split("names"));
  }

  /**
   * @param accounts wanted number of accounts of actors
   * @param historyFrom when the world's history begins, and for how long it goes on before the live
   *     part
   */
  public static Cast cast(
      long seed, Countries countries, int accounts, Instant historyFrom, Duration history) {
    return new Casting(seed, countries, historyFrom, history).fill(accounts);
  }

  private Cast fill(int accounts) {
    for (Role role : Roles.deal(countries.list(), accounts, chance)) play(role);
    List<Diplomat> scaled = scale(diplomats);
    List<Account> strangers = new ArrayList<>();
    for (int i = 0; i < STRANGERS; i++) {
      int number = scaled.size() + i;
      String handle = "citizen-%04d.sim.test".formatted(i);
      strangers.add(
          new Account(
              number,
              Identifiers.did(seed, number),
              handle,
              List.of(),
              chance.pick(STRANGERS_LANGUAGES)));
    }
    return new Cast(
        countries,
        actors,
        tenures,
        scaled,
        Circles.draw(scaled, chance.split("circles")),
        strangers);
  }

  private void play(Role role) {
    Kind kind = role.kind();
    String own = kind.isPerson() ? names.person() : names.place();
    String slug = Billing.slug(kind, role.country(), role.host(), own);
    List<Holder> holders = new ArrayList<>();
    Actor actor =
        actor(role, kind.isPerson() && kind.isOfState() ? "person-" + Names.slug(own) : slug, own);
    actors.add(actor);
    holders.add(new Holder(actor, Long.MIN_VALUE));
    if (kind == Kind.AMBASSADOR || kind == Kind.SPOKESPERSON)
      holdOffice(role, slug, actor, holders);
    int number = diplomats.size();
    List<String> languages = languages(role);
    Account account =
        new Account(
            number, Identifiers.did(seed, number), slug + ".sim.test", holders, languages.get(0));
    Country home = kind == Kind.MISSION || kind == Kind.AMBASSADOR ? role.host() : role.country();
    diplomats.add(
        new Diplomat(
            account,
            kind,
            home,
            activity(kind),
            kind.popularity() * chance.logNormal(0.6, 1.0),
            languages,
            FRIDAY_WEEKEND.contains(home.code())));
  }

  /**
   * A person holds an office; some hand over the office's account during the history, at midnight
   * UTC.
   */
  private void holdOffice(Role role, String slug, Actor person, List<Holder> holders) {
    Actor office =
        new Actor(
            "sim-" + slug,
            role.kind(),
            "Office: " + slug + " (simulated)",
            "Fonction : " + slug + " (simulé)",
            role.country().code(),
            "",
            "institution",
            person.host(),
            "no account of its own");
    actors.add(office);
    LocalDate change = chance.happens(CHANGES_HANDS) ? handOver() : null;
    LocalDate since =
        LocalDate.ofInstant(historyFrom, ZoneOffset.UTC).minusDays(30 + chance.nextInt(900));
    tenures.add(new Tenure(person.id(), office.id(), since, change));
    if (change == null) return;
    String own = names.person();
    Actor successor = actor(role, "person-" + Names.slug(own), own);
    actors.add(successor);
    tenures.add(new Tenure(successor.id(), office.id(), change, null));
    holders.add(
        new Holder(successor, change.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000));
  }

  private @Nullable LocalDate handOver() {
    long days = history.toDays();
    if (days < 3) return null;
    return LocalDate.ofInstant(historyFrom, ZoneOffset.UTC)
        .plusDays(1 + chance.nextInt((int) days - 2));
  }

  private Actor actor(Role role, String slug, String own) {
    Kind kind = role.kind();
    boolean abroad = kind == Kind.MISSION || kind == Kind.AMBASSADOR;
    return new Actor(
        "sim-" + slug,
        kind,
        Billing.english(kind, role.country(), role.host(), own),
        Billing.french(kind, role.country(), role.host(), own),
        kind == Kind.ORGANISATION ? "" : role.country().code(),
        kind == Kind.ORGANISATION ? "sim-" + slug : "",
        kind.isPerson() ? "person" : "institution",
        abroad ? role.host().code() : "",
        "invented");
  }

  /** Heavy-tailed: log-normal, some silent, some nearly so. Scaled to the wanted mean later. */
  private double activity(Kind kind) {
    double drawn = kind.activity() * chance.logNormal(0.7, 1.15);
    if (chance.happens(SILENT)) return 0;
    return chance.happens(DORMANT) ? 0.03 : drawn;
  }

  private static List<Diplomat> scale(List<Diplomat> drawn) {
    double factor = 1;
    for (int round = 0; round < 4; round++) {
      double sum = 0;
      for (Diplomat d : drawn) sum += Math.min(MOST_POSTS_PER_DAY, d.postsPerDay() * factor);
      factor *= MEAN_POSTS_PER_DAY * drawn.size() / sum;
    }
    List<Diplomat> scaled = new ArrayList<>();
    for (Diplomat d : drawn) {
      scaled.add(
          new Diplomat(
              d.account(),
              d.kind(),
              d.home(),
              Math.min(MOST_POSTS_PER_DAY, d.postsPerDay() * factor),
              d.popularity(),
              d.languages(),
              d.fridayWeekend()));
    }
    return scaled;
  }

  /** The official language first; English beside it for many, the host's for some missions. */
  private List<String> languages(Role role) {
    Optional<String> official = Languages.firstSpoken(role.country().languages());
    List<String> spoken =
        new ArrayList<>(List.of(role.kind() == Kind.ORGANISATION ? "en" : official.orElse("en")));
    Optional<String> hosts = Languages.firstSpoken(role.host().languages());
    if (hosts.isPresent() && !spoken.contains(hosts.get()) && chance.happens(0.5))
      spoken.add(hosts.get());
    if (!spoken.contains("en") && chance.happens(0.6)) spoken.add("en");
    if (role.kind() == Kind.ORGANISATION) spoken.add("fr");
    return spoken;
  }
}
