package org.chancery.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chancery.core.identity.LookAlike;
import org.chancery.core.identity.LookAlikes;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.RegistryFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The figure that is promised, on accounts and a seed that no rule was made with: rules were made
 * with other seeds and the other half of the genuine accounts.
 */
class LookAlikeFigureTest {
  private static final int IMPOSTORS = 300;
  private static final int GENUINE = 3_000;
  private static final long SEED = 20_261_122L;
  private static final int HALF = 1;
  private static Registry registry;
  private static LookAlikes lookAlikes;

  @BeforeAll
  static void index() {
    registry =
        RegistryFiles.load(List.of(Path.of(System.getProperty("chancery.root", ".."), "registry")))
            .registry();
    lookAlikes = new LookAlikes(registry);
  }

  @Test
  void at_least_98_of_100_look_alikes_are_found() {
    Map<String, List<String>> missed = new TreeMap<>();
    int found = 0;
    for (Impostors.Impostor one : new Impostors(registry, SEED).make(IMPOSTORS)) {
      if (lookAlikes.find(one.account(), one.name()).isPresent()) {
        found++;
      } else {
        missed
            .computeIfAbsent(one.trick(), t -> new ArrayList<>())
            .add(one.victim() + " -> " + one.account().handle() + " " + one.name());
      }
    }
    System.out.printf("look-alikes: %d of %d found; missed %s%n", found, IMPOSTORS, missed);
    assertThat(found).as("missed: %s", missed).isGreaterThanOrEqualTo(IMPOSTORS * 98 / 100);
  }

  @Test
  void at_most_one_genuine_account_in_a_thousand_is_taken_for_one() {
    GenuineAccounts genuine = GenuineAccounts.notIn(registry);
    List<GenuineAccounts.Seen> half = genuine.half(HALF, GENUINE);
    assertThat(half).hasSize(GENUINE);
    List<String> alarms = alarms(half);
    List<String> aside = alarms(genuine.ofListedActors());
    System.out.printf(
        "genuine: %d alarms of %d %s; of %d accounts under a listed actor's own name %d%n",
        alarms.size(), half.size(), alarms, genuine.ofListedActors().size(), aside.size());
    assertThat(alarms).hasSizeLessThanOrEqualTo(GENUINE / 1_000);
  }

  /** Told, in time of this thread, and held at ten times what was measured: machines differ. */
  @Test
  void asking_of_one_account_costs_microseconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<GenuineAccounts.Seen> accounts = GenuineAccounts.notIn(registry).half(HALF, GENUINE);
    long begin = threads.getCurrentThreadCpuTime();
    new LookAlikes(registry);
    long indexed = threads.getCurrentThreadCpuTime() - begin;
    long found = 0;
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (GenuineAccounts.Seen seen : accounts) {
        found += lookAlikes.find(seen.account(), seen.name()).isPresent() ? 1 : 0;
      }
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / accounts.size());
    }
    System.out.printf(
        "cost: %,d ns an account with its name (best of 20 rounds of %,d, %d found), index made in %d ms%n",
        best, accounts.size(), found, indexed / 1_000_000);
    assertThat(best).isLessThan(500_000);
  }

  private static List<String> alarms(List<GenuineAccounts.Seen> accounts) {
    List<String> alarms = new ArrayList<>();
    for (GenuineAccounts.Seen seen : accounts) {
      Optional<LookAlike> found = lookAlikes.find(seen.account(), seen.name());
      found.ifPresent(
          f ->
              alarms.add(
                  "%s (%s) as %s %s of %s"
                      .formatted(
                          seen.account().handle(),
                          seen.name(),
                          f.trick(),
                          f.resembled(),
                          f.actor().id())));
    }
    return alarms;
  }
}
