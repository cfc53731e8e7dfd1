package org.chancery.core.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;

/** Small registries for scenarios. Dates are {@code yyyy-MM-dd}, "" for open. */
final class RegistryBuilder {
  private final List<Actor> actors = new ArrayList<>();
  private final List<AccountRow> accounts = new ArrayList<>();
  private final List<Tenure> tenures = new ArrayList<>();

  RegistryBuilder office(String id, ActorKind kind, String country) {
    return actor(id, kind, country, Voice.INSTITUTION);
  }

  RegistryBuilder person(String id, @Nullable String country) {
    return actor(id, ActorKind.OFFICIAL, country, Voice.PERSON);
  }

  private RegistryBuilder actor(String id, ActorKind kind, @Nullable String country, Voice voice) {
    actors.add(new Actor(id, kind, id, id, country, null, voice, null, null, null, "test", "2026"));
    return this;
  }

  RegistryBuilder account(
      String actor, String handle, @Nullable String id, String from, String to) {
    accounts.add(new AccountRow(actor, Network.X, handle, id, at(from), at(to), "test", "2026"));
    return this;
  }

  RegistryBuilder tenure(String person, String office, String from, String to) {
    return tenure(person, office, from, to, "2026");
  }

  RegistryBuilder tenure(String person, String office, String from, String to, String checked) {
    tenures.add(
        new Tenure(person, office, at(from), at(to), "test", checked.isEmpty() ? null : checked));
    return this;
  }

  Registry build() {
    return new Registry(List.of(), actors, accounts, tenures);
  }

  static @Nullable Instant at(String date) {
    return date.isEmpty() ? null : Instant.parse(date + "T00:00:00Z");
  }
}
