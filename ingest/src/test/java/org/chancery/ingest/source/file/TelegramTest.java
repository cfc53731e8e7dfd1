package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chancery.core.event.RejectReason.MALFORMED;
import static org.chancery.core.event.RejectReason.TOO_LARGE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports in the form that Telegram Desktop writes, made by hand. */
class TelegramTest {
  private static final String HEAD =
      "{\n \"name\": \"Ministry {\\\"of\\\"} things\",\n \"type\": \"public_channel\",\n \"id\": 1006503122,\n \"messages\": [\n";
  private static final String ONE =
      """
      {"id":7,"type":"message","date":"2024-02-24T06:00:00","date_unixtime":"1708754400",
       "from":"Ministry","from_id":"channel1006503122","text":"plain ] } \\" text","text_entities":[]}
      """;

  @TempDir Path folder;

  private List<ReadItem> read(String text) {
    return Reading.text(folder, FileFormat.TELEGRAM, text);
  }

  @Test
  void posts_replies_edits_forwards_and_reactions() {
    List<ReadItem> items =
        read(
            HEAD
                + """
                {"id":1,"type":"service","date":"2024-01-01T00:00:00","actor":"Ministry","action":"create_channel"},
                {"id":2,"type":"message","date":"2024-02-24T05:00:00","date_unixtime":"1708750800",
                 "edited":"2024-02-24T05:10:00","edited_unixtime":"1708751400",
                 "from":"Ministry","from_id":"channel1006503122","author":"A. Clerk","photo":"photos/1.jpg",
                 "text":["Joint statement with ",{"type":"mention","text":"@other_mfa"}," ",
                         {"type":"hashtag","text":"#Peace"},"\\n",{"type":"text_link","text":"here","href":"https://mfa.example/1"},
                         " ",{"type":"link","text":"mfa.example/2"},{"type":"bold","text":"!"}],
                 "views":1200,"reactions":[{"type":"emoji","count":5,"emoji":"a"},{"type":"paid","count":2}]},
                {"id":3,"type":"message","date":"2024-02-24T06:00:00","date_unixtime":"1708754400",
                 "from":"Ministry","from_id":"channel1006503122","reply_to_message_id":2,"text":"More",
                 "file":"video.mp4","media_type":"video_file"},
                {"id":4,"type":"message","date":"2024-02-24T07:00:00","date_unixtime":"1708758000",
                 "from":"Ministry","from_id":"channel1006503122","forwarded_from":"Other","forwarded_from_id":"channel77","text":"theirs"},
                {"id":5,"type":"message","date":"2024-02-24T08:00:00","from":"Ministry","from_id":"channel1006503122",
                 "forwarded_from":null,"text":""},
                {"id":6,"type":"message","from":"Ministry","text":"when?"}
                ]}
                """);
    assertThat(Reading.outcomes(items).stream().map(o -> o.substring(o.indexOf(' ') + 1)))
        .containsExactly(
            "FOREIGN",
            "telegram|edit|1006503122/2|1708751400000",
            "1006503122/3",
            "1006503122/4",
            "1006503122/5",
            "NO_TIMESTAMP");
    AccountRef ministry = AccountRef.byId(Network.TELEGRAM, "1006503122");
    PostSeen first = ((PostEdited) Reading.event(items.get(1))).now();
    assertThat(first.author()).isEqualTo(ministry);
    assertThat(first.created()).isEqualTo(Instant.parse("2024-02-24T05:00:00Z"));
    assertThat(first.seen()).isEqualTo(Instant.parse("2024-02-24T05:10:00Z"));
    assertThat(first.text())
        .isEqualTo("Joint statement with @other_mfa #Peace\nhere mfa.example/2!");
    assertThat(first.entities().mentions())
        .containsExactly(AccountRef.byHandle(Network.TELEGRAM, "other_mfa"));
    assertThat(first.entities().hashtags()).containsExactly("Peace");
    assertThat(first.entities().links())
        .containsExactly("https://mfa.example/1", "http://mfa.example/2");
    assertThat(first.media()).isEqualTo(1);
    assertThat(first.engagement().likes()).isEqualTo(7);
    assertThat(first.engagement().views()).isEqualTo(1200);
    PostSeen reply = Reading.post(items.get(2));
    assertThat(reply.kind()).isEqualTo(PostKind.REPLY);
    assertThat(reply.replyTo()).isEqualTo(new PostRef("1006503122/2", ministry));
    PostSeen forward = Reading.post(items.get(3));
    assertThat(forward.kind()).isEqualTo(PostKind.REPOST);
    assertThat(forward.repostOf())
        .isEqualTo(new PostRef(null, AccountRef.byId(Network.TELEGRAM, "77")));
    assertThat(Reading.post(items.get(4)).repostOf().author().id()).isEqualTo("name:");
  }

  @Test
  void an_account_s_export_yields_what_was_said_in_public_only() {
    String chat =
        "{\"name\":\"%s\",\"type\":\"%s\",\"id\":%d,\"messages\":[{\"id\":1,\"type\":\"message\",\"date_unixtime\":\"1708754400\",\"from_id\":\"%s\",\"text\":\"messages\"}]}";
    List<ReadItem> items =
        read(
            "{\"about\":\"Here is the data you requested. All \\\"messages\\\": [\",\"contacts\":{\"list\":[{\"user_id\":1,\"type\":\"x\"}]},\"chats\":{\"list\":["
                + chat.formatted("Friend", "personal_chat", 11, "user1")
                + ","
                + chat.formatted("Team", "private_channel", 12, "channel12")
                + ","
                + chat.formatted("Ministry", "public_channel", 13, "channel13")
                + ","
                + chat.formatted("Square", "public_supergroup", 14, "user5")
                + "]}}");
    assertThat(Reading.outcomes(items))
        .containsExactly("1 FOREIGN", "1 FOREIGN", "1 13/1", "1 14/1");
    assertThat(Reading.post(items.get(3)).author().id()).isEqualTo("user5");
  }

  @Test
  void who_imports_may_say_the_handle() throws IOException {
    Path file = Reading.write(folder, (HEAD + ONE + "]}").getBytes(StandardCharsets.UTF_8));
    ReadOptions named = Reading.OPTIONS.withAccount(FileAccount.parse("telegram:@mfa_example"));
    assertThat(
            Reading.post(Reading.all(file, FileFormat.TELEGRAM, null, named).getFirst()).author())
        .isEqualTo(new AccountRef(Network.TELEGRAM, "1006503122", "mfa_example"));
    assertThat(FormatGuess.of(file).format()).isEqualTo(FileFormat.TELEGRAM);
  }

  @Test
  void reading_goes_on_where_it_was_left() throws IOException {
    Path file =
        Reading.write(
            folder,
            (HEAD + ONE + "," + ONE.replace(":7", ":8") + "]}").getBytes(StandardCharsets.UTF_8));
    try (EventFileReader reader =
        EventFiles.open(file, FileFormat.TELEGRAM, null, Reading.OPTIONS)) {
      assertThat(reader.skip(1)).isEqualTo(1);
      List<ReadItem> items = new java.util.ArrayList<>();
      assertThat(reader.next(items::add)).isTrue();
      assertThat(Reading.post(items.getFirst()).id()).isEqualTo("1006503122/8");
      assertThat(reader.next(items::add)).isFalse();
    }
  }

  @Test
  void a_cut_file_and_one_that_is_none() {
    assertThat(Reading.outcomes(read(HEAD + ONE + ","))).endsWith("8 MALFORMED");
    assertThat(Reading.outcomes(read("{\"a\":1}"))).containsExactly("1 MALFORMED");
    assertThat(Reading.outcomes(read(HEAD + "]}"))).isEmpty();
  }

  @Test
  void each_text_of_the_json_test_suite_as_a_message() throws IOException {
    int refused = 0;
    for (Path file : JsonTestSuiteTest.cases("")) {
      String name = file.getFileName().toString();
      byte[] text = Files.readAllBytes(file);
      List<ReadItem> items = Reading.all(message(text), FileFormat.TELEGRAM);
      assertThat(items).as(name).isNotEmpty();
      boolean empty = new String(text, StandardCharsets.UTF_8).isBlank();
      if (name.startsWith("n_") && !empty && !name.contains("BOM_no_data")) {
        refused++;
        assertThat(items.stream().filter(TelegramTest::refused)).as(name).isNotEmpty();
      } else if (name.startsWith("y_") && !name.contains("duplicated_key")) {
        assertThat(items.stream().filter(TelegramTest::refused)).as(name).isEmpty();
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  private static boolean refused(ReadItem item) {
    return item.parsed() instanceof org.chancery.core.event.Parsed.Rejected(var why, var detail)
        && (why == MALFORMED || why == TOO_LARGE);
  }

  private Path message(byte[] text) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(HEAD.getBytes(StandardCharsets.UTF_8));
    all.write(("{\"id\":1,\"type\":\"service\",\"x\":").getBytes(StandardCharsets.UTF_8));
    all.write(text);
    all.write(("}]}").getBytes(StandardCharsets.UTF_8));
    return Reading.write(folder, all.toByteArray());
  }
}
