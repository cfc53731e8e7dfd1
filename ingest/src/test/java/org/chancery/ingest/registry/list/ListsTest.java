// Longer than our measure of a file: each kind of list has its own sample and its own ways to be
// wrong.
package org.chancery.ingest.registry.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Country;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All lists here are made by hand in the documented forms; real ones are in MergeSampleTest. */
class ListsTest {
  private static final CountryNames COUNTRIES =
      new CountryNames(
          List.of(
              country("FRA", "France", "France"),
              country("USA", "United States", "États-Unis"),
              country("ITA", "Italy", "Italie"),
              country("VAT", "Vatican City", "Vatican"),
              country("GBR", "United Kingdom", "Royaume-Uni"),
              country("TUR", "Türkiye", "Turquie"),
              country("CIV", "Côte d’Ivoire", "Côte d’Ivoire"),
              country("XKX", "Kosovo", "Kosovo")));

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "Turkey, TUR",
    "türkiye, TUR",
    "Turquie, TUR",
    "TUR, TUR",
    "tr, TUR",
    "Ivory Coast, CIV",
    "Cote d'Ivoire, CIV",
    "The United States of America, USA",
    "Франция, FRA",
    "Vatican, VAT",
    "Holy See, VAT",
    "Vereinigtes Königreich, GBR",
    "xk, XKX"
  })
  void a_country_by_any_of_its_names(String given, String code) {
    assertThat(COUNTRIES.find(given)).contains(code);
  }

  @Test
  void what_is_no_country_is_none() {
    assertThat(COUNTRIES.find("Atlantis")).isEmpty();
    assertThat(COUNTRIES.find(" ")).isEmpty();
    assertThat(COUNTRIES.find("x".repeat(1_000))).isEmpty();
  }

  @Test
  void missions_by_states_type_and_city_and_bad_rows_by_cause_and_line() throws IOException {
    Path file =
        write(
            "embassies.csv",
            """
            operator;jurisdictions;country;city;website;facebook;twitter;youtube;type;QID;
            France;Italy;Italy;Rome;https://it.ambafrance.org;ambafrance.it;@FranceenItalie;;embassy;http://www.wikidata.org/entity/Q1;
            France;Holy See;Italy;Rome;;;;;embassy;Q2;
            France;;France;Paris;;;;;embassy;Q3;
            Atlantis;;Italy;Rome;;;;;embassy;Q4;
            Turkey;;United States of America;Los Angeles;;;not a handle!;;consulate general;X5;
            Turkey;;Italy;Rome;;;;;windmill;Q6;
            Turkey;;Italy
            """);
    assertThat(Lists.recognise(file)).contains(ListFormat.MISSIONS);
    Listed listed = read(ListFormat.MISSIONS, file);
    assertThat(listed.candidates())
        .extracting(c -> c.place().key(), Candidate::name, Candidate::host, Candidate::wikidata)
        .containsExactly(
            tuple("missions:1", "Embassy of France in Italy", "ITA", "Q1"),
            tuple("missions:2", "Embassy of France in Vatican City", "VAT", "Q2"),
            tuple(
                "missions:5",
                "Consulate General of Türkiye in Los Angeles (United States)",
                "USA",
                null));
    assertThat(listed.candidates().getFirst().accounts())
        .extracting(Candidate.AccountFact::network, Candidate.AccountFact::handle)
        .containsExactly(
            tuple(Network.X, "FranceenItalie"), tuple(Network.FACEBOOK, "ambafrance.it"));
    assertThat(listed.rejects())
        .extracting(Reject::line, Reject::cause)
        .containsExactlyInAnyOrder(
            tuple(4, RejectCause.SAME_COUNTRY),
            tuple(5, RejectCause.UNKNOWN_COUNTRY),
            tuple(6, RejectCause.BAD_HANDLE),
            tuple(6, RejectCause.BAD_ID),
            tuple(7, RejectCause.UNKNOWN_TYPE),
            tuple(8, RejectCause.WRONG_NUMBER_OF_CELLS));
  }

  @Test
  void an_answer_of_wikidata_groups_rows_by_item() throws IOException {
    Path file =
        write(
            "answer.json",
            """
            {"head": {"vars": ["item", "kind"]}, "results": {"bindings": [
            {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q10"},
             "kind": {"type": "literal", "value": "official"}, "voice": {"type": "literal", "value": "person"},
             "name_en": {"type": "literal", "xml:lang": "en", "value": "A. Person"},
             "country": {"type": "literal", "value": "FRA"}, "x": {"type": "literal", "value": "aperson"},
             "x_id": {"type": "literal", "value": "12"},
             "office": {"type": "literal", "value": "head-of-state"}, "office_country": {"type": "literal", "value": "FRA"},
             "from": {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "value": "2017-05-14T00:00:00Z"},
             "from_precision": {"type": "literal", "value": "11"}},
            {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q10"},
             "kind": {"type": "literal", "value": "official"}, "voice": {"type": "literal", "value": "person"},
             "name": {"type": "literal", "value": "Личность"}, "country": {"type": "literal", "value": "FRA"},
             "bluesky": {"type": "literal", "value": "person.example"},
             "to": {"type": "bnode", "value": "t1"}},
            {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q11"},
             "kind": {"type": "literal", "value": "ministry"}, "name_en": {"type": "literal", "value": "M"},
             "country": {"type": "literal", "value": "ATL"}},
            {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q12"},
             "kind": {"type": "literal", "value": "castle"}},
            {"item": {"type": "bnode", "value": "b0"}}
            ]}}
            """);
    assertThat(Lists.recognise(file)).contains(ListFormat.WIKIDATA);
    Listed listed = read(ListFormat.WIKIDATA, file);
    assertThat(listed.candidates())
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.names()).containsExactly("A. Person", "Личность");
              assertThat(c.accounts())
                  .extracting(Candidate.AccountFact::handle, Candidate.AccountFact::nativeId)
                  .containsExactly(tuple("aperson", "12"), tuple("person.example", null));
              assertThat(c.tenures())
                  .extracting(Candidate.TenureFact::office, Candidate.TenureFact::from)
                  .containsExactly(tuple(ActorKind.HEAD_OF_STATE, "2017-05-14"));
              assertThat(c.proof().source()).isEqualTo("made by hand (Wikidata Q10)");
            });
    assertThat(listed.rejectsByCause())
        .isEqualTo(
            Map.of(
                RejectCause.UNKNOWN_COUNTRY, 1,
                RejectCause.UNKNOWN_KIND, 1,
                RejectCause.BAD_ID, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"type\":\"literal\",\"value\":\"2012-01-01T00:00:00Z\"}', 9",
    "'{\"type\":\"literal\",\"value\":\"soon\"}', 11",
    "'{\"type\":\"bnode\",\"value\":\"t1\"}', 11",
  })
  void a_tenure_that_ended_on_no_known_day_is_never_a_present_one(String to, int precision)
      throws IOException {
    Path file =
        write(
            "answer.json",
            """
            {"head": {"vars": []}, "results": {"bindings": [
            {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q10"},
             "kind": {"value": "official"}, "voice": {"value": "person"}, "name_en": {"value": "A. Person"},
             "office": {"value": "head-of-state"}, "office_country": {"value": "FRA"},
             "from": {"value": "2007-05-16T00:00:00Z"}, "from_precision": {"value": "11"},
             "to": %s, "to_precision": {"value": "%d"}}
            ]}}
            """
                .formatted(to, precision));
    Listed listed = read(ListFormat.WIKIDATA, file);
    assertThat(listed.candidates())
        .singleElement()
        .satisfies(c -> assertThat(c.tenures()).isEmpty());
    assertThat(listed.rejectsByCause()).isEqualTo(Map.of(RejectCause.UNUSABLE_END, 1));
  }

  @Test
  void rows_of_an_answer_that_are_no_objects_are_counted() throws IOException {
    Path file =
        write("answer.json", "{\"results\": {\"bindings\": [null, 5, {\"item\": null}, []]}}");
    Listed listed = read(ListFormat.WIKIDATA, file);
    assertThat(listed.candidates()).isEmpty();
    assertThat(listed.rejectsByCause()).isEqualTo(Map.of(RejectCause.BAD_ID, 4));
  }

  @Test
  void a_table_with_a_bad_end_gives_no_tenure() throws IOException {
    Path map =
        write(
            "map.yaml",
            "name: Who\nkind: =official\nvoice: =person\ncountry: State\noffice: =head-of-state\n"
                + "from: Since\nto: Until\n");
    Path file =
        write(
            "heads.csv",
            """
            Who,State,Since,Until
            A. Person,France,2007-05-16,spring 2012
            B. Person,France,2012-05-15,2017-05-14
            C. Person,France,2017-05-14,
            """);
    Listed listed =
        Lists.read(
            ListFormat.CSV,
            List.of(file),
            new Handed(COUNTRIES, "s", "2026-01-01", null, ActorColumns.read(map)));
    assertThat(listed.candidates())
        .extracting(
            Candidate::name, c -> c.tenures().stream().map(Candidate.TenureFact::to).toList())
        .containsExactly(
            tuple("A. Person", List.of()),
            tuple("B. Person", List.of("2017-05-14")),
            tuple("C. Person", java.util.Collections.singletonList(null)));
    assertThat(listed.rejects())
        .extracting(Reject::line, Reject::cause)
        .containsExactly(tuple(2, RejectCause.UNUSABLE_END));
  }

  @Test
  void rows_of_one_item_in_several_answers_are_one_candidate() throws IOException {
    String answer =
        """
        {"head": {"vars": []}, "results": {"bindings": [
        {"item": {"value": "http://www.wikidata.org/entity/%s"}, "kind": {"value": "official"},
         "voice": {"value": "person"}, "name_en": {"value": "%s"}, "%s": {"value": "%s"}}]}}
        """;
    Listed listed =
        read(
            ListFormat.WIKIDATA,
            write("one.json", answer.formatted("Q10", "A. Person", "x", "aperson")),
            write("two.json", answer.formatted("Q10", "A. Person", "website", "https://a.example")),
            write("three.json", answer.formatted("Q11", "B. Person", "x", "bperson")));
    assertThat(listed.candidates())
        .extracting(c -> c.place().key(), Candidate::wikidata, Candidate::website)
        .containsExactly(
            tuple("wikidata:1", "Q10", "https://a.example"), tuple("wikidata:3", "Q11", null));
  }

  @Test
  void an_answer_that_breaks_off_keeps_what_came_before() throws IOException {
    Path file =
        write(
            "answer.json",
            """
            {"head": {"vars": []}, "results": {"bindings": [
            {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q10"},
             "kind": {"type": "literal", "value": "ministry"}, "name_en": {"type": "literal", "value": "M"}},
            {"item": {"type": "uri", "va
            java.util.concurrent.TimeoutException
            """);
    Listed listed = read(ListFormat.WIKIDATA, file);
    assertThat(listed.candidates()).hasSize(1);
    assertThat(listed.rejectsByCause()).containsOnlyKeys(RejectCause.BAD_FORMAT);
  }

  @Test
  void congress_joins_two_files_and_terms_that_follow_each_other() throws IOException {
    Path persons =
        write(
            "executive.yaml",
            """
            - id:
                bioguide: O000167
                wikidata: Q76
              name: {first: Barack, last: Obama}
              terms:
              - {type: prez, start: '2009-01-20', end: '2013-01-20'}
              - {type: prez, start: '2013-01-20', end: '2017-01-20'}
            - id: {bioguide: W000178}
              name: {first: George, last: Washington}
              terms:
              - {type: prez, start: '1789-04-30', end: '1793-03-04'}
            """);
    Path social =
        write(
            "social.yaml",
            """
            - id: {bioguide: O000167}
              social: {twitter: POTUS44, twitter_id: 1536791610, youtube_id: UCYxRlFDqcWM4y7FfpiAN3KQ}
            - id: {bioguide: Z000001}
              social: {twitter: nobody}
            """);
    Listed listed = read(ListFormat.CONGRESS, persons, social);
    assertThat(listed.candidates())
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.accounts())
                  .extracting(Candidate.AccountFact::handle, Candidate.AccountFact::nativeId)
                  .containsExactly(
                      tuple("POTUS44", "1536791610"), tuple("UCYxRlFDqcWM4y7FfpiAN3KQ", null));
              assertThat(c.tenures())
                  .extracting(Candidate.TenureFact::from, Candidate.TenureFact::to)
                  .containsOnly(tuple("2009-01-20", "2017-01-20"));
            });
    assertThat(listed.rejects())
        .extracting(Reject::file, Reject::cause)
        .containsExactly(
            tuple("executive.yaml", RejectCause.TOO_OLD),
            tuple("social.yaml", RejectCause.UNKNOWN_PERSON));
  }

  @Test
  void parliament_takes_names_and_offices_from_other_files() throws IOException {
    Path social =
        write(
            "social-media-commons.xml",
            """
            <publicwhip>
            <personinfo id="uk.org.publicwhip/person/1" twitter_username="amember" bluesky_handle="a.bsky.social"/>
            <personinfo id="uk.org.publicwhip/person/2" twitter_username="unnamed"/>
            </publicwhip>
            """);
    Path names =
        write(
            "wikipedia-commons.xml",
            "<publicwhip><personinfo id=\"uk.org.publicwhip/person/1\""
                + " wikipedia_url=\"http://en.wikipedia.org/wiki/Ann_Memb%C3%A9r_(politician)\"/></publicwhip>");
    Path offices =
        write(
            "ministers.json",
            """
            {"memberships": [{"person_id": "uk.org.publicwhip/person/1", "role": "The Prime Minister",
              "start_date": "2016-07-13", "end_date": "2019-07-24"}]}
            """);
    Listed listed = read(ListFormat.UK_PARLIAMENT, social, names, offices);
    assertThat(listed.candidates())
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.name()).isEqualTo("Ann Membér");
              assertThat(c.accounts()).hasSize(2);
              assertThat(c.tenures().getFirst().to()).isEqualTo("2019-07-24");
            });
    assertThat(listed.rejects())
        .extracting(Reject::line, Reject::cause)
        .containsExactly(tuple(3, RejectCause.NO_NAME));
  }

  @Test
  void opml_needs_a_kind_and_takes_the_country_around() throws IOException {
    Path file =
        write(
            "feeds.opml",
            """
            <opml version="1.0"><body>
            <outline text="France"><outline text="Paper" xmlUrl="https://paper.example/rss?a=1&b=2"/>
            <outline text="Bad" xmlUrl="ftp:/nowhere"/></outline>
            <outline text="Alone" xmlUrl="https://alone.example/rss"/>
            </body></opml>
            """);
    assertThat(Lists.recognise(file)).contains(ListFormat.OPML);
    assertThatThrownBy(() -> read(ListFormat.OPML, file)).hasMessageContaining("--kind");
    Listed listed =
        Lists.read(
            ListFormat.OPML,
            List.of(file),
            new Handed(COUNTRIES, "s", "2026-01-01", ActorKind.NGO, null));
    assertThat(listed.candidates())
        .extracting(Candidate::name, Candidate::country, Candidate::kind)
        .containsExactly(tuple("Paper", "FRA", ActorKind.NGO), tuple("Alone", null, ActorKind.NGO));
    assertThat(listed.candidates().getFirst().accounts().getFirst().handle())
        .isEqualTo("https://paper.example/rss?a=1&b=2");
    assertThat(listed.rejects())
        .extracting(Reject::line, Reject::cause)
        .containsExactly(tuple(3, RejectCause.BAD_HANDLE));
  }

  @Test
  void entities_of_xml_are_not_read() throws IOException {
    Path secret = write("secret.txt", "secret");
    Path file =
        write(
            "feeds.opml",
            """
            <!DOCTYPE opml [<!ENTITY e SYSTEM "%s">]><opml><body><outline text="&e;" xmlUrl="https://a.example/"/></body></opml>
            """
                .formatted(secret.toUri()));
    Listed listed =
        Lists.read(
            ListFormat.OPML,
            List.of(file),
            new Handed(COUNTRIES, "s", "2026", ActorKind.MEDIA, null));
    assertThat(listed.toString()).doesNotContain("secret");
  }

  @Test
  void any_table_by_a_map_of_its_columns() throws IOException {
    Path map =
        write(
            "map.yaml",
            """
            separator: ;
            name: Who
            kind: =think-tank
            voice: =institution
            country: State
            bluesky: Sky
            checked: Seen
            """);
    Path file =
        write(
            "tanks.csv",
            """
            Who;State;Sky;Seen
            Institut;France;@institut.example;2025-05-01
            Nameless \u202e;France;;
            Elsewhere;Atlantis;;
            """);
    Listed listed =
        Lists.read(
            ListFormat.CSV,
            List.of(file),
            new Handed(COUNTRIES, "s", "2026-01-01", null, ActorColumns.read(map)));
    assertThat(listed.candidates())
        .extracting(Candidate::name, c -> c.proof().checked(), c -> c.accounts().size())
        .containsExactly(tuple("Institut", "2025-05-01", 1));
    assertThat(listed.rejects())
        .extracting(Reject::line, Reject::cause)
        .containsExactly(tuple(3, RejectCause.HOSTILE_TEXT), tuple(4, RejectCause.UNKNOWN_COUNTRY));
    assertThat(listed.rejects().getFirst().toString()).doesNotContain("\u202e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nam: x | Did you mean \"name\"?",
        "name: x | kind",
        "- a | name: State",
        "separator: ;;| separator",
      })
  void a_map_that_is_none_is_told(String yaml, String says) throws IOException {
    Path map = write("map.yaml", yaml);
    assertThatThrownBy(() -> ActorColumns.read(map))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says);
  }

  @Test
  void a_file_of_another_shape_is_not_recognised() throws IOException {
    assertThat(Lists.recognise(write("a.csv", "a,b\n1,2\n"))).isEmpty();
    assertThat(Lists.recognise(write("b.json", "{}"))).isEmpty();
    assertThatThrownBy(() -> Lists.recognise(dir.resolve("none")))
        .hasMessageContaining("no readable file");
  }

  @ParameterizedTest
  @CsvSource({
    "2017-01-20, 2026-01-01, 2017-01-20",
    "2029-01-20, 2026-01-01, ",
    "2022-05-01, 2022, 2022-05-01",
    "2022-05-01, 2022-05, 2022-05-01",
    "2022-05-01, 2022-04, "
  })
  void an_end_after_the_list_was_made_is_planned(String end, String checked, String to)
      throws IOException {
    Path file =
        write(
            "executive.yaml",
            """
            - id: {bioguide: P000001}
              name: {first: Pat, last: President}
              terms:
              - {type: prez, start: '2009-01-20', end: '%s'}
            """
                .formatted(end));
    Listed listed =
        Lists.read(
            ListFormat.CONGRESS,
            List.of(file),
            new Handed(COUNTRIES, "made by hand", checked, null, null));
    assertThat(listed.candidates().getFirst().tenures())
        .hasSize(2)
        .extracting(Candidate.TenureFact::to)
        .containsOnly(to);
  }

  @Test
  void who_left_on_a_day_that_is_no_date_does_not_hold_the_office_for_ever() throws IOException {
    Path file =
        write(
            "executive.yaml",
            """
            - id: {bioguide: P000001}
              name: {first: Pat, last: President}
              terms:
              - {type: prez, start: '2009-01-20', end: '2017-13-45'}
            """);
    Listed listed = read(ListFormat.CONGRESS, file);
    assertThat(listed.candidates().getFirst().tenures()).isEmpty();
    assertThat(listed.rejectsByCause()).containsOnlyKeys(RejectCause.UNUSABLE_END);
  }

  @Test
  void rows_of_several_files_of_one_format_have_keys_of_their_own() throws IOException {
    String header =
        "operator;jurisdictions;country;city;website;facebook;twitter;youtube;type;QID;\n";
    Path first = write("one.csv", header + "France;Italy;Italy;Rome;;;;;embassy;Q1;\n");
    Path second = write("two.csv", header + "Italy;France;France;Paris;;;;;embassy;Q2;\n");
    assertThat(read(ListFormat.MISSIONS, first, second).candidates())
        .extracting(c -> c.place().key(), c -> c.place().file(), c -> c.place().line())
        .containsExactly(tuple("missions:1", "one.csv", 2), tuple("missions:2", "two.csv", 2));
    String persons =
        """
        - id: {bioguide: P00000%s}
          name: {first: Pat, last: President}
          terms:
          - {type: rep, state: TX, start: '2009-01-20', end: '2017-01-20'}
        """;
    assertThat(
            read(
                    ListFormat.CONGRESS,
                    write("a.yaml", persons.formatted("1")),
                    write("b.yaml", persons.formatted("2")))
                .candidates())
        .extracting(c -> c.place().key())
        .containsExactly("congress:1", "congress:2");
  }

  private Listed read(ListFormat format, Path... files) throws IOException {
    return Lists.read(
        format, List.of(files), new Handed(COUNTRIES, "made by hand", "2026-01-01", null, null));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static Country country(String code, String english, String french) {
    return new Country(code, english, french, "un-member", null, 0, 0, List.of(), "test");
  }
}
