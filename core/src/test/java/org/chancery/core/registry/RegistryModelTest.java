package org.chancery.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Seeded registries, beside a model that reads the contract line by line over all rows. */
class RegistryModelTest {
  @Test
  void attribution_is_that_of_the_plain_reading() {
    for (int seed = 0; seed < 400; seed++) {
      Random chance = new Random(seed);
      Registry registry = random(chance);
      for (int i = 0; i < 50; i++) {
        AccountRef ref = new AccountRef(Network.X, id(chance), handle(chance));
        Instant at = day(chance.nextInt(40)).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(registry.attribute(ref, at))
            .as("seed %d, %s at %s", seed, ref, at)
            .isEqualTo(plainly(registry, ref, at));
        boolean known =
            registry.accounts().stream().anyMatch(r -> sameId(r, ref) || sameHandle(r, ref));
        assertThat(registry.knows(ref)).as("seed %d", seed).isEqualTo(known);
      }
    }
  }

  private static Optional<Attribution> plainly(Registry registry, AccountRef ref, Instant at) {
    List<AccountRow> then = registry.accounts().stream().filter(r -> r.holdsAt(at)).toList();
    Optional<AccountRow> byId = then.stream().filter(r -> sameId(r, ref)).findFirst();
    Optional<AccountRow> row =
        byId.or(
            () ->
                then.stream()
                    .filter(r -> sameHandle(r, ref))
                    .findFirst()
                    .filter(r -> r.nativeId() == null || ref.id() == null));
    return row.map(
        r -> {
          Actor actor = registry.findActor(r.actor()).orElseThrow();
          Optional<Actor> office =
              registry.tenures().stream()
                  .filter(t -> t.person().equals(actor.id()) && holds(t, at))
                  .map(t -> registry.findActor(t.office()).orElseThrow())
                  .min(
                      Comparator.<Actor>comparingInt(o -> o.kind().ordinal())
                          .thenComparingInt(
                              o -> Objects.equals(o.country(), actor.country()) ? 0 : 1)
                          .thenComparing(Actor::id));
          return new Attribution(
              actor,
              r,
              office.map(Actor::country).orElse(actor.country()),
              office.map(Actor::kind).orElse(actor.kind()));
        });
  }

  private static boolean holds(Tenure t, Instant at) {
    String first =
        t.from() != null ? t.from().toString().substring(0, 10) : String.valueOf(t.checked());
    String day = at.toString().substring(0, 10);
    return first.compareTo(day) <= 0
        && (t.to() == null || day.compareTo(t.to().toString().substring(0, 10)) < 0);
  }

  private static boolean sameId(AccountRow row, AccountRef ref) {
    return ref.id() != null && ref.id().equals(row.nativeId());
  }

  private static boolean sameHandle(AccountRow row, AccountRef ref) {
    return ref.handle() != null && ref.handle().equalsIgnoreCase(row.handle());
  }

  private static Registry random(Random chance) {
    RegistryBuilder builder = new RegistryBuilder();
    ActorKind[] kinds = {
      ActorKind.HEAD_OF_STATE, ActorKind.HEAD_OF_GOVERNMENT, ActorKind.FOREIGN_MINISTER
    };
    String[] countries = {"FRA", "DEU", "BRA"};
    for (int i = 0; i < 5; i++) {
      builder.office("office-" + i, kinds[chance.nextInt(3)], countries[chance.nextInt(3)]);
      builder.person("person-" + i, countries[chance.nextInt(3)]);
    }
    for (int i = 0; i < 12; i++) {
      String[] span = span(chance);
      String actor = (chance.nextBoolean() ? "office-" : "person-") + chance.nextInt(5);
      builder.account(actor, "H" + chance.nextInt(5), id(chance), span[0], span[1]);
      span = span(chance);
      builder.tenure(
          "person-" + chance.nextInt(5),
          "office-" + chance.nextInt(5),
          span[0],
          span[1],
          day(chance.nextInt(40)).toString());
    }
    return builder.build();
  }

  private static @Nullable String id(Random chance) {
    return chance.nextInt(3) == 0 ? null : "" + chance.nextInt(5);
  }

  private static String handle(Random chance) {
    return (chance.nextBoolean() ? "h" : "H") + chance.nextInt(6);
  }

  private static String[] span(Random chance) {
    int from = chance.nextInt(30);
    return new String[] {
      chance.nextInt(4) == 0 ? "" : day(from).toString(),
      chance.nextInt(4) == 0 ? "" : day(from + 1 + chance.nextInt(10)).toString()
    };
  }

  private static LocalDate day(int number) {
    return LocalDate.of(2017, 1, 1).plusDays(number);
  }
}
