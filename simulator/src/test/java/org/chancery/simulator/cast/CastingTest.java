package org.chancery.simulator.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chancery.simulator.TestWorlds;
import org.junit.jupiter.api.Test;

class CastingTest {
  private static final Cast CAST = TestWorlds.cast(1, 420, Duration.ofDays(35));

  @Test
  void at_least_four_hundred_actors_of_at_least_120_countries_play() {
    assertThat(CAST.diplomats()).hasSize(420);
    Set<String> countries =
        CAST.actors().stream()
            .map(Actor::country)
            .filter(c -> !c.isEmpty())
            .collect(Collectors.toSet());
    assertThat(countries).hasSizeGreaterThanOrEqualTo(120);
  }

  @Test
  void every_kind_has_somebody() {
    assertThat(CAST.diplomats()).extracting(Diplomat::kind).contains(Kind.values());
  }

  @Test
  void ids_dids_and_handles_are_unique_and_handles_fit_a_real_server() {
    assertThat(CAST.actors())
        .extracting(Actor::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.startsWith("sim-"));
    List<Account> accounts = CAST.diplomats().stream().map(Diplomat::account).toList();
    assertThat(accounts).extracting(Account::did).doesNotHaveDuplicates();
    assertThat(accounts)
        .extracting(Account::handle)
        .doesNotHaveDuplicates()
        .allMatch(h -> h.matches("[a-z0-9-]+\\.sim\\.test"));
    assertThat(CAST.strangers()).hasSize(Casting.STRANGERS).allMatch(Account::isStranger);
  }

  @Test
  void every_name_says_that_it_is_simulated() {
    assertThat(CAST.actors())
        .allMatch(a -> a.nameEn().endsWith("(simulated)") && a.nameFr().endsWith("(simulé)"));
  }

  @Test
  void activity_is_heavy_tailed_with_some_silent_and_has_its_mean() {
    double[] rates =
        CAST.diplomats().stream().mapToDouble(Diplomat::postsPerDay).sorted().toArray();
    assertThat(rates[0]).isZero();
    assertThat(rates[rates.length / 2]).isLessThan(2.2);
    assertThat(rates[rates.length - 1]).isBetween(15.0, 32.0);
    double mean =
        CAST.diplomats().stream().mapToDouble(Diplomat::postsPerDay).average().orElseThrow();
    assertThat(mean).isCloseTo(Casting.MEAN_POSTS_PER_DAY, within(0.1));
  }

  @Test
  void some_accounts_change_hands_and_the_tenures_meet_on_that_day() {
    List<Account> handed =
        CAST.diplomats().stream().map(Diplomat::account).filter(Account::changesHands).toList();
    assertThat(handed).hasSizeGreaterThanOrEqualTo(3);
    Account account = handed.get(0);
    Actor before = account.holders().get(0).actor();
    Account.Holder after = account.holders().get(1);
    assertThat(account.findActorAt(after.fromMicros() - 1)).contains(before);
    assertThat(account.findActorAt(after.fromMicros())).contains(after.actor());
    Tenure old =
        CAST.tenures().stream()
            .filter(t -> t.person().equals(before.id()))
            .findFirst()
            .orElseThrow();
    Tenure next =
        CAST.tenures().stream()
            .filter(t -> t.person().equals(after.actor().id()))
            .findFirst()
            .orElseThrow();
    assertThat(old.to()).isEqualTo(next.from()).isNotNull();
    assertThat(old.office()).isEqualTo(next.office());
  }

  @Test
  void only_members_and_observers_of_the_united_nations_act() {
    assertThat(CAST.countries().list())
        .extracting(Country::status)
        .containsOnly("un-member", "un-observer");
  }

  @Test
  void more_actors_than_there_are_parts_is_refused_in_words() {
    assertThatThrownBy(() -> TestWorlds.cast(1, 9_000, Duration.ofDays(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ask for fewer");
  }

  @Test
  void the_same_seed_gives_the_same_cast_and_another_seed_another() {
    assertThat(TestWorlds.cast(1, 420, Duration.ofDays(35)).diplomats())
        .isEqualTo(CAST.diplomats());
    assertThat(TestWorlds.cast(2, 420, Duration.ofDays(35)).diplomats())
        .isNotEqualTo(CAST.diplomats());
  }
}
