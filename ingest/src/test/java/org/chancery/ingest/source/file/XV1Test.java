package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XV1Test {
  private static final String USER =
      "\"user\":{\"id_str\":\"7\",\"screen_name\":\"Ann\",\"name\":\"A\",\"followers_count\":5}";
  private static final String TIME = "\"created_at\":\"Wed Oct 10 20:19:24 +0000 2018\"";

  @TempDir Path folder;

  private List<ReadItem> read(String text) {
    return Reading.text(folder, FileFormat.X_V1, text);
  }

  private PostSeen one(String members) {
    return Reading.post(read("{" + TIME + "," + USER + "," + members + "}\n").getFirst());
  }

  @Test
  void the_whole_text_is_taken_and_its_three_escapes_are_undone_once() {
    PostSeen post =
        one(
            "\"id\":9007199254740993,\"id_str\":\"9007199254740992\",\"text\":\"cut…\",\"truncated\":true,"
                + "\"entities\":{\"hashtags\":[],\"user_mentions\":[],\"urls\":[]},"
                + "\"extended_tweet\":{\"full_text\":\"a &amp;lt; b &gt; &quot;c\","
                + "\"entities\":{\"hashtags\":[{\"text\":\"Ça\"}],\"user_mentions\":[{\"id_str\":\"8\"}],"
                + "\"urls\":[{\"url\":\"https://t.co/a\",\"expanded_url\":null}]},"
                + "\"extended_entities\":{\"media\":[{},{}]}},\"lang\":\"iw\",\"favorite_count\":\"3\"");
    assertThat(post.id()).isEqualTo("9007199254740992");
    assertThat(post.text()).isEqualTo("a &lt; b > &quot;c");
    assertThat(post.created()).isEqualTo(Instant.parse("2018-10-10T20:19:24Z"));
    assertThat(post.entities().hashtags()).containsExactly("Ça");
    assertThat(post.entities().mentions()).containsExactly(AccountRef.byId(Network.X, "8"));
    assertThat(post.entities().links()).containsExactly("https://t.co/a");
    assertThat(post.media()).isEqualTo(2);
    assertThat(post.lang()).isEqualTo("he");
    assertThat(post.engagement().likes()).isEqualTo(3);
    assertThat(post.kind()).isEqualTo(PostKind.ORIGINAL);
  }

  @Test
  void a_repost_has_no_engagement_and_its_original_is_seen_too() {
    String inner =
        "{" + TIME + "," + USER + ",\"id_str\":\"1\",\"text\":\"x\",\"retweet_count\":9}";
    List<ReadItem> items =
        read(
            "{"
                + TIME
                + ",\"user\":{\"id\":8},\"id_str\":\"2\",\"text\":\"RT @Ann: x\","
                + "\"retweet_count\":9,\"retweeted_status\":"
                + inner
                + "}\n");
    assertThat(Reading.outcomes(items)).containsExactly("1 2", "1 inner 1");
    PostSeen repost = Reading.post(items.get(0));
    assertThat(repost.kind()).isEqualTo(PostKind.REPOST);
    assertThat(repost.author()).isEqualTo(AccountRef.byId(Network.X, "8"));
    assertThat(repost.engagement()).isEqualTo(Engagement.UNKNOWN);
    assertThat(repost.repostOf())
        .isEqualTo(new PostRef("1", new AccountRef(Network.X, "7", "Ann")));
    assertThat(Reading.post(items.get(1)).engagement().reposts()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RT @bob: hi | bob",
        "RT @bob hi | bob",
        "RT @a234567890123456: hi |",
        "rt @bob: hi |",
        "so RT @bob: hi |",
        "RT @ bob |"
      })
  void a_text_that_begins_so_is_a_repost(String text, String of) {
    PostSeen post = one("\"id_str\":\"1\",\"text\":\"" + text + "\"");
    assertThat(post.kind()).isEqualTo(of == null ? PostKind.ORIGINAL : PostKind.REPOST);
    assertThat(post.repostOf())
        .isEqualTo(of == null ? null : new PostRef(null, AccountRef.byHandle(Network.X, of)));
  }

  @Test
  void replies_and_quotes() {
    assertThat(one("\"id\":1,\"text\":\"a\",\"in_reply_to_user_id_str\":\"3\"").kind())
        .isEqualTo(PostKind.REPLY);
    PostSeen quote =
        one(
            "\"id\":1,\"text\":\"a\",\"is_quote_status\":true,\"quoted_status_id_str\":\"4\","
                + "\"quoted_status_permalink\":{\"expanded\":\"https://twitter.com/bob/status/4\"}");
    assertThat(quote.kind()).isEqualTo(PostKind.QUOTE);
    assertThat(quote.quoteOf()).isEqualTo(new PostRef("4", AccountRef.byHandle(Network.X, "bob")));
    assertThat(one("\"id\":1,\"text\":\"a\",\"is_quote_status\":true").kind())
        .isEqualTo(PostKind.QUOTE);
  }

  @Test
  void what_cannot_be_used_is_rejected_by_cause() {
    String text = "\"text\":\"a\"";
    assertThat(
            Reading.outcomes(
                read(
                    String.join(
                        "\n",
                        "{" + TIME + "," + USER + "," + text + "}",
                        "{" + TIME + ",\"user\":null,\"id\":1," + text + "}",
                        "{" + USER + ",\"id\":1," + text + "}",
                        "{\"created_at\":\"soon\"," + USER + ",\"id\":1," + text + "}",
                        "{\"created_at\":\"Wed Oct 10 20:19:24 +0000 2001\","
                            + USER
                            + ",\"id\":1,"
                            + text
                            + "}",
                        "{" + TIME + "," + USER + ",\"id\":1," + text + ",\"favorite_count\":-1}",
                        "{" + TIME + "," + USER + ",\"id\":1," + text + ",",
                        "{\"errors\":[{\"code\":34,\"message\":\"gone\"}]}",
                        "{\"limit\":{\"track\":3}}",
                        "{\"a\":1}",
                        "{\"delete\":{\"status\":{\"id_str\":\"5\",\"user_id_str\":\"6\"},"
                            + "\"timestamp_ms\":\"1539202764000\"}}"))))
        .containsExactly(
            "1 NO_ID",
            "2 NO_ACCOUNT",
            "3 NO_TIMESTAMP",
            "4 BAD_TIMESTAMP",
            "5 TIME_OUT_OF_RANGE",
            "6 BAD_VALUE",
            "7 MALFORMED",
            "8 UNKNOWN_TYPE",
            "9 FOREIGN",
            "10 UNKNOWN_TYPE",
            "11 x|delete|5");
    assertThat(new PostDeleted(Network.X, "5", null, Instant.EPOCH).id()).isEqualTo("5");
  }

  @Test
  void an_archive_needs_its_account() throws IOException {
    String archive =
        "window.YTD.tweet.part0 = [ {\"tweet\" : {\"id_str\" : \"1\", "
            + TIME
            + ", \"full_text\" : \"a ] \\\" [\", \"favorite_count\" : \"2\"}},\n{\"tweet\":{}}];";
    Path tweets = Files.writeString(folder.resolve("tweet.js"), archive);
    assertThatThrownBy(() -> Reading.all(tweets, FileFormat.X_V1))
        .hasRootCauseInstanceOf(UnusableFileException.class)
        .hasMessageContaining("account.js");
    Files.writeString(
        folder.resolve("account.js"),
        "window.YTD.account.part0 = [ {\"account\":{\"accountId\":\"7\",\"username\":\"Ann\"}} ]");
    List<ReadItem> items = Reading.all(tweets, FileFormat.X_V1);
    assertThat(Reading.outcomes(items)).containsExactly("1 1", "2 NO_ID");
    assertThat(Reading.post(items.getFirst()).author())
        .isEqualTo(new AccountRef(Network.X, "7", "Ann"));
    assertThat(Reading.post(items.getFirst()).text()).isEqualTo("a ] \" [");
  }
}
