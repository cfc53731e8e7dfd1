package org.chancery.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** For whom an account spoke, at the moment it spoke. */
class AttributionTest {
  @Test
  void a_renamed_handle_is_the_same_account() {
    Registry registry =
        new RegistryBuilder()
            .office("gb-mfa", ActorKind.FOREIGN_MINISTRY, "GBR")
            .account("gb-mfa", "foreignoffice", "33001123", "2008-01-01", "2020-09-02")
            .account("gb-mfa", "FCDOGovUK", "33001123", "2020-09-02", "")
            .build();
    assertThat(actor(registry, "33001123", "foreignoffice", "2019-05-01")).contains("gb-mfa");
    assertThat(actor(registry, "33001123", "FCDOGovUK", "2021-05-01")).contains("gb-mfa");
    assertThat(actor(registry, "33001123", "foreignoffice", "2021-05-01"))
        .as("an old file's handle, the id still holds")
        .contains("gb-mfa");
    assertThat(actor(registry, null, "FOREIGNOFFICE", "2019-05-01")).contains("gb-mfa");
    assertThat(actor(registry, null, "foreignoffice", "2021-05-01"))
        .as("by handle alone it is nobody's any more")
        .isEmpty();
  }

  @Test
  void an_account_is_handed_over_at_midnight() {
    Registry registry =
        new RegistryBuilder()
            .person("person-obama", "USA")
            .person("person-trump", "USA")
            .account("person-obama", "POTUS", "822215679726100480", "", "2017-01-20")
            .account("person-trump", "POTUS", "822215679726100480", "2017-01-20", "2021-01-20")
            .build();
    assertThat(at(registry, "2017-01-19T23:59:59.999Z")).contains("person-obama");
    assertThat(at(registry, "2017-01-20T00:00:00Z")).contains("person-trump");
    assertThat(at(registry, "2021-01-19T23:59:59Z")).contains("person-trump");
    assertThat(at(registry, "2021-01-20T00:00:00Z")).isEmpty();
  }

  private static Optional<String> at(Registry registry, String instant) {
    return registry
        .attribute(AccountRef.byId(Network.X, "822215679726100480"), Instant.parse(instant))
        .map(a -> a.actor().id());
  }

  @Test
  void an_office_account_counts_for_the_office_whoever_holds_it() {
    Registry registry =
        new RegistryBuilder()
            .office("fr-head-of-state", ActorKind.HEAD_OF_STATE, "FRA")
            .person("person-hollande", "FRA")
            .account("fr-head-of-state", "Elysee", null, "", "")
            .account("person-hollande", "fhollande", null, "", "")
            .tenure("person-hollande", "fr-head-of-state", "2012-05-15", "2017-05-14")
            .build();
    Attribution office = attribution(registry, "Elysee", "2016-01-01");
    assertThat(office.actor().id()).isEqualTo("fr-head-of-state");
    assertThat(office.kind()).isEqualTo(ActorKind.HEAD_OF_STATE);
    Attribution person = attribution(registry, "fhollande", "2016-01-01");
    assertThat(person.actor().id()).isEqualTo("person-hollande");
    assertThat(person.kind()).as("from the office held then").isEqualTo(ActorKind.HEAD_OF_STATE);
    assertThat(attribution(registry, "fhollande", "2017-05-14").kind())
        .as("the columns are the fallback")
        .isEqualTo(ActorKind.OFFICIAL);
  }

  @Test
  void before_between_and_after_its_tenures_a_person_is_no_office() {
    Registry registry =
        new RegistryBuilder()
            .office("us-head-of-state", ActorKind.HEAD_OF_STATE, "USA")
            .person("person-t", "USA")
            .account("person-t", "t", null, "", "")
            .tenure("person-t", "us-head-of-state", "2017-01-20", "2021-01-20")
            .tenure("person-t", "us-head-of-state", "2025-01-20", "")
            .build();
    for (String out : List.of("2015-06-01", "2017-01-19", "2021-01-20", "2025-01-19")) {
      assertThat(attribution(registry, "t", out).kind()).as(out).isEqualTo(ActorKind.OFFICIAL);
      assertThat(attribution(registry, "t", out).country()).as(out).isEqualTo("USA");
    }
    for (String in : List.of("2017-01-20", "2021-01-19", "2025-01-20", "2026-11-01")) {
      assertThat(attribution(registry, "t", in).kind()).as(in).isEqualTo(ActorKind.HEAD_OF_STATE);
    }
    Actor person = registry.findActor("person-t").orElseThrow();
    assertThat(kinds(registry, person, "2015-01-01", "2017-01-20"))
        .containsExactly(ActorKind.OFFICIAL);
    assertThat(kinds(registry, person, "2018-01-01", "2019-01-01"))
        .containsExactly(ActorKind.HEAD_OF_STATE);
    assertThat(kinds(registry, person, "2018-01-01", "2022-01-01"))
        .containsExactlyInAnyOrder(ActorKind.HEAD_OF_STATE, ActorKind.OFFICIAL);
    assertThat(kinds(registry, person, "2022-01-01", "2026-01-01"))
        .containsExactlyInAnyOrder(ActorKind.HEAD_OF_STATE, ActorKind.OFFICIAL);
  }

  private static Set<ActorKind> kinds(Registry registry, Actor actor, String from, String to) {
    return registry.kindsWithin(
        actor, Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
  }

  @Test
  void a_beginning_that_nobody_knows_counts_from_the_day_of_its_source() {
    Registry registry =
        new RegistryBuilder()
            .office("us-foreign-minister", ActorKind.FOREIGN_MINISTER, "USA")
            .person("person-r", "USA")
            .account("person-r", "r", null, "", "")
            .tenure("person-r", "us-foreign-minister", "", "", "2026-02-15")
            .build();
    assertThat(attribution(registry, "r", "2015-06-01").kind()).isEqualTo(ActorKind.OFFICIAL);
    assertThat(attribution(registry, "r", "2026-02-14").kind()).isEqualTo(ActorKind.OFFICIAL);
    assertThat(attribution(registry, "r", "2026-02-15").kind())
        .isEqualTo(ActorKind.FOREIGN_MINISTER);
    assertThat(new Tenure("p", "o", null, null, "s", null).holdsAt(Instant.EPOCH)).isFalse();
    assertThat(SourceDay.of("2025")).isEqualTo(Instant.parse("2025-12-31T00:00:00Z"));
    assertThat(SourceDay.of("2024-02")).isEqualTo(Instant.parse("2024-02-29T00:00:00Z"));
    assertThat(SourceDay.of("lately")).isNull();
  }

  @Test
  void of_two_offices_the_higher_decides() {
    Registry registry =
        new RegistryBuilder()
            .office("it-mfa-minister", ActorKind.FOREIGN_MINISTER, "ITA")
            .office("it-head-of-government", ActorKind.HEAD_OF_GOVERNMENT, "ITA")
            .person("person-g", "ITA")
            .account("person-g", "g", null, "", "")
            .tenure("person-g", "it-mfa-minister", "2014-01-01", "2018-01-01")
            .tenure("person-g", "it-head-of-government", "2016-12-12", "2018-06-01")
            .build();
    assertThat(attribution(registry, "g", "2015-01-01").kind())
        .isEqualTo(ActorKind.FOREIGN_MINISTER);
    assertThat(attribution(registry, "g", "2017-01-01").kind())
        .isEqualTo(ActorKind.HEAD_OF_GOVERNMENT);
    assertThat(attribution(registry, "g", "2018-02-01").kind())
        .isEqualTo(ActorKind.HEAD_OF_GOVERNMENT);
  }

  @Test
  void a_king_of_several_realms_speaks_for_the_country_of_his_row() {
    Registry registry =
        new RegistryBuilder()
            .office("au-head-of-state", ActorKind.HEAD_OF_STATE, "AUS")
            .office("ca-head-of-state", ActorKind.HEAD_OF_STATE, "CAN")
            .office("gb-head-of-state", ActorKind.HEAD_OF_STATE, "GBR")
            .person("person-charles", "GBR")
            .account("person-charles", "RoyalFamily", null, "", "")
            .tenure("person-charles", "ca-head-of-state", "2022-09-08", "")
            .tenure("person-charles", "gb-head-of-state", "2022-09-08", "")
            .tenure("person-charles", "au-head-of-state", "2022-09-08", "")
            .build();
    assertThat(attribution(registry, "RoyalFamily", "2023-01-01").country()).isEqualTo("GBR");
  }

  @Test
  void a_handle_taken_by_another_account_is_somebody_else() {
    Registry registry =
        new RegistryBuilder()
            .office("xx-mfa", ActorKind.FOREIGN_MINISTRY, "FRA")
            .account("xx-mfa", "mfa", "1", "", "2020-01-01")
            .account("xx-mfa", "mfa_official", "1", "2020-01-01", "")
            .office("yy-mfa", ActorKind.FOREIGN_MINISTRY, "DEU")
            .account("yy-mfa", "mfa", "2", "2021-01-01", "")
            .build();
    assertThat(actor(registry, "1", "mfa", "2019-01-01")).contains("xx-mfa");
    assertThat(actor(registry, "2", "mfa", "2022-01-01")).contains("yy-mfa");
    assertThat(actor(registry, null, "mfa", "2022-01-01")).contains("yy-mfa");
    assertThat(actor(registry, "3", "mfa", "2022-01-01")).as("a squatter").isEmpty();
    assertThat(actor(registry, "3", "mfa", "2020-06-01")).isEmpty();
  }

  @Test
  void a_row_without_id_holds_for_whoever_has_the_handle() {
    Registry registry =
        new RegistryBuilder()
            .office("fr-mfa", ActorKind.FOREIGN_MINISTRY, "FRA")
            .account("fr-mfa", "francediplo", null, "", "")
            .build();
    assertThat(actor(registry, "12345", "FranceDiplo", "2017-01-01")).contains("fr-mfa");
    assertThat(actor(registry, "12345", "other", "2017-01-01")).isEmpty();
    assertThat(registry.knows(AccountRef.byHandle(Network.X, "FRANCEDIPLO"))).isTrue();
    assertThat(registry.knows(AccountRef.byHandle(Network.BLUESKY, "francediplo"))).isFalse();
  }

  private static Attribution attribution(Registry registry, String handle, String date) {
    return registry
        .attribute(AccountRef.byHandle(Network.X, handle), Instant.parse(date + "T00:00:00Z"))
        .orElseThrow();
  }

  private static Optional<String> actor(
      Registry registry, @Nullable String id, @Nullable String handle, String date) {
    return registry
        .attribute(new AccountRef(Network.X, id, handle), Instant.parse(date + "T00:00:00Z"))
        .map(a -> a.actor().id());
  }
}
