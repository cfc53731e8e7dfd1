package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XV2Test {
  private static final String SAMPLES = "data/wire/x-api/src/test/resources/tests/";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tweets", "posts"})
  void a_page_in_both_spellings(String posts) {
    List<ReadItem> items =
        Reading.text(
            folder,
            FileFormat.X_V2,
            """
            {"data":[{"id":"20","author_id":"2","created_at":"2021-04-08T19:34:16.000Z","text":"RT @ann: a…",
              "public_metrics":{"retweet_count":410},"referenced_%s":[{"type":"retweeted","id":"10"}]},
             {"id":"21","author_id":"2","created_at":"2021-04-08T19:34:17.000Z","text":"@ann &amp; you",
              "in_reply_to_user_id":"1","referenced_%s":[{"type":"replied_to","id":"10"}],
              "note_tweet":{"text":"long","entities":{"hashtags":[{"tag":"t"}]}},
              "entities":{"mentions":[]},"attachments":{"media_keys":["a","b"]},"lang":"qme"}],
             "includes":{"users":[{"id":"1","username":"ann","name":"A","public_metrics":{"followers_count":3}}],
              "%s":[{"id":"10","author_id":"1","created_at":"2021-04-08T15:07:30.000Z","text":"a b",
                     "public_metrics":{"retweet_count":410,"like_count":2}}]},
             "errors":[{"parameter":"ids","value":"99","title":"Not Found Error"}],"meta":{"result_count":2}}
            """
                .formatted(posts, posts, posts));
    assertThat(Reading.outcomes(items))
        .containsExactly("1 20", "1 21", "1 inner 10", "1 UNKNOWN_TYPE");
    AccountRef ann = new AccountRef(Network.X, "1", "ann");
    PostSeen repost = Reading.post(items.get(0));
    assertThat(repost.kind()).isEqualTo(PostKind.REPOST);
    assertThat(repost.repostOf()).isEqualTo(new PostRef("10", ann));
    assertThat(repost.engagement()).isEqualTo(Engagement.UNKNOWN);
    assertThat(repost.entities().links()).isNull();
    PostSeen reply = Reading.post(items.get(1));
    assertThat(reply.replyTo()).isEqualTo(new PostRef("10", ann));
    assertThat(reply.text()).isEqualTo("long");
    assertThat(reply.entities().hashtags()).containsExactly("t");
    assertThat(reply.media()).isEqualTo(2);
    assertThat(reply.lang()).isNull();
    assertThat(Reading.post(items.get(2)).followers()).isEqualTo(3);
  }

  @Test
  void a_flattened_line_of_twarc_has_all_inside() {
    List<ReadItem> items =
        Reading.text(
            folder,
            FileFormat.X_V2,
            """
            {"id":"20","author_id":"2","author":{"id":"2","username":"bob"},"created_at":"2021-04-08T19:34:16.000Z","text":"see","referenced_tweets":[{"type":"quoted","id":"10","author_id":"1","author":{"id":"1","username":"ann"},"created_at":"2021-04-08T15:07:30.000Z","text":"a"}],"__twarc":{"retrieved_at":"2021-04-08T19:40:00+00:00"}}
            """);
    assertThat(Reading.outcomes(items)).containsExactly("1 20", "1 inner 10");
    PostSeen quote = Reading.post(items.get(0));
    assertThat(quote.kind()).isEqualTo(PostKind.QUOTE);
    assertThat(quote.author().handle()).isEqualTo("bob");
    assertThat(quote.quoteOf().author().handle()).isEqualTo("ann");
    assertThat(quote.seen()).isEqualTo(Instant.parse("2021-04-08T19:40:00Z"));
  }

  @Test
  void versions_of_an_edited_post_are_one_post_under_its_first_id() {
    String history =
        "\"edit_history_tweet_ids\":[\"1576994746135764992\",\"1576994789110992896\"],\"author_id\":\"2\"";
    List<ReadItem> items =
        Reading.text(
            folder,
            FileFormat.X_V2,
            "{\"data\":[{\"id\":\"1576994789110992896\",\"created_at\":\"2022-10-03T17:57:11.000Z\","
                + "\"text\":\"new\",\"public_metrics\":{\"like_count\":27},"
                + history
                + "},"
                + "{\"id\":\"1576994746135764992\",\"created_at\":\"2022-10-03T17:57:01.000Z\","
                + "\"text\":\"old\","
                + history
                + "}],\"__twarc\":{\"retrieved_at\":\"2022-10-03T18:00:12Z\"}}\n");
    PostSeen now = ((PostEdited) Reading.event(items.get(0))).now();
    PostSeen old = Reading.post(items.get(1));
    assertThat(now.id()).isEqualTo(old.id()).isEqualTo("1576994746135764992");
    assertThat(now.created()).isEqualTo(old.created());
    assertThat(now.seen()).isAfter(old.seen());
    assertThat(now.engagement().likes()).isEqualTo(27);
  }

  @Test
  void empty_pages_errors_and_messages() {
    assertThat(
            Reading.outcomes(
                Reading.text(
                    folder,
                    FileFormat.X_V2,
                    """
                    {"meta":{"result_count":0}}
                    {"errors":[{"title":"operational-disconnect"}]}
                    {"data":[{"id":"1","dm_conversation_id":"2","text":"secret"}]}
                    {"data":{"id":"1","text":"a","created_at":"2021-04-08T19:34:16.000Z"}}
                    {"data":{"id":"1","username":"ann"}}
                    [1]
                    """)))
        .containsExactly(
            "1 FOREIGN",
            "2 UNKNOWN_TYPE",
            "3 FOREIGN",
            "4 NO_ACCOUNT",
            "5 NO_TIMESTAMP",
            "6 UNKNOWN_TYPE");
  }

  @Test
  void samples_of_the_real_api() {
    Path timeline = Reading.shared(SAMPLES + "user_timeline_example_v2.json");
    List<ReadItem> items = Reading.all(timeline, FileFormat.X_V2);
    assertThat(items).hasSize(10);
    assertThat(items.stream().map(Reading::post)).allMatch(p -> p.kind() == PostKind.REPLY);
    assertThat(items.stream().map(Reading::post).filter(p -> p.quoteOf() != null)).hasSize(1);
    assertThat(FormatGuessTest.guess(timeline).format()).isEqualTo(FileFormat.X_V2);
    List<ReadItem> stream =
        Reading.all(
            Reading.shared(SAMPLES + "multiple_tweet_stream_example_part1.data"), FileFormat.X_V2);
    assertThat(stream.stream().map(ReadItem::line).distinct()).containsExactly(1L, 3L, 4L);
    assertThat(stream.stream().filter(i -> !i.embedded()).map(Reading::post)).hasSize(3);
    assertThat(Reading.all(Reading.shared(SAMPLES + "tweet_list_v2_example.json"), FileFormat.X_V2))
        .hasSize(3);
    assertThat(
            Reading.post(
                Reading.all(Reading.shared(SAMPLES + "tweet_example_v1.json"), FileFormat.X_V1)
                    .getFirst()))
        .matches(p -> p.kind() == PostKind.REPLY && p.engagement().replies() == 3);
  }
}
