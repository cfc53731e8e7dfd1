package org.chancery.server.api.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of posts at their source, and ids that want to lead elsewhere. */
class SourceLinkTest {
  private static final String MASTODON = "@mfa@social.example";

  private static @Nullable String of(Network network, String handle, String id) {
    return SourceLink.of(network, handle, null, null, id, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "https://social.example/users/mfa/statuses/11,https://social.example/users/mfa/statuses/11",
    "https://SOCIAL.example/@mfa/11?a=b#c,https://SOCIAL.example/@mfa/11?a=b#c",
    "http://social.example/mfa/p/7,http://social.example/mfa/p/7",
    "https://social.example/users/mfa/statuses/12/activity,https://social.example/users/mfa/statuses/12",
    "https://social.example/@mfa/é,https://social.example/@mfa/%C3%A9",
    "https://social.example/@mfa/\u202Egpj,https://social.example/@mfa/%E2%80%AEgpj",
  })
  void a_status_on_its_authors_own_server(String id, String link) {
    assertThat(of(Network.MASTODON, MASTODON, id)).isEqualTo(link);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "11",
        "/users/mfa/statuses/11",
        "//social.example/11",
        "javascript:alert(1)",
        "javascript://social.example/%0aalert(1)",
        "data:text/html,social.example",
        "ftp://social.example/11",
        "tag:social.example,2026-11-01:objectId=1:objectType=Status",
        "https://evil.example/11",
        "https://evil.example/@mfa@social.example",
        "https://social.example@evil.example/11",
        "https://mfa:secret@social.example/11",
        "https://@social.example/11",
        "https://social.example:8443/11",
        "https://social.example.evil.example/11",
        "https://evilsocial.example/11",
        "https://sub.social.example/11",
        "https://social.example\\@evil.example/11",
        "https:\\\\social.example/11",
        "https:social.example/11",
        "https://social.example /11",
        "https://social.example/\u0000",
        "https://social.example/a b",
        "https://social.example/\"onclick=\"x",
        "https://social.example/<script>",
        "https://social.example\n/11",
        "https://soci\u0430l.example/11",
        "https:///11",
        " https://social.example/11",
        "/activity",
      })
  void no_status_leads_elsewhere(String id) {
    assertThat(of(Network.MASTODON, MASTODON, id)).isNull();
  }

  @Test
  void a_server_may_be_elsewhere_than_its_accounts_say() {
    String web = "https://web.social.example/users/mfa/statuses/11";
    assertThat(elsewhere("web.social.example", web)).isEqualTo(web);
    assertThat(elsewhere("web.social.example", "https://social.example/@mfa/11"))
        .isEqualTo("https://social.example/@mfa/11");
    assertThat(elsewhere("web.social.example", "https://evil.example/@mfa/11")).isNull();
    assertThat(elsewhere("web.social.example:8443", "https://web.social.example:8443/11")).isNull();
    assertThat(elsewhere(null, web)).isNull();
  }

  private static @Nullable String elsewhere(@Nullable String host, String id) {
    return SourceLink.of(Network.MASTODON, MASTODON, host, null, id, List.of());
  }

  @Test
  void a_handle_without_a_host_has_no_own_server() {
    assertThat(of(Network.MASTODON, "mfa", "https://social.example/11")).isNull();
    assertThat(of(Network.MASTODON, "", "https://social.example/11")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "mfa_news,1234567890/17,",
    "mfa_news,1234567890/17,1234567890",
    "mfa_news,MFA_News/17,1234567890",
  })
  void a_message_in_its_authors_own_channel(String name, String id, @Nullable String account) {
    assertThat(SourceLink.of(Network.TELEGRAM, name, null, account, id, List.of()))
        .isEqualTo("https://t.me/mfa_news/17");
  }

  @Test
  void a_message_in_a_group_has_no_address_below_its_authors_name() {
    assertThat(SourceLink.of(Network.TELEGRAM, "minister", null, "user42", "777/17", List.of()))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "17",
        "1/0",
        "1/-1",
        "1/",
        "/17",
        "1/17/18",
        "1/17?x",
        "1/17\n",
        "../17",
        "1/17#",
        "1/a",
        "1/%31",
        "1/1234567890123456",
        "a b/17",
        "@evil/17",
        "1/١"
      })
  void no_message_without_plain_numbers(String id) {
    assertThat(of(Network.TELEGRAM, "mfa_news", id)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "1234567890",
        "+invite_hash",
        "mfa/../evil",
        "mfa news",
        "мид_рф",
        "@mfa_news"
      })
  void no_message_of_who_has_no_public_name(String name) {
    assertThat(of(Network.TELEGRAM, name, "1234567890/17")).isNull();
  }

  @Test
  void a_video() {
    assertThat(of(Network.YOUTUBE, "UCN1x6dDTVMqmoQzBLjfykZQ", "dQw4w9WgX-_"))
        .isEqualTo("https://www.youtube.com/watch?v=dQw4w9WgX-_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dQw4w9WgX",
        "dQw4w9WgXcQQ",
        "dQw4w9WgX&a",
        "dQw4w9WgX\n1",
        "dQw4w9WgXcQ\n",
        "../../../..",
        "dQw4w9Wg%20",
        "https://evil",
        "UgxComment-of-26-characters"
      })
  void nothing_else_is_a_video(String id) {
    assertThat(of(Network.YOUTUBE, "UCN1x6dDTVMqmoQzBLjfykZQ", id)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at://did:plc:a/app.bsky.feed.like/3k1",
        "at://did:plc:a/app.bsky.feed.post/a/b",
        "17 "
      })
  void networks_that_had_links_before_refuse_as_before(String id) {
    assertThat(of(Network.BLUESKY, "a.example", id)).isNull();
    assertThat(of(Network.X, "mfa", id)).isNull();
  }
}
