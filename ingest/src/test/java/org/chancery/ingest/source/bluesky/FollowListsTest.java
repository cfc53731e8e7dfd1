package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.FollowListSeen;
import org.chancery.ingest.source.TapBatch;
import org.junit.jupiter.api.Test;

/** Follow lists of listed accounts, read page by page from the server that keeps them. */
class FollowListsTest {
  private static final String DID = "did:plc:mfa";
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private final List<String> asked = new ArrayList<>();

  /** A server with so many followed accounts; a page of it fails. */
  private TapBatch read(int followed, int failing) throws Exception {
    Ways.Web web =
        (url, toldBy, most) -> {
          asked.add(url);
          if (url.startsWith("https://plc.example/")) {
            return answer(
                """
                {"id":"%s","alsoKnownAs":["at://mfa.example"],
                 "service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"https://pds.example"}]}"""
                    .formatted(DID));
          }
          if (!url.contains("app.bsky.graph.follow")) {
            return answer("{\"records\":[]}");
          }
          int from =
              url.contains("cursor=")
                  ? Integer.parseInt(url.substring(url.indexOf("cursor=") + 7))
                  : 0;
          if (from / 100 == failing) {
            return new Ways.Answer(500, new byte[0]);
          }
          int to = Math.min(followed, from + 100);
          StringBuilder records = new StringBuilder();
          for (int i = from; i < to; i++) {
            records
                .append(i == from ? "" : ",")
                .append(
                    "{\"uri\":\"at://x/app.bsky.graph.follow/%d\",\"value\":{\"subject\":\"did:plc:f%d\"}}"
                        .formatted(i, i / 2)); // each twice: it happens
          }
          return answer(
              "{\"records\":[%s]%s}"
                  .formatted(records, to < followed ? ",\"cursor\":\"" + to + "\"" : ""));
        };
    try (AccountsReader reader =
        new AccountsReader(
            AccountsPlace.START,
            () -> Set.of(DID),
            new Records(web, null, URI.create("https://plc.example")),
            () -> NOW)) {
      return reader.poll();
    }
  }

  private static Ways.Answer answer(String json) {
    return new Ways.Answer(200, json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<FollowListSeen> lists(TapBatch batch) {
    return batch.events().stream()
        .filter(FollowListSeen.class::isInstance)
        .map(FollowListSeen.class::cast)
        .toList();
  }

  @Test
  void a_list_of_several_pages_is_read_whole_each_account_once() throws Exception {
    FollowListSeen list = lists(read(250, -1)).getFirst();
    assertThat(list.complete()).isTrue();
    assertThat(list.seen()).isEqualTo(NOW);
    assertThat(list.from().id()).isEqualTo(DID);
    assertThat(list.to()).hasSize(125).extracting(AccountRef::id).doesNotHaveDuplicates();
    assertThat(asked.stream().filter(url -> url.contains("graph.follow"))).hasSize(3);
  }

  @Test
  void who_follows_nobody_has_an_empty_whole_list() throws Exception {
    FollowListSeen list = lists(read(0, -1)).getFirst();
    assertThat(list.complete()).isTrue();
    assertThat(list.to()).isEmpty();
  }

  @Test
  void a_list_beyond_measure_is_not_whole() throws Exception {
    FollowListSeen list = lists(read(20_100, -1)).getFirst();
    assertThat(list.complete()).isFalse();
    assertThat(list.to()).hasSize(10_000);
  }

  @Test
  void a_list_that_breaks_off_is_none_and_the_past_is_read_all_the_same() throws Exception {
    TapBatch batch = read(250, 1);
    assertThat(lists(batch)).isEmpty();
    assertThat(batch.counts()).containsEntry("follows-unread", 1L);
    assertThat(batch.lastError()).isNull();
    assertThat(AccountsPlace.parse(batch.cursor()).hasRead(DID)).isTrue();
  }
}
