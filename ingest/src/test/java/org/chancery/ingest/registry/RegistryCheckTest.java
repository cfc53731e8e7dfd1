package org.chancery.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCheckTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @TempDir Path dir;

  @Test
  void doubts_alone_let_the_check_pass() {
    Folder.sound(dir)
        .with(
            "actors.csv",
            Folder.ACTORS
                + """
                de-mfa,foreign-ministry,Foreign Ministry,Ministère,DEU,,institution,,,,test,2024-11-20
                de-new,ministry,A,,DEU,,institution,,,,test,
                de-twin,ministry,A,A,DEU,,institution,,,,unconfirmed: https://a.example,2027
                un-sg,official,Secretary-General,Secrétaire général,,un,institution,,,,test,2026-11-20
                """)
        .with(
            "accounts.csv", Folder.ACCOUNT_HEADER + "de-mfa,x,AuswaertigesAmt,,,,test,2024-11-21\n")
        .with(
            "tenures.csv",
            Folder.TENURE_HEADER
                + """
                person-macron,fr-head-of-state,2012,2017-05-14,test,2026
                person-macron,un-sg,2017,2026-11-22,test,2026
                """);
    RegistryCheck check = RegistryCheck.of(List.of(dir), TODAY);
    assertThat(check.exitCode()).isZero();
    assertThat(check.errors()).isEmpty();
    assertThat(check.doubts())
        .extracting(f -> f.file().getFileName() + ":" + f.line() + " " + f.code())
        .containsExactly(
            "actors.csv:7 CHECKED_LONG_AGO",
            "actors.csv:7 GENERIC_NAME",
            "actors.csv:8 NOT_CHECKED",
            "actors.csv:8 NO_FRENCH_NAME",
            "actors.csv:9 CHECKED_IN_FUTURE",
            "actors.csv:9 UNCONFIRMED_SOURCE",
            "actors.csv:9 GENERIC_NAME",
            "countries.csv:2 COUNTRY_WITHOUT_ACCOUNT",
            "countries.csv:2 COUNTRY_WITHOUT_OFFICE",
            "countries.csv:3 COUNTRY_WITHOUT_OFFICE",
            "countries.csv:4 COUNTRY_WITHOUT_ACCOUNT",
            "countries.csv:4 COUNTRY_WITHOUT_MINISTRY",
            "countries.csv:4 COUNTRY_WITHOUT_OFFICE",
            "tenures.csv:2 VACANT_OFFICE",
            "tenures.csv:3 DATE_IN_FUTURE");
  }

  @Test
  void feeds_that_nobody_can_reach_and_days_to_come_are_doubted() {
    List<String> feeds =
        List.of(
            "https://www.example.org/feed",
            "http://127.0.0.1:8080/feed",
            "http://10.1.2.3/feed",
            "http://169.254.169.254/feed",
            "https://localhost/feed",
            "https://printer.local/feed",
            "https://intranet/feed",
            "http://8.8.8.8/feed");
    StringBuilder rows = new StringBuilder(Folder.ACCOUNT_HEADER);
    feeds.forEach(feed -> rows.append("fr-mfa,feed,%s,,,,s,2026\n".formatted(feed)));
    rows.append("fr-mfa,x,francediplo,,2026-11-23,,s,2026\n");
    rows.append("fr-mfa,x,francediplo_en,,2026,2027-01-01,s,2026\n");
    Folder.sound(dir)
        .with("accounts.csv", rows.toString())
        .with(
            "tenures.csv",
            Folder.TENURE_HEADER + "person-macron,fr-head-of-state,2017,2027-05-13,test,2026\n");
    assertThat(RegistryCheck.of(List.of(dir), TODAY).doubts())
        .filteredOn(
            f -> Set.of(FindingCode.PRIVATE_ADDRESS, FindingCode.DATE_IN_FUTURE).contains(f.code()))
        .extracting(f -> f.file().getFileName() + ":" + f.line() + " " + f.code())
        .containsExactly(
            "accounts.csv:3 PRIVATE_ADDRESS",
            "accounts.csv:4 PRIVATE_ADDRESS",
            "accounts.csv:5 PRIVATE_ADDRESS",
            "accounts.csv:6 PRIVATE_ADDRESS",
            "accounts.csv:7 PRIVATE_ADDRESS",
            "accounts.csv:8 PRIVATE_ADDRESS",
            "accounts.csv:10 DATE_IN_FUTURE",
            "accounts.csv:11 DATE_IN_FUTURE",
            "tenures.csv:2 DATE_IN_FUTURE");
  }

  @Test
  void many_errors_of_a_kind_are_told_by_some_and_their_number() {
    StringBuilder rows = new StringBuilder(Folder.ACCOUNT_HEADER);
    for (int i = 0; i < 1_234; i++) {
      rows.append("fr-mfa,twitter,a%d,,,,s,2026\n".formatted(i));
    }
    Folder.sound(dir).with("accounts.csv", rows.toString());
    List<String> words = RegistryCheck.words(RegistryCheck.of(List.of(dir), TODAY).errors(), 20);
    assertThat(words).hasSize(21);
    assertThat(words.getLast()).endsWith("accounts.csv: … and 1,214 more UNKNOWN_NETWORK");
  }

  @Test
  void one_error_fails_it_and_is_listed_in_order() {
    Folder.sound(dir)
        .with("accounts.csv", Folder.ACCOUNT_HEADER + "nobody,x,a,,,,s,2026\nun,y,a,,,,s,2026\n");
    RegistryCheck check = RegistryCheck.of(List.of(dir), TODAY);
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.errors()).extracting(Finding::line).containsExactly(2, 3);
    assertThat(check.findings()).isSorted();
    assertThat(check.errors().get(0).toString())
        .startsWith(dir.resolve("accounts.csv") + ":2: error UNKNOWN_ACTOR: ");
  }

  @Test
  void only_a_person_holds_and_only_an_office_is_held() {
    Folder.sound(dir)
        .with(
            "tenures.csv",
            Folder.TENURE_HEADER
                + """
                fr-mfa,fr-head-of-state,2021-01-01,2021-02-01,test,2026
                person-macron,un,2021-01-01,,test,2026
                fr-head-of-state,person-macron,2017-05-14,,test,2026
                """);
    assertThat(RegistryCheck.of(List.of(dir), TODAY).errors())
        .extracting(f -> f.code() + " " + f.line())
        .containsExactlyInAnyOrder(
            "NOT_A_PERSON 2", "NOT_AN_OFFICE 3", "NOT_A_PERSON 4", "NOT_AN_OFFICE 4");
  }

  @Test
  void a_tenure_of_unknown_beginning_and_a_foreign_minister_of_whom_nobody_tells_are_doubts() {
    Folder.sound(dir)
        .with(
            "actors.csv",
            Folder.ACTORS
                + """
                fr-foreign-minister,foreign-minister,Foreign Minister of France,Ministre,FRA,,institution,,,,test,2026
                person-a,official,A Person,A,FRA,,person,,,,test,2026
                """)
        .with(
            "tenures.csv",
            Folder.TENURE_HEADER
                + """
                person-macron,fr-head-of-state,2017-05-14,,test,2026
                person-a,fr-head-of-state,,2012-05-15,test,2012-01
                """);
    assertThat(RegistryCheck.of(List.of(dir), TODAY).doubts())
        .filteredOn(
            f ->
                f.code() == FindingCode.TENURE_UNDATED
                    || f.code() == FindingCode.OFFICE_WITHOUT_HOLDER)
        .extracting(f -> f.file().getFileName() + ":" + f.line() + " " + f.message())
        .containsExactly(
            "actors.csv:7 no tenure names fr-foreign-minister",
            "tenures.csv:3 from is empty: person-a counts for fr-head-of-state from the day of the"
                + " source on, 2012-01");
  }

  @Test
  void an_office_that_is_held_twice_or_never_and_an_item_given_twice_are_doubts() {
    Folder.sound(dir)
        .with(
            "actors.csv",
            Folder.ACTORS
                + """
                fr-head-of-government,head-of-government,Head of Government,Chef,FRA,,institution,,Q2996785,,test,2026
                person-a,official,A Person,A,FRA,,person,,,,test,2026
                """)
        .with(
            "tenures.csv",
            Folder.TENURE_HEADER
                + """
                person-macron,fr-head-of-state,2017-05-14,,test,2026
                person-a,fr-head-of-state,2026-05-14,,test,2026
                """);
    RegistryCheck check = RegistryCheck.of(List.of(dir), TODAY, 1);
    assertThat(check.doubts())
        .filteredOn(
            f ->
                f.code() == FindingCode.TENURE_SUPERSEDED
                    || f.code() == FindingCode.WIKIDATA_TWICE
                    || f.code() == FindingCode.OFFICE_WITHOUT_HOLDER)
        .extracting(f -> f.file().getFileName() + ":" + f.line() + " " + f.message())
        .containsExactly(
            "actors.csv:7 no tenure names fr-head-of-government",
            "actors.csv:7 Q2996785 is also that of fr-mfa, %s, line 2"
                .formatted(dir.resolve("actors.csv")),
            "tenures.csv:2 person-macron has no end, though person-a holds fr-head-of-state since"
                + " 2026-05-14 (line 3)");
    assertThat(check.doubtsByKind().values())
        .extracting(List::size)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void a_person_whose_kind_is_that_of_a_dated_office_is_a_doubt() {
    Folder.sound(dir)
        .with(
            "actors.csv",
            Folder.ACTORS
                + """
                person-a,head-of-state,A Person,A,FRA,,person,,,,test,2026
                person-b,minister,B Person,B,FRA,,person,,,without any tenure,test,2026
                """)
        .with(
            "tenures.csv",
            Folder.TENURE_HEADER
                + """
                person-macron,fr-head-of-state,2017-05-14,,test,2026
                person-a,fr-head-of-state,2012-05-15,2017-05-14,test,2026
                """);
    assertThat(RegistryCheck.of(List.of(dir), TODAY).doubts())
        .filteredOn(f -> f.code() == FindingCode.PERSON_KIND_OF_OFFICE)
        .extracting(f -> f.file().getFileName() + ":" + f.line())
        .containsExactly("actors.csv:7");
  }

  @Test
  void the_shipped_registry_has_no_error() {
    Path shipped = Path.of(System.getProperty("chancery.root", "..")).resolve("registry");
    assumeTrue(Files.exists(shipped.resolve("actors.csv")), "left out: needs the registry folder");
    RegistryCheck check = RegistryCheck.of(List.of(shipped), TODAY);
    assertThat(check.errors()).isEmpty();
    assertThat(check.doubts()).noneMatch(f -> f.code() == FindingCode.PERSON_KIND_OF_OFFICE);
    var registry = RegistryFiles.load(List.of(shipped)).registry();
    assertThat(registry.actors()).hasSizeGreaterThan(400);
    assertThat(registry.accounts()).isNotEmpty();
  }
}
