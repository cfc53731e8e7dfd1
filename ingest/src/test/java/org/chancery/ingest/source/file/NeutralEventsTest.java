package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chancery.core.event.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class NeutralEventsTest {
  private static final Instant AT = Instant.parse("2024-02-03T04:05:06.789Z");
  private static final AccountRef ANN = new AccountRef(Network.BLUESKY, "did:plc:ann", "ann.eu");
  private static final AccountRef BOB = AccountRef.byHandle(Network.BLUESKY, "bob.eu");

  @TempDir Path folder;

  private static PostSeen post(String text, PostKind kind, Entities entities) {
    return new PostSeen(
        Network.BLUESKY,
        "at://a/b/c",
        ANN,
        "Ann \"A\"",
        12L,
        AT,
        AT.plusSeconds(3),
        text,
        "pt-br",
        kind,
        new PostRef("at://r", BOB),
        new PostRef("at://q", null),
        new PostRef(null, BOB),
        entities,
        3,
        new Engagement(1L, null, 3L, 0L, 5L),
        true);
  }

  private static List<Event> events() {
    return List.of(
        post("RT @ann: \n\u2028 é 𝄞 &amp;", PostKind.ORIGINAL, Entities.UNKNOWN),
        post("", PostKind.REPOST, new Entities(List.of(ANN, BOB), List.of(), List.of("https://a"))),
        new PostEdited(post("b", PostKind.REPLY, new Entities(null, List.of("é"), null))),
        new PostDeleted(Network.BLUESKY, "1", null, AT),
        new PostDeleted(Network.BLUESKY, "1", ANN, AT),
        new EngagementSeen(Network.X, "1", AT, new Engagement(1L, 2L, 3L, 4L, 5L)),
        new AccountSeen(ANN, "A", 3L, AT),
        new AccountSeen(BOB, null, null, AT),
        new AccountStateChanged(ANN, AccountStateChanged.State.TAKEN_DOWN, AT),
        new TieSeen(Network.BLUESKY, "at://t", ANN, BOB, AT),
        new TieGone(Network.BLUESKY, "at://t", ANN, null, AT),
        new TieGone(Network.BLUESKY, null, ANN, BOB, AT),
        new FollowListSeen(Network.BLUESKY, ANN, List.of(BOB, ANN), true, AT),
        new FollowListSeen(Network.BLUESKY, ANN, List.of(), false, AT),
        new ReactionSeen(
            Network.BLUESKY, "at://l", ANN, ReactionKind.REPOST, new PostRef("p", BOB), AT, AT),
        new ReactionGone(Network.BLUESKY, "at://l", ANN, AT));
  }

  @Test
  void what_is_written_is_read_back() {
    StringBuilder text = new StringBuilder();
    events().forEach(event -> text.append(NeutralEvents.write(event)).append('\n'));
    List<ReadItem> items = Reading.text(folder, FileFormat.EVENTS, text.toString());
    assertThat(items.stream().map(Reading::event)).isEqualTo(events());
  }

  @Test
  void each_kind_of_event_is_among_them() {
    assertThat(events().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
  }

  @Test
  void the_example_of_the_contract() {
    PostSeen post =
        Reading.post(
            Reading.text(
                    folder,
                    FileFormat.EVENTS,
                    """
                    {"type":"post","network":"x","id":"929","account":{"id":"822215679726100480","handle":"POTUS","name":"P","followers":20213411},"created":"2017-11-10T03:12:07Z","seen":"2017-11-10T03:12:09Z","text":"t","lang":"en","kind":"reply","reply_to":{"id":"1","account":{"handle":"a"}},"mentions":[{"id":"2","handle":"b"}],"hashtags":["c"],"links":["https://d"],"media":1,"engagement":{"likes":1,"reposts":2,"replies":3,"quotes":0,"views":9}}
                    """)
                .getFirst());
    assertThat(post.author()).isEqualTo(new AccountRef(Network.X, "822215679726100480", "POTUS"));
    assertThat(post.followers()).isEqualTo(20_213_411);
    assertThat(post.seen()).isEqualTo(Instant.parse("2017-11-10T03:12:09Z"));
    assertThat(post.engagement()).isEqualTo(new Engagement(1L, 2L, 3L, 0L, 9L));
  }

  @Test
  void what_is_missing_or_wrong_is_told() {
    List<ReadItem> items =
        Reading.text(
            folder,
            FileFormat.EVENTS,
            """
            {"type":"pots","network":"x"}
            {"type":"post","network":"twitter"}
            {"type":"delete","network":"x","id":"1"}
            {"type":"delete","network":"x","seen":"2020-01-01T00:00:00Z"}
            {"type":"tie","network":"x","from":{"id":"1"},"seen":"2020-01-01T00:00:00Z"}
            {"type":"ties","network":"x","from":{"id":"1"},"to":1,"seen":"2020-01-01T00:00:00Z"}
            {"type":"engagement","network":"x","id":"1","seen":"2026-11-23T00:00:00Z","likes":1}
            {"type":"engagement","network":"x","id":"1","seen":"2026-11-20T00:00:00Z","likes":1.5}
            {"type":"post","network":"x","id":"1","account":{"id":"1"},"created":"2020-01-01T00:00:00Z","text":"RT @b: c"}
            """);
    assertThat(Reading.outcomes(items))
        .containsExactly(
            "1 UNKNOWN_TYPE",
            "2 BAD_VALUE",
            "3 NO_TIMESTAMP",
            "4 NO_ID",
            "5 NO_ACCOUNT",
            "6 BAD_VALUE",
            "7 TIME_OUT_OF_RANGE",
            "8 BAD_VALUE",
            "9 1");
    assertThat(Reading.rejected(items.get(0)).detail()).contains("did you mean post?");
    assertThat(Reading.post(items.get(8)).kind()).isEqualTo(PostKind.REPOST);
  }

  @Test
  void naughty_strings_come_through_unchanged() throws IOException {
    Path list = Reading.shared("corpora/big-list-of-naughty-strings/blns.json");
    List<Event> expected = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (JsonNode node : Json.MAPPER.readTree(list.toFile())) {
      Entities tags = new Entities(null, List.of("t" + node.asString()), null);
      PostSeen post = post(node.asString(), PostKind.REPLY, tags);
      expected.add(post);
      text.append(NeutralEvents.write(post)).append('\n');
    }
    List<ReadItem> items = Reading.text(folder, FileFormat.EVENTS, text.toString());
    assertThat(expected).hasSizeGreaterThan(400);
    assertThat(items.stream().map(Reading::event)).isEqualTo(expected);
    assertThat(text.toString().lines()).hasSize(expected.size());
  }
}
