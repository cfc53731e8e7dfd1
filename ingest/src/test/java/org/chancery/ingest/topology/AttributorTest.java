package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.chancery.core.event.PostKind;
import org.chancery.ingest.store.Batch;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who speaks for whom and addresses whom. A line is {@code time | post | kind [of post] | mentions
 * | text}; an outcome is {@code post: actor country -> kind actor country, …}, {@code ?} for
 * somebody not listed.
 */
class AttributorTest {
  private static Store store;
  private Directory directory;

  @BeforeAll
  static void open() {
    store = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void world() throws SQLException {
    TestDatabase.empty(store.dataSource());
    directory =
        new World()
            .actor("fr-pm", "FRA")
            .actor("fr-former-pm", "FRA")
            .actor("de-amt", "DEU")
            .actor("un-sg", null)
            .actor("king", "GBR")
            .actor("au-head", "AUS")
            .account("fr-former-pm", "matignon", "", "2026-09-01T00:00:00Z")
            .account("fr-pm", "matignon", "2026-09-01T00:00:00Z", "")
            .account("de-amt", "amt", "", "")
            .account("un-sg", "sg", "", "")
            .account("king", "royal", "", "")
            .tenure("king", "au-head", "2026-10-01T00:00:00Z", "2026-10-10T00:00:00Z")
            .in(store.dataSource());
  }

  private void expect(String events, String outcome) throws SQLException {
    Attributor attributor = new Attributor(World.PSEUDONYMS, true, World.EARLY);
    Batch batch = new Batch();
    for (String line : events.strip().split("\n")) {
      String[] part =
          Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
      String[] kind = part[2].split(" ");
      List<String> mentions = part[3].isEmpty() ? List.of() : List.of(part[3].split(" "));
      attributor
          .changes(
              World.post(
                  part[1],
                  Instant.parse(part[0]),
                  PostKind.valueOf(kind[0].toUpperCase(java.util.Locale.ROOT)),
                  kind.length > 1 ? kind[1] : null,
                  part[4],
                  mentions),
              directory)
          .forEach(batch::add);
    }
    new PostStore(store.dataSource(), true).write(batch);
    List<String> stored =
        TestDatabase.rows(
            store.dataSource(),
            """
            select p.text || ': ' || coalesce(a.slug, '?') || ' ' || coalesce(p.country, '?')
              || coalesce(' -> ' || string_agg((array['mention', 'reply', 'repost', 'quote'])[i.kind + 1] || ' '
                   || coalesce(t.slug, '?') || ' ' || coalesce(nullif(i.to_country, ''), case when i.to_country = '' then '-' else '?' end), ', '
                   order by i.kind, t.slug), '')
            from posts p left join actor a using (actor_id)
            left join interactions i on i.created = p.created and i.post_key = p.post_key
            left join actor t on t.actor_id = i.to_actor
            group by p.post_key, p.text, a.slug, p.country
            """);
    assertThat(stored).containsExactlyInAnyOrder(outcome.strip().split("\n"));
  }

  @Test
  void an_office_account_changes_hands_at_midnight() throws SQLException {
    expect(
        """
        2026-08-31T23:59:59.999999Z | matignon/1 | original    |          | before
        2026-09-01T00:00:00Z        | matignon/2 | original    |          | after
        2026-08-31T23:59:59Z        | amt/1      | original    | matignon | to the former
        2026-09-01T00:00:00Z        | amt/2      | original    | matignon | to the new
        """,
        """
        before: fr-former-pm FRA
        after: fr-pm FRA
        to the former: de-amt DEU -> mention fr-former-pm FRA
        to the new: de-amt DEU -> mention fr-pm FRA
        """);
  }

  @Test
  void a_person_speaks_for_the_country_of_the_office_held_then() throws SQLException {
    expect(
        """
        2026-09-30T23:59:59Z | royal/1 | original |       | before
        2026-10-01T00:00:00Z | royal/2 | original |       | in office
        2026-10-10T00:00:00Z | royal/3 | original |       | afterwards
        2026-10-05T00:00:00Z | amt/1   | original | royal | to the head of Australia
        2026-10-05T00:00:00Z | sg/1    | original | amt   | no country
        2026-10-05T00:00:00Z | amt/2   | original | sg    | to no country
        """,
        """
        before: king GBR
        in office: king AUS
        afterwards: king GBR
        to the head of Australia: de-amt DEU -> mention king AUS
        no country: un-sg  -> mention de-amt DEU
        to no country: de-amt DEU -> mention un-sg -
        """);
  }

  @Test
  void the_author_answered_quoted_or_reposted_is_not_also_mentioned() throws SQLException {
    expect(
        """
        2026-10-20T10:00:00Z | amt/1 | reply matignon/7  | matignon sg sg | answer
        2026-10-20T10:00:00Z | amt/2 | quote matignon/7  | matignon       | quote
        2026-10-20T10:00:00Z | amt/3 | repost matignon/7 | sg             | repost
        2026-10-20T10:00:00Z | amt/4 | original          | amt            | of myself
        2026-10-20T10:00:00Z | amt/5 | reply amt/4       | nobody         | thread
        """,
        """
        answer: de-amt DEU -> mention un-sg -, reply fr-pm FRA
        quote: de-amt DEU -> quote fr-pm FRA
        repost: de-amt DEU -> repost fr-pm FRA
        of myself: de-amt DEU -> mention de-amt DEU
        thread: de-amt DEU -> mention ? ?, reply de-amt DEU
        """);
  }

  @Test
  void who_is_not_listed_stands_nowhere_by_name() throws SQLException {
    expect(
        """
        2026-10-20T10:00:00Z | citizen/1 | original       | amt       | to a listed one
        2026-10-20T10:00:01Z | citizen/2 | original       | passerby  | among themselves
        2026-10-20T10:00:02Z | amt/1     | reply citizen/1 | passerby | kind words
        """,
        """
        to a listed one: ? ? -> mention de-amt DEU
        among themselves: ? ?
        kind words: de-amt DEU -> mention ? ?, reply ? ?
        """);
    assertThat(TestDatabase.allTexts(store.dataSource()))
        .as("all texts of all tables")
        .anyMatch(text -> text.contains("did:plc:amt"))
        .noneMatch(text -> text.contains("citizen") || text.contains("passerby"));
  }

  @Test
  void a_live_stream_keeps_only_what_concerns_listed_ones() {
    Attributor live = new Attributor(World.PSEUDONYMS, false, World.EARLY);
    Instant at = Instant.parse("2026-10-20T10:00:00Z");
    assertThat(
            live.changes(
                World.post("citizen/1", at, PostKind.ORIGINAL, null, "x", List.of()), directory))
        .isEmpty();
    assertThat(
            live.changes(
                World.post("citizen/2", at, PostKind.REPOST, "amt/1", "", List.of()), directory))
        .singleElement()
        .isInstanceOf(Change.Reaction.class);
    assertThat(
            live.changes(
                World.post("citizen/3", at, PostKind.REPLY, "amt/1", "x", List.of()), directory))
        .hasAtLeastOneElementOfType(Change.Reaction.class)
        .hasAtLeastOneElementOfType(Change.Post.class);
  }
}
