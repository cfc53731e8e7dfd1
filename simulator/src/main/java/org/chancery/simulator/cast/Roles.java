package org.chancery.simulator.cast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chancery.simulator.chance.Chance;

/**
 * Deals out the parts: which offices of which countries have an account, for a wanted number of
 * accounts.
 */
final class Roles {
  /** The share of accounts that speak for no state. */
  private static final double ORGANISATIONS = 0.055;

  private static final double THINK_TANKS = 0.03;
  private static final double JOURNALISTS = 0.04;
  private static final double NGOS = 0.035;

  private static final List<String> LARGE =
      List.of(
          "USA", "CHN", "IND", "BRA", "RUS", "JPN", "DEU", "FRA", "GBR", "ITA", "CAN", "MEX", "IDN",
          "TUR", "SAU", "ZAF", "KOR", "AUS", "ARG", "EGY", "NGA", "ESP", "POL", "THA", "MAR");
  private static final List<String> MIDDLE =
      List.of(
          "SWE", "NOR", "FIN", "DNK", "NLD", "BEL", "CHE", "AUT", "PRT", "GRC", "IRL", "CZE", "HUN",
          "ROU", "UKR", "KAZ", "UZB", "PAK", "BGD", "VNM", "PHL", "MYS", "SGP", "NZL", "CHL", "COL",
          "PER", "ECU", "URY", "CUB", "KEN", "ETH", "GHA", "SEN", "CIV", "TUN", "DZA", "JOR", "ARE",
          "QAT", "KWT", "ISR", "IRN", "IRQ", "LBN", "AGO", "MOZ", "RWA", "COD", "CMR");

  private Roles() {}

  /**
   * A part to be played.
   *
   * @param host the receiving state of missions and ambassadors; the country itself otherwise
   */
  record Role(Kind kind, Country country, Country host, double rank) {}

  static List<Role> deal(List<Country> countries, int wanted, Chance chance) {
    List<Role> roles = new ArrayList<>();
    others(roles, Kind.ORGANISATION, share(wanted, ORGANISATIONS), countries, chance);
    others(roles, Kind.THINK_TANK, share(wanted, THINK_TANKS), countries, chance);
    others(roles, Kind.JOURNALIST, share(wanted, JOURNALISTS), countries, chance);
    others(roles, Kind.NGO, share(wanted, NGOS), countries, chance);
    List<Role> states = new ArrayList<>();
    for (Country country : countries) ofState(states, country, countries, chance);
    states.sort(
        Comparator.comparingDouble(Role::rank).thenComparing(role -> role.country().code()));
    int left = wanted - roles.size();
    if (left > states.size()) {
      throw new IllegalArgumentException(
          "%d countries have parts for %d accounts, %d were asked for; ask for fewer, or give more countries"
              .formatted(countries.size(), states.size() + roles.size(), wanted));
    }
    roles.addAll(0, states.subList(0, left));
    return roles;
  }

  private static int share(int wanted, double part) {
    return (int) Math.round(wanted * part);
  }

  private static void others(
      List<Role> roles, Kind kind, int count, List<Country> countries, Chance chance) {
    for (int i = 0; i < count; i++) {
      Country country = chance.pick(countries);
      roles.add(new Role(kind, country, country, 0));
    }
  }

  /**
   * The lower the rank, the sooner a part is dealt: ministries first, then offices of large
   * countries.
   */
  private static void ofState(
      List<Role> roles, Country country, List<Country> countries, Chance chance) {
    double size = LARGE.contains(country.code()) ? 0 : MIDDLE.contains(country.code()) ? 2 : 5;
    double jitter = chance.nextDouble();
    add(roles, Kind.FOREIGN_MINISTRY, country, country, 0.2 * size + jitter);
    add(roles, Kind.HEAD_OF_GOVERNMENT, country, country, 1.5 + size + jitter);
    add(roles, Kind.HEAD_OF_STATE, country, country, 1.8 + size + jitter);
    add(roles, Kind.SPOKESPERSON, country, country, 2.2 + size + jitter);
    for (int i = 0; i < 4; i++) {
      Country host = chance.pick(countries);
      if (host.equals(country)) continue;
      if (roles.stream()
          .anyMatch(role -> role.country().equals(country) && role.host().equals(host))) continue;
      add(roles, Kind.MISSION, country, host, 1.2 + 0.7 * i + size + jitter);
      add(roles, Kind.AMBASSADOR, country, host, 1.4 + 0.8 * i + size + jitter);
    }
  }

  private static void add(List<Role> roles, Kind kind, Country country, Country host, double rank) {
    roles.add(new Role(kind, country, host, rank));
  }
}
