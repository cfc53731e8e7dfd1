package org.chancery.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.chancery.ingest.registry.RegistryFiles.Loaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadFilesTest {
  @TempDir Path dir;

  /** Each row is the second line of its file; the finding names it and what is allowed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "actors   | fr-x,forein-ministry,A,A,FRA,,institution,,,,s,2026 | UNKNOWN_KIND | Did you mean \"foreign-ministry\"?",
        "actors   | fr-x,ministry,A,A,FRX,,institution,,,,s,2026        | UNKNOWN_COUNTRY | Did you mean \"FRA\"?",
        "actors   | fr-x,ministry,A,A,fr,,institution,,,,s,2026         | BAD_COUNTRY_CODE | alpha-3",
        "actors   | fr-x,ministry,A,A,FRA,,robot,,,,s,2026              | UNKNOWN_VOICE | institution, person",
        "actors   | Fr_X,ministry,A,A,FRA,,institution,,,,s,2026        | BAD_SLUG | small letters",
        "actors   | fr--x,ministry,A,A,FRA,,institution,,,,s,2026       | BAD_SLUG | fr-mfa",
        "actors   | fr-x,ministry,A,A,FRA,nato,institution,,,,s,2026    | UNKNOWN_ORGANISATION | nato",
        "actors   | fr-x,mission,A,A,FRA,,institution,GEU,,,s,2026      | UNKNOWN_HOST | Did you mean \"DEU\"?",
        "actors   | fr-x,ministry,A,A,FRA,,institution,,12,,s,2026      | BAD_WIKIDATA | Q1450662",
        "actors   | fr-x,ministry,A,A,FRA,,institution,,,,,2026         | EMPTY_SOURCE | source",
        "actors   | fr-x,ministry,,A,FRA,,institution,,,,s,2026         | EMPTY_CELL | name_en",
        "actors   | fr-x,ministry,A,A,FRA,,institution,,,,s,01/02/2026  | BAD_DATE | yyyy-MM-dd",
        "actors   | fr-x,ministry,A,A,FRA                               | WRONG_NUMBER_OF_CELLS | 12 cells, this row 5",
        "accounts | fr-mfo,x,a,,,,s,2026                                | UNKNOWN_ACTOR | Did you mean \"fr-mfa\"?",
        "accounts | fr-mfa,twitter,a,,,,s,2026                          | UNKNOWN_NETWORK | bluesky, mastodon, x",
        "accounts | fr-mfa,x,@francediplo,,,,s,2026                     | BAD_HANDLE | without @",
        "accounts | fr-mfa,mastodon,francediplo,,,,s,2026               | BAD_HANDLE | @user@host",
        "accounts | fr-mfa,feed,www.diplomatie.gouv.fr,,,,s,2026        | BAD_HANDLE | http",
        "accounts | fr-mfa,x,a,did:plc:1,,,s,2026                       | BAD_NATIVE_ID | digits only",
        "accounts | fr-mfa,x,a,,2017-02-30,,s,2026                      | BAD_DATE | 2017-02-30",
        "accounts | fr-mfa,x,a,,99999,,s,2026                           | BAD_DATE | 99999",
        "accounts | fr-mfa,x,a,,2017,2017-01-01,s,2026                  | BAD_PERIOD | exclusive",
        "tenures  | person-x,fr-head-of-state,2017,,s,2026              | UNKNOWN_ACTOR | person",
        "tenures  | person-macron,fr-head,2017,,s,2026                  | UNKNOWN_ACTOR | office",
      })
  void a_bad_row_is_left_out_and_told(String table, String row, String code, String says) {
    Folder folder = Folder.sound(dir);
    String header =
        switch (table) {
          case "actors" -> Folder.ACTOR_HEADER;
          case "accounts" -> Folder.ACCOUNT_HEADER;
          default -> Folder.TENURE_HEADER;
        };
    String rest =
        table.equals("actors") ? Folder.ACTORS.substring(Folder.ACTOR_HEADER.length()) : "";
    folder.with(table + ".csv", header + row + "\n" + rest);
    Loaded loaded = RegistryFiles.load(List.of(dir));
    assertThat(loaded.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.valueOf(code));
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.line()).isEqualTo(2);
              assertThat(finding.file()).isEqualTo(dir.resolve(table + ".csv"));
              assertThat(finding.message()).contains(says);
            });
    assertThat(loaded.registry().actors()).hasSize(5);
    assertThat(loaded.registry().accounts()).isEmpty();
    assertThat(loaded.registry().tenures()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "XXX,X,X,un-member,,91,0,fr,s     | BAD_POINT",
        "XXX,X,X,un-member,,,,fr,s        | BAD_POINT",
        "XXX,X,X,un-member,,NaN,0,fr,s    | BAD_POINT",
        "XXX,X,X,un-membre,,1,1,fr,s      | UNKNOWN_STATUS",
        "XXX,X,X,un-member,,1,1,french,s  | BAD_LANGUAGE",
        "FR,X,X,un-member,,1,1,fr,s       | BAD_COUNTRY_CODE",
        "FRA,X,X,un-member,,1,1,fr,s      | DUPLICATE_ID",
      })
  void a_bad_country(String row, String code) {
    Folder.sound(dir).with("countries.csv", Folder.COUNTRIES + row + "\n");
    assertThat(RegistryFiles.load(List.of(dir)).findings())
        .extracting(Finding::code, Finding::line)
        .contains(tuple(FindingCode.valueOf(code), 5))
        .allMatch(t -> t.toList().get(0).equals(FindingCode.valueOf(code)));
  }

  @Test
  void a_folder_in_place_of_a_file_is_an_error() throws IOException {
    Folder.sound(dir);
    Files.createDirectory(dir.resolve("accounts.csv"));
    assertThat(RegistryFiles.load(List.of(dir)).findings())
        .extracting(Finding::code)
        .contains(FindingCode.BAD_FORMAT);
  }

  @Test
  void lines_are_counted_through_quoted_breaks_and_blank_lines() {
    Folder.sound(dir)
        .with(
            "accounts.csv",
            Folder.ACCOUNT_HEADER
                + "\r\n\r\nfr-mfa,x,a,,,,\"one\r\ntwo\",2026\r\n\nfr-mfa,x,b c,,,,s,2026\r\n");
    assertThat(RegistryFiles.load(List.of(dir)).findings())
        .extracting(Finding::line, Finding::code)
        .containsExactly(tuple(4, FindingCode.HOSTILE_CELL), tuple(7, FindingCode.BAD_HANDLE));
  }

  @Test
  void hostile_cells_are_refused_and_shown_harmless() {
    String esc = "\u001b[2J\u202e";
    Folder.sound(dir)
        .with(
            "actors.csv",
            Folder.ACTORS + "fr-x,ministry,A" + esc + ",A,FRA,,institution,,,,s,2026\n");
    Loaded loaded = RegistryFiles.load(List.of(dir));
    assertThat(loaded.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.HOSTILE_CELL);
    assertThat(loaded.findings().get(0).toString())
        .doesNotContain("\u001b", "\u202e")
        .contains("\\u{1B}");
  }

  @Test
  void what_is_no_csv_or_no_utf8_is_one_finding() {
    Folder.sound(dir)
        .with("accounts.csv", Folder.ACCOUNT_HEADER + "fr-mfa,x,\"open,,,,s,2026\n")
        .with(
            "tenures.csv", (Folder.TENURE_HEADER + "Ségou").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(RegistryFiles.load(List.of(dir)).findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.BAD_FORMAT, FindingCode.BAD_ENCODING);
  }

  @Test
  void headers() {
    Folder.sound(dir)
        .with("accounts.csv", "actor,network,handel,source\nfr-mfa,x,a,s\n")
        .with("tenures.csv", "");
    assertThat(RegistryFiles.load(List.of(dir)).findings())
        .extracting(Finding::code)
        .containsExactly(
            FindingCode.MISSING_COLUMN, FindingCode.UNKNOWN_COLUMN, FindingCode.NO_HEADER);
    new Folder(dir).with("tenures.csv", "person,person,office,source\n");
    assertThat(RegistryFiles.load(List.of(dir)).findings())
        .extracting(Finding::code)
        .contains(FindingCode.DUPLICATE_COLUMN);
  }

  @Test
  void folders_that_are_none_or_empty() throws Exception {
    Path empty = java.nio.file.Files.createDirectory(dir.resolve("empty"));
    assertThat(RegistryFiles.load(List.of(empty, dir.resolve("none"))).findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.NO_FILES, FindingCode.NO_FOLDER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "actor: fr-mfa",
        "- [a, b]",
        "- actor: {a: b}",
        "- actor: [[a]]",
        "- 'open",
        "- a: *none",
        "{",
        "word",
        "- - -"
      })
  void what_is_no_list_of_maps_is_told(String yaml) {
    Folder.sound(dir).with("accounts.yaml", yaml);
    assertThat(RegistryFiles.load(List.of(dir)).findings())
        .isNotEmpty()
        .allMatch(f -> f.file().endsWith("accounts.yaml"));
  }

  @Test
  void seeded_noise_never_throws() {
    String[] pieces = {
      "\"", ",", "\n", "\r", "a", "fr-mfa", "x", "2017", "\u0000", "\ufeff", "é", "- ", ": ", "&a",
      "*a", "[", "{", "\t"
    };
    for (int seed = 0; seed < 400; seed++) {
      Random chance = new Random(seed);
      StringBuilder noise = new StringBuilder();
      for (int i = chance.nextInt(80); i > 0; i--) {
        noise.append(pieces[chance.nextInt(pieces.length)]);
      }
      Folder.sound(dir)
          .with("accounts.csv", Folder.ACCOUNT_HEADER + noise)
          .with("tenures.yaml", noise.toString());
      assertThat(RegistryFiles.load(List.of(dir)).registry().actors())
          .as("seed %d", seed)
          .hasSize(5);
    }
  }

  @Test
  void one_account_cannot_speak_for_two_at_once() {
    Folder.sound(dir)
        .with(
            "accounts.csv",
            Folder.ACCOUNT_HEADER
                + """
                fr-mfa,x,one,1,,2018,s,2026
                un,x,one,1,2017,,s,2026
                un,x,ONE,,,2016,s,2026
                fr-mfa,x,two,2,,,s,2026
                fr-mfa,x,two,,,,s,2026
                un,x,two,3,,,s,2026
                """);
    Loaded loaded = RegistryFiles.load(List.of(dir));
    assertThat(loaded.findings())
        .extracting(Finding::line, Finding::code)
        .containsExactly(
            tuple(3, FindingCode.OVERLAPPING_ROWS),
            tuple(4, FindingCode.OVERLAPPING_ROWS),
            tuple(6, FindingCode.ROW_TWICE),
            tuple(7, FindingCode.OVERLAPPING_ROWS),
            tuple(7, FindingCode.HANDLE_SHARED));
    assertThat(loaded.findings().get(0).message())
        .contains("fr-mfa")
        .contains("un")
        .contains("line 2");
  }

  private static List<String> told(Loaded loaded) {
    return loaded.findings().stream()
        .map(f -> "%s:%d %s".formatted(f.file().getFileName(), f.line(), f.code()))
        .toList();
  }

  /** Accounts of the ministry, a lot of them. */
  private static String accounts(int many) {
    StringBuilder rows = new StringBuilder(Folder.ACCOUNT_HEADER);
    for (int i = 0; i < many; i++) {
      rows.append("fr-mfa,x,account%d,,,,s,2026\n".formatted(i));
    }
    return rows.toString();
  }

  @Test
  void one_error_is_not_followed_by_thousands() {
    Folder.sound(dir)
        .with("actors.csv", Folder.ACTORS.replace("foreign-ministry", "forein-ministry"))
        .with("accounts.csv", accounts(3_410))
        .with("tenures.csv", Folder.TENURE_HEADER);
    Loaded loaded = RegistryFiles.load(List.of(dir));
    assertThat(told(loaded))
        .containsExactly("accounts.csv:0 FOLLOW_UP", "actors.csv:2 UNKNOWN_KIND");
    assertThat(loaded.findings().getFirst().message())
        .startsWith("3,410 rows name an actor")
        .endsWith("first on line 2");
  }

  @Test
  void a_country_that_is_left_out_takes_its_actors_along_in_silence() {
    Folder.sound(dir)
        .with("countries.csv", Folder.COUNTRIES.replace("48.867", "148.867"))
        .with("accounts.csv", accounts(2))
        .with("tenures.csv", Folder.TENURE_HEADER);
    assertThat(told(RegistryFiles.load(List.of(dir))))
        .containsExactly(
            "accounts.csv:0 FOLLOW_UP", "actors.csv:0 FOLLOW_UP", "countries.csv:2 BAD_POINT");
  }

  @Test
  void a_broken_file_is_one_error_with_its_line_and_no_word_of_the_program() {
    Folder.sound(dir)
        .with("actors.csv", Folder.ACTORS + "fr-x,ministry,\"A,A,FRA,,institution,,,,s,2026\n")
        .with("accounts.csv", accounts(50))
        .with("tenures.csv", Folder.TENURE_HEADER + "person-macron,\"fr\"x,2017,,s,2026\n");
    Loaded loaded = RegistryFiles.load(List.of(dir));
    assertThat(told(loaded)).containsExactly("actors.csv:7 BAD_FORMAT", "tenures.csv:2 BAD_FORMAT");
    assertThat(loaded.findings())
        .extracting(Finding::message)
        .allSatisfy(m -> assertThat(m).doesNotContain("Exception", "java", "encapsulated"));
    assertThat(loaded.findings().getFirst().message()).contains("never closed");
    assertThat(loaded.findings().getLast().message()).contains("closing quotation mark");
  }

  @Test
  void a_whole_list_may_not_lack_actors_or_countries_an_overlay_may() throws IOException {
    Folder.sound(dir).with("accounts.csv", accounts(30));
    assertThat(told(RegistryFiles.load(List.of(dir)))).isEmpty();
    assertThat(RegistryCheck.of(List.of(dir), LocalDate.of(2026, 11, 21)).doubts())
        .filteredOn(f -> f.code() == FindingCode.MISSING_FILE)
        .extracting(Finding::message)
        .containsExactly("tenures.csv is missing: nobody is said to hold an office");
    Path overlay = Files.createDirectory(dir.resolve("overlay"));
    new Folder(overlay).with("tenures.csv", Folder.TENURE_HEADER);
    assertThat(told(RegistryFiles.load(List.of(dir, overlay)))).isEmpty();
    Files.delete(dir.resolve("actors.csv"));
    Loaded loaded = RegistryFiles.load(List.of(dir, overlay));
    assertThat(told(loaded))
        .containsExactly(dir.getFileName() + ":0 NO_ACTORS", "accounts.csv:0 FOLLOW_UP");
    assertThat(loaded.findings().getFirst().message()).contains("actors.csv is missing");
    Folder.sound(dir);
    Files.delete(dir.resolve("countries.csv"));
    assertThat(told(RegistryFiles.load(List.of(dir, overlay))))
        .containsExactly(dir.getFileName() + ":0 NO_COUNTRIES");
  }
}
