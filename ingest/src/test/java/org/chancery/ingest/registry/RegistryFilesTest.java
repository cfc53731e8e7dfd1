package org.chancery.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.chancery.ingest.registry.RegistryFiles.Loaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFilesTest {
  @TempDir Path dir;

  @Test
  void a_folder_of_four_files() {
    Folder.sound(dir)
        .with(
            "accounts.csv",
            Folder.ACCOUNT_HEADER
                + """
                fr-mfa,x,francediplo,48962082,,,test,2026-10-01
                fr-mfa,bluesky,diplomatie.gouv.fr,did:plc:abc234,2024,,test,2026-10-01
                fr-mfa,mastodon,@francediplo@social.example,,2023-05,2024-02-01,test,2026-10-01
                """)
        .with(
            "tenures.csv",
            Folder.TENURE_HEADER + "person-macron,fr-head-of-state,2017-05-14,,test,2026-10-01\n");
    Loaded loaded = RegistryFiles.load(List.of(dir));
    assertThat(loaded.findings()).isEmpty();
    Registry registry = loaded.registry();
    assertThat(registry.findCountry("NOR").orElseThrow().languages()).containsExactly("nb", "nn");
    assertThat(registry.findActor("fr-mission-un").orElseThrow().host()).isEqualTo("un");
    assertThat(registry.findActor("fr-mfa").orElseThrow().kind())
        .isEqualTo(ActorKind.FOREIGN_MINISTRY);
    assertThat(registry.accounts())
        .extracting(AccountRow::from, AccountRow::to)
        .containsExactly(
            tuple(null, null),
            tuple(Instant.parse("2024-01-01T00:00:00Z"), null),
            tuple(Instant.parse("2023-05-01T00:00:00Z"), Instant.parse("2024-02-01T00:00:00Z")));
    assertThat(registry.holdersOf("fr-head-of-state")).hasSize(1);
  }

  @Test
  void the_same_as_yaml() {
    new Folder(dir)
        .with("actors.csv", Folder.ACTORS)
        .with(
            "accounts.yaml",
            """
            # who speaks where
            - actor: fr-mfa
              network: x
              handle: francediplo
              native_id: 48962082
              from: 2017
              source: test
            - {actor: fr-head-of-state, network: x, handle: "Elysee", to: ~, source: test}
            """);
    new Folder(dir)
        .with(
            "countries.yml",
            """
            - country: FRA
              name_en: France
              name_fr: France
              status: un-member
              point_lat: 48.867
              point_lon: 2.333
              languages: [fr, oc]
              source: test
            - country: NOR
              name_en: Norway
              name_fr: Norvège
              status: un-member
              point_lat: 59.917
              point_lon: 10.75
              languages: [no, nn]
              source: test
            """);
    Loaded loaded = RegistryFiles.load(List.of(dir));
    assertThat(loaded.findings()).isEmpty();
    assertThat(loaded.registry().findCountry("NOR").orElseThrow().languages())
        .as("no is Norwegian, not false")
        .containsExactly("no", "nn");
    assertThat(loaded.registry().accounts())
        .extracting(AccountRow::nativeId)
        .containsExactly("48962082", null);
    assertThat(loaded.registry().accounts().get(0).from())
        .isEqualTo(Instant.parse("2017-01-01T00:00:00Z"));
  }

  @Test
  void a_byte_order_mark_and_windows_line_ends_change_nothing() {
    Loaded plain = RegistryFiles.load(List.of(Folder.sound(dir.resolve("a")).path()));
    Folder windows =
        new Folder(dir.resolve("b"))
            .with("countries.csv", "\ufeff" + Folder.COUNTRIES.replace("\n", "\r\n"))
            .with("actors.csv", "\ufeff" + Folder.ACTORS.replace("\n", "\r\n") + "\r\n\r\n");
    Loaded loaded = RegistryFiles.load(List.of(windows.path()));
    assertThat(loaded.findings()).isEmpty();
    assertThat(loaded.registry().actors()).isEqualTo(plain.registry().actors());
  }

  @Test
  void to_is_until_before_that_day_in_utc() {
    Folder.sound(dir)
        .with(
            "accounts.csv",
            Folder.ACCOUNT_HEADER
                + """
                fr-mfa,x,handed,1,,2017-05-14,test,2026
                fr-head-of-state,x,handed,1,2017-05-14,,test,2026
                """);
    Loaded loaded = RegistryFiles.load(List.of(dir));
    assertThat(loaded.findings()).isEmpty();
    AccountRef account = AccountRef.byId(Network.X, "1");
    assertThat(actorAt(loaded, account, "2017-05-13T23:59:59Z")).isEqualTo("fr-mfa");
    assertThat(actorAt(loaded, account, "2017-05-14T00:00:00Z")).isEqualTo("fr-head-of-state");
  }

  private static String actorAt(Loaded loaded, AccountRef account, String at) {
    return loaded.registry().attribute(account, Instant.parse(at)).orElseThrow().actor().id();
  }

  @Test
  void a_later_folder_replaces_actors_by_id() {
    Folder.sound(dir.resolve("a"));
    new Folder(dir.resolve("b"))
        .with(
            "actors.csv",
            Folder.ACTOR_HEADER
                + "fr-mfa,foreign-ministry,Quai d’Orsay,Quai d’Orsay,FRA,,institution,,,,mine,2026\n"
                + "fr-new,ministry,New,Nouveau,FRA,,institution,,,,mine,2026\n");
    Registry registry = RegistryFiles.load(List.of(dir.resolve("a"), dir.resolve("b"))).registry();
    assertThat(registry.findActor("fr-mfa").orElseThrow().nameEn()).isEqualTo("Quai d’Orsay");
    assertThat(registry.findActor("fr-new")).isPresent();
    assertThat(registry.actors()).hasSize(6);
  }

  @Test
  void a_later_account_row_replaces_all_earlier_rows_of_the_account() {
    Folder.sound(dir.resolve("a"))
        .with(
            "accounts.csv",
            Folder.ACCOUNT_HEADER
                + """
                fr-mfa,x,old_name,1,,2020,test,2026
                fr-mfa,x,new_name,1,2020,,test,2026
                fr-mfa,x,without_id,,,,test,2026
                fr-mfa,x,with_id,2,,,test,2026
                fr-mfa,x,other_id,3,,,test,2026
                fr-mfa,telegram,with_id,,,,test,2026
                """);
    new Folder(dir.resolve("b"))
        .with(
            "accounts.csv",
            Folder.ACCOUNT_HEADER
                + """
                un,x,renamed,1,,,mine,2026
                un,x,WITHOUT_ID,9,,,mine,2026
                un,x,With_Id,,,,mine,2026
                un,x,other_id,4,,,mine,2026
                """);
    Loaded loaded = RegistryFiles.load(List.of(dir.resolve("a"), dir.resolve("b")));
    assertThat(loaded.registry().accounts())
        .extracting(r -> r.actor() + " " + r.network().slug() + " " + r.handle())
        .containsExactly(
            "fr-mfa x other_id",
            "fr-mfa telegram with_id",
            "un x renamed",
            "un x WITHOUT_ID",
            "un x With_Id",
            "un x other_id");
    assertThat(loaded.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.HANDLE_SHARED);
  }

  @Test
  void a_later_tenure_replaces_those_of_the_person_in_the_office() {
    Folder.sound(dir.resolve("a"))
        .with(
            "actors.csv",
            Folder.ACTORS
                + "fr-minister,minister,Minister,Ministre,FRA,,institution,,,,test,2026\n")
        .with(
            "tenures.csv",
            Folder.TENURE_HEADER
                + """
                person-macron,fr-head-of-state,2017-05-14,,test,2026
                person-macron,fr-minister,2010,2011,test,2026
                """);
    new Folder(dir.resolve("b"))
        .with(
            "tenures.csv",
            Folder.TENURE_HEADER
                + "person-macron,fr-head-of-state,2017-05-14,2027-05-13,mine,2026\n");
    Loaded loaded = RegistryFiles.load(List.of(dir.resolve("a"), dir.resolve("b")));
    assertThat(loaded.registry().tenures())
        .extracting(Tenure::source)
        .containsExactly("test", "mine");
  }

  @Test
  void an_overlay_may_name_what_an_earlier_folder_holds() {
    Folder.sound(dir.resolve("a"));
    new Folder(dir.resolve("b"))
        .with("accounts.csv", Folder.ACCOUNT_HEADER + "fr-mfa,x,francediplo,,,,mine,2026\n");
    assertThat(RegistryFiles.load(List.of(dir.resolve("a"), dir.resolve("b"))).findings())
        .isEmpty();
  }

  @Test
  void no_folders_are_an_empty_registry() {
    assertThat(RegistryFiles.load(List.of()).registry().actors()).isEmpty();
  }
}
