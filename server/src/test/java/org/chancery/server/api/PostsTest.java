package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.registry.ActorKind;
import org.chancery.server.api.World.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Posts found, shown, and exchanged. */
class PostsTest {
  private final TestHub hub = TestHub.hub();

  private String id(Said s) {
    UUID key = hub.pseudonyms.ofPost(s.post().network(), s.post().id());
    return key.toString().replace("-", "");
  }

  private List<String> expected(Predicate<Said> wanted) {
    return hub.world.said.stream()
        .filter(s -> s.shown() && wanted.test(s))
        .sorted(
            Comparator.comparing(Said::at)
                .reversed()
                .thenComparing(Comparator.comparing(this::id).reversed()))
        .map(this::id)
        .toList();
  }

  private List<String> ids(ApiHandler handler, String address) {
    List<String> ids = new ArrayList<>();
    hub.all(handler, address).forEach(row -> ids.add(row.get("id").asString()));
    return ids;
  }

  private void assertFinds(String address, Predicate<Said> wanted) {
    List<String> expected = expected(wanted);
    assertThat(expected).as("the test finds something: " + address).isNotEmpty();
    assertThat(ids(hub.rollups, address)).as(address).isEqualTo(expected);
    assertThat(ids(hub.raw, address)).as("by the text index: " + address).isEqualTo(expected);
  }

  @Test
  void all_posts_newest_first_page_by_page() {
    assertFinds("/posts?limit=500", s -> true);
    assertThat(hub.get("/posts?limit=1").get("rows").size()).isEqualTo(1);
  }

  @Test
  void by_actor_country_network_language_and_type() {
    assertFinds(
        "/posts?actor=fra-mission&limit=50",
        s -> s.actor() != null && s.actor().id().equals("fra-mission"));
    assertFinds(
        "/posts?c=DEU&network=x&limit=70",
        s -> "DEU".equals(s.country()) && s.post().network() == Network.X);
    assertFinds(
        "/posts?lang=ar&type=reply,quote&limit=70",
        s ->
            "ar".equals(s.post().lang())
                && (s.post().kind() == PostKind.REPLY || s.post().kind() == PostKind.QUOTE));
  }

  @Test
  void by_the_kind_of_the_office_held_when_the_post_was_made() {
    for (ActorKind kind : List.of(ActorKind.MINISTER, ActorKind.FOREIGN_MINISTER)) {
      assertFinds(
          "/posts?kind=" + kind.slug() + "&limit=90",
          s -> RankingsTest.isOfKind(hub.world, s, kind));
    }
  }

  @Test
  void a_frequent_word_and_a_rare_one() {
    assertFinds(
        "/posts?q=PEACE&limit=37&t=30d",
        s ->
            s.post().text().contains("peace")
                && s.in(
                    new org.chancery.core.time.Window(
                        java.time.Instant.parse("2026-02-19T00:00:00Z"),
                        java.time.Instant.parse("2026-03-21T00:00:00Z"))));
    assertFinds("/posts?q=zanzibar", s -> s.post().text().contains("zanzibar"));
    assertFinds(
        "/posts?q=zanzibar -peace",
        s -> s.post().text().contains("zanzibar") && !s.post().text().contains("peace"));
    assertFinds(
        "/posts?q=\"trade embassy\"&limit=10", s -> s.post().text().contains("trade embassy"));
    assertFinds(
        "/posts?q=zanzibar&c=FRA,DEU,JPN,BRA",
        s ->
            s.post().text().contains("zanzibar")
                && s.country() != null
                && List.of("FRA", "DEU", "JPN", "BRA").contains(s.country()));
  }

  @Test
  void by_tag_in_any_writing() {
    assertFinds("/posts?tag=#Cop30&limit=40", s -> s.tags().contains("cop30"));
    assertFinds("/posts?tag=مؤتمر&limit=40", s -> s.tags().contains("مؤتمر"));
    assertFinds(
        "/posts?tag=cop30&q=peace&limit=40",
        s -> s.tags().contains("cop30") && s.post().text().contains("peace"));
  }

  @Test
  void by_whom_they_address() {
    assertFinds(
        "/posts?to=mar-mission&limit=13",
        s -> s.toward().stream().anyMatch(t -> t.actor().id().equals("mar-mission")));
    assertFinds(
        "/posts?to=JPN&limit=50",
        s -> s.toward().stream().anyMatch(t -> t.country().equals("JPN")));
    assertFinds(
        "/posts?to=BRA&limit=50",
        s -> s.toward().stream().anyMatch(t -> t.country().equals("BRA")));
    assertFinds(
        "/posts?c=FRA&to=DEU&limit=20&type=reply",
        s ->
            "FRA".equals(s.country())
                && s.post().kind() == PostKind.REPLY
                && s.toward().stream().anyMatch(t -> t.country().equals("DEU")));
  }

  @Test
  void a_dialogue_in_the_order_of_time() {
    List<String> expected = new ArrayList<>();
    hub.world.said.stream()
        .filter(s -> s.shown())
        .filter(s -> says(s, "FRA", "DEU") || says(s, "DEU", "FRA"))
        .sorted(Comparator.comparing(Said::at).thenComparing(this::id))
        .forEach(s -> expected.add(id(s) + (says(s, "FRA", "DEU") ? " a>b" : " b>a")));
    List<String> actual = new ArrayList<>();
    hub.all("/dialogue?a=FRA&b=DEU&limit=17")
        .forEach(r -> actual.add(r.get("id").asString() + " " + r.get("direction").asString()));
    assertThat(actual).isEqualTo(expected).isNotEmpty();
    assertThat(hub.all("/dialogue?a=fra-mission&b=DEU&t=30d")).isNotNull();
    assertThat(hub.problem("/dialogue?a=FRA&b=FRA", 400).get("parameter").asString())
        .isEqualTo("b");
    assertThat(hub.problem("/dialogue?a=FRA", 400).get("code").asString())
        .isEqualTo("PARAMETER_MISSING");
  }

  private static boolean says(Said s, String from, String to) {
    return from.equals(s.country()) && s.toward().stream().anyMatch(t -> t.country().equals(to));
  }

  @Test
  void unlisted_people_are_never_named() {
    Set<String> named = new HashSet<>();
    for (JsonNode post : hub.all("/posts?limit=500&t=30d")) {
      assertThat(post.toString()).doesNotContain("outsider");
      for (JsonNode mention : post.get("mentions")) {
        if (mention.has("actor")) {
          named.add(mention.get("actor").get("id").asString());
        } else {
          assertThat(mention.size()).isZero();
        }
      }
    }
    assertThat(named).isNotEmpty();
  }

  @Test
  void one_post_by_its_id_and_none_that_was_taken_back_or_hidden() {
    for (Said s : hub.world.said.subList(0, 300)) {
      ApiHandler.Reply reply = TestHub.ask(hub.rollups, "/posts/" + id(s));
      assertThat(reply.status()).isEqualTo(s.shown() ? 200 : 404);
    }
    JsonNode post =
        hub.get(
                "/posts/"
                    + expected(
                            s ->
                                s.post().network() == Network.BLUESKY
                                    && s.post().kind() == PostKind.REPLY)
                        .getFirst())
            .get("rows")
            .get(0);
    assertThat(post.get("url").asString())
        .matches("https://bsky\\.app/profile/did:plc:x\\d+/post/3k\\d+");
    assertThat(post.get("links").size()).isEqualTo(1);
    assertThat(post.get("reply_to").get("actor").get("id").asString()).isNotEmpty();
    assertThat(post.get("derived").get("hashtags").asString()).isEqualTo("given");
    assertThat(post.get("derived").get("attributed").get("because").asString())
        .startsWith("account row from");
    assertThat(hub.problem("/posts/nonsense", 404).get("code").asString())
        .isEqualTo("POST_UNKNOWN");
  }

  @Test
  void an_account_that_changed_hands_counts_for_its_holder_at_the_time() {
    assertFinds(
        "/posts?actor=person-b&limit=20",
        s -> s.actor() != null && s.actor().id().equals("person-b"));
    assertThat(hub.all("/posts?actor=person-b&t=2025-12-18..2026-02-01")).isEmpty();
  }

  @Test
  void what_cannot_be_searched_is_said() {
    assertThat(hub.problem("/posts?q=-peace", 400).get("code").asString())
        .isEqualTo("QUERY_UNSEARCHABLE");
    assertThat(hub.problem("/posts?q=!!!", 400).get("code").asString())
        .isEqualTo("QUERY_UNSEARCHABLE");
    assertThat(hub.problem("/posts?tag=#", 400).get("parameter").asString()).isEqualTo("tag");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' or 1=1 --",
        "\\'; drop table posts; --",
        "a & | ! <-> ()",
        ":*",
        "%00",
        "\u202e\u0000",
        "{}",
        "'",
        "\\",
        "\uD83C\uDDEB",
        "$$ ; select",
        "peace\\"
      })
  void hostile_words_do_no_harm(String q) {
    ApiHandler.Reply reply = hub.rollups.get("/posts", java.util.Map.of("q", List.of(q)));
    assertThat(reply.status()).isIn(200, 400);
    ApiHandler.Reply tag = hub.rollups.get("/posts", java.util.Map.of("tag", List.of(q)));
    assertThat(tag.status()).isIn(200, 400);
    for (String name :
        List.of("actor", "c", "network", "lang", "kind", "type", "to", "t", "next", "limit")) {
      ApiHandler.Reply other = hub.rollups.get("/posts", java.util.Map.of(name, List.of(q)));
      assertThat(other.status()).as(name).isEqualTo(400);
      assertThat(new String(other.body(), java.nio.charset.StandardCharsets.UTF_8))
          .doesNotContain("Exception", "org.postgresql");
    }
  }
}
