package org.chancery.server.api.presence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.chancery.core.event.Network;
import org.chancery.core.measure.MeasureCatalogue;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.Registry;
import org.chancery.core.time.Window;
import org.chancery.server.api.answer.Rows;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.PageToken;
import org.chancery.server.api.query.Parameter;
import org.chancery.server.api.query.Parameters;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Reading;
import org.jspecify.annotations.Nullable;

/** The measure {@code presence}: which states are on which network, now and before. Thread-safe. */
public final class Presence {
  public static final List<Parameter<?>> PARAMETERS =
      List.of(
          Parameters.AT,
          Parameters.C,
          Parameters.NETWORK,
          Parameters.KIND,
          Parameters.LIMIT_ALL,
          Parameters.NEXT);

  public static final List<Parameter<?>> SERIES_PARAMETERS =
      List.of(Parameters.C, Parameters.NETWORK, Parameters.KIND, Parameters.PRESENCE_STEP);

  private static final String MEMBER = "un-member";
  private static final String ANY = "any";
  private static final String MONTH = "month";
  private static final int MONTHS_UP_TO_YEARS = 4;

  private final HeldAccounts held = new HeldAccounts();

  /** One row a state and network, by code and network. */
  public Rows<PresenceRow> answer(Asked asked, Reading store) {
    Instant moment = moment(asked);
    Registry registry = asked.context().listing().registry();
    PageToken next = asked.find(Parameters.NEXT);
    Integer limit = asked.find(Parameters.LIMIT_ALL);
    String after = next == null ? "" : next.parts(1).getFirst();
    List<PresenceRow> rows = new ArrayList<>();
    census(asked, store)
        .at(moment)
        .forEach(
            (place, standing) ->
                registry
                    .findCountry(place.country())
                    .filter(country -> key(place).compareTo(after) > 0)
                    .ifPresent(country -> rows.add(row(country, place, standing))));
    boolean more = limit != null && rows.size() > limit;
    List<PresenceRow> page = more ? rows.subList(0, limit) : rows;
    return new Rows<>(
        MeasureCatalogue.get("presence"),
        selection(asked, moment),
        page,
        more ? PageToken.of(page.getLast().country() + network(page.getLast())) : null,
        null);
  }

  private static String key(Census.Place place) {
    return place.country() + (char) ('a' + place.network().ordinal());
  }

  private static char network(PresenceRow row) {
    return (char) ('a' + Network.find(row.network()).orElseThrow().ordinal());
  }

  private static PresenceRow row(Country country, Census.Place place, Census.Standing s) {
    Held earliest = Objects.requireNonNull(s.earliest, "every standing has an account");
    return new PresenceRow(
        country.code(),
        country.nameEn(),
        country.nameFr(),
        country.status(),
        place.network().slug(),
        s.state.slug(),
        s.accounts,
        s.actors.size(),
        earliest.since(),
        earliest.basis().slug(),
        s.lastPost == null ? null : s.lastPost.toString(),
        s.state == State.LEFT ? s.left : null);
  }

  /** One row a moment and network, from the first presence known until now. */
  public Rows<PresencePoint> series(Asked asked, Reading store) {
    Instant now = asked.context().now();
    Registry registry = asked.context().listing().registry();
    Census census = census(asked, store);
    List<Network> networks = asked.list(Parameters.NETWORK);
    Set<String> members =
        registry.countries().stream()
            .filter(country -> country.status().equals(MEMBER))
            .map(Country::code)
            .collect(Collectors.toSet());
    Set<Network> shown = networks.isEmpty() ? used(census) : EnumSet.copyOf(networks);
    List<PresencePoint> points = new ArrayList<>();
    for (Period period : periods(census, now, asked.find(Parameters.PRESENCE_STEP))) {
      Map<Network, Counts> byNetwork = new EnumMap<>(Network.class);
      Counts any = new Counts();
      census
          .at(period.end)
          .forEach(
              (place, standing) -> {
                byNetwork
                    .computeIfAbsent(place.network(), n -> new Counts())
                    .add(place.country(), standing);
                any.add(place.country(), standing);
              });
      points.add(any.point(period, ANY, members));
      for (Network network : shown) {
        points.add(
            byNetwork.getOrDefault(network, new Counts()).point(period, network.slug(), members));
      }
    }
    return new Rows<>(MeasureCatalogue.get("presence"), selection(asked, now), points, null, null);
  }

  private static Set<Network> used(Census census) {
    Set<Network> used = EnumSet.noneOf(Network.class);
    census.accounts().forEach(account -> used.add(account.network()));
    return used;
  }

  /** States by the best of their standings. */
  private static final class Counts {
    private final Set<String> present = new HashSet<>();
    private final Set<String> dated = new HashSet<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<String> known = new HashSet<>();

    void add(String country, Census.Standing standing) {
      known.add(country);
      if (standing.state.present()) {
        present.add(country);
        if (standing.dated) {
          dated.add(country);
        }
      } else if (standing.state == State.SILENT) {
        silent.add(country);
      }
    }

    PresencePoint point(Period period, String network, Set<String> members) {
      silent.removeAll(present);
      known.removeAll(present);
      known.removeAll(silent);
      int all = present.size();
      present.retainAll(members);
      dated.retainAll(members);
      silent.retainAll(members);
      known.retainAll(members);
      return new PresencePoint(
          period.name,
          period.end,
          network,
          present.size(),
          dated.size(),
          silent.size(),
          known.size(),
          all - present.size(),
          members.size());
    }
  }

  private record Period(String name, Instant end) {}

  private static List<Period> periods(Census census, Instant now, @Nullable String step) {
    Instant first =
        census.accounts().stream()
            .filter(account -> census.meansAt(account, account.since()))
            .map(Held::since)
            .min(Instant::compareTo)
            .orElse(now);
    YearMonth begin = YearMonth.from(first.atOffset(ZoneOffset.UTC));
    YearMonth end = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    boolean months =
        step == null
            ? ChronoUnit.MONTHS.between(begin, end) < 12L * MONTHS_UP_TO_YEARS
            : step.equals(MONTH);
    List<Period> periods = new ArrayList<>();
    if (months) {
      for (YearMonth m = begin; !m.isAfter(end); m = m.plusMonths(1)) {
        periods.add(new Period(m.toString(), last(m.plusMonths(1).atDay(1), now)));
      }
    } else {
      for (int year = begin.getYear(); year <= end.getYear(); year++) {
        periods.add(new Period(Integer.toString(year), last(LocalDate.of(year + 1, 1, 1), now)));
      }
    }
    return periods;
  }

  private static Instant last(LocalDate after, Instant now) {
    Instant last = after.atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
    return last.isAfter(now) ? now : last;
  }

  private static Instant moment(Asked asked) {
    Instant at = asked.find(Parameters.AT);
    return at == null ? asked.context().now() : at;
  }

  private Census census(Asked asked, Reading store) {
    List<ActorKind> kinds = asked.list(Parameters.KIND);
    List<String> countries = asked.list(Parameters.C);
    List<Network> networks = asked.list(Parameters.NETWORK);
    Predicate<Held.Office> meant =
        office ->
            HeldAccounts.KINDS.contains(office.kind())
                && (kinds.isEmpty() || kinds.contains(office.kind()))
                && (countries.isEmpty() || countries.contains(office.country()));
    List<Held> accounts =
        held.of(asked.context().listing(), asked.context().now(), store).stream()
            .filter(account -> networks.isEmpty() || networks.contains(account.network()))
            .toList();
    return new Census(accounts, asked.context().listing().registry(), meant);
  }

  /** Those whose posts tell whether they still speak: the 180 days before the moment. */
  private static Selection selection(Asked asked, Instant moment) {
    LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    List<ActorKind> kinds = asked.list(Parameters.KIND);
    Window window =
        new Window(
            day.minus(Held.SILENCE).atStartOfDay(ZoneOffset.UTC).toInstant(),
            day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    return new Selection(
        window,
        asked.list(Parameters.C),
        asked.list(Parameters.NETWORK),
        List.of(),
        asked
            .context()
            .listing()
            .keys(List.of(), kinds.isEmpty() ? HeldAccounts.KINDS : kinds, window));
  }
}
