package org.chancery.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
  @Test
  void an_office_knows_its_holders_and_a_person_the_offices() {
    Registry registry =
        new RegistryBuilder()
            .office("fr-head-of-state", ActorKind.HEAD_OF_STATE, "FRA")
            .person("person-hollande", "FRA")
            .person("person-macron", "FRA")
            .tenure("person-hollande", "fr-head-of-state", "2012-05-15", "2017-05-14")
            .tenure("person-macron", "fr-head-of-state", "2017-05-14", "")
            .build();
    assertThat(registry.holdersOf("fr-head-of-state"))
        .extracting(Tenure::person)
        .containsExactly("person-hollande", "person-macron");
    assertThat(registry.tenuresOf("person-macron"))
        .extracting(Tenure::office)
        .containsExactly("fr-head-of-state");
    assertThat(registry.accountsOf("person-macron")).isEmpty();
  }

  @Test
  void what_is_empty_or_unknown_is_answered_by_nothing() {
    Registry registry = Registry.empty();
    assertThat(registry.actors()).isEmpty();
    assertThat(registry.findActor("fr-mfa")).isEmpty();
    assertThat(registry.findCountry("FRA")).isEmpty();
    assertThat(registry.holdersOf("x")).isEmpty();
  }

  @Test
  void a_row_that_ends_before_it_begins_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegistryBuilder().account("a", "h", null, "2017-01-02", "2017-01-02"))
        .withMessageContaining("h");
  }

  @Test
  void kinds_have_the_contracts_names_and_order() {
    assertThat(List.of(ActorKind.values())).hasSize(23);
    assertThat(ActorKind.find("head-of-state")).contains(ActorKind.HEAD_OF_STATE);
    assertThat(ActorKind.find("HEAD_OF_STATE")).isEmpty();
    assertThat(ActorKind.find("king")).isEmpty();
    for (ActorKind kind : ActorKind.values()) {
      assertThat(ActorKind.find(kind.slug())).contains(kind);
    }
  }
}
