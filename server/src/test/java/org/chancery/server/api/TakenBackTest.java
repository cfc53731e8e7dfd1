package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chancery.server.api.PublicCopies.EVERYWHERE;
import static org.chancery.server.api.PublicCopies.TIME;
import static org.chancery.server.api.PublicCopies.WEEK;
import static org.chancery.server.api.PublicCopies.france;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.store.Rollups;
import org.chancery.server.hub.BoardMend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is taken back on a network vanishes from every page: an event goes into the live topology,
 * and the API is asked until nothing is left, which it must be within a minute.
 */
class TakenBackTest {
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:30Z");

  private static SmallHub hub;
  private static BoardMend mend;
  private static PublicCopies copies;
  private static int posts;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    hub = new SmallHub(folder, NOW);
    mend =
        BoardMend.start(
            hub.hub.board(),
            hub.wiring.store().dataSource(),
            hub.now::get,
            () -> hub.hub.store().total().takenBack(),
            200);
    copies = new PublicCopies(hub);
  }

  @AfterAll
  static void close() throws Exception {
    if (hub != null) {
      mend.close();
      hub.close();
    }
  }

  private static AccountRef former() {
    return AccountRef.byId(Network.BLUESKY, SmallHub.FORMER);
  }

  private static PostSeen post(AccountRef author, Instant at, String word) {
    return post(author, at, word, PostKind.ORIGINAL, null);
  }

  private static PostSeen post(
      AccountRef author, Instant at, String word, PostKind kind, @Nullable PostRef repostOf) {
    posts++;
    return PublicCopies.post("3k" + posts, author, at, word, kind, repostOf);
  }

  private static List<String> shown(String word, String id, String window) {
    return copies.shown(word, id, window);
  }

  private static String idOf(String word) {
    return hub.get("/posts?q=" + word + "&" + TIME).get("rows").get(0).get("id").asString();
  }

  private static void gone(String what, String word, String id, Event event) throws Exception {
    hub.live(List.of(event));
    long millis = SmallHub.until(what + " is followed", () -> shown(word, id, WEEK).isEmpty());
    System.out.printf("%s: gone from every page within %d ms of being stored%n", what, millis);
    assertThat(Rollups.check(hub.wiring.store().dataSource()).values()).containsOnly(0L);
  }

  private static void there(String word, String id) throws Exception {
    SmallHub.until("the post is everywhere", () -> shown(word, id, WEEK).equals(EVERYWHERE));
    assertThat(Rollups.check(hub.wiring.store().dataSource()).values()).containsOnly(0L);
  }

  @Test
  void a_deleted_post_is_gone_everywhere_and_its_counts_follow() throws Exception {
    PostSeen post = post(france(), NOW.minusSeconds(20), "alpha");
    hub.live(List.of(post));
    String id = idOf("alpha");
    there("alpha", id);
    gone(
        "a deletion",
        "alpha",
        id,
        new PostDeleted(Network.BLUESKY, post.id(), france(), NOW.minusSeconds(10)));
    hub.live(List.of(post(france(), NOW.minusSeconds(9), "beta")));
    assertThat(shown("alpha", id, WEEK)).isEmpty();
    assertThat(
            hub.rows("select text || coalesce(tsv::text, '') from posts where deleted is not null"))
        .containsOnly("");
  }

  @Test
  void closed_accounts_are_neither_shown_nor_counted_until_they_are_open_again() throws Exception {
    PostSeen post = post(france(), NOW.minusSeconds(20), "gamma");
    hub.live(List.of(post));
    String id = idOf("gamma");
    int second = 0;
    for (AccountStateChanged.State state :
        List.of(
            AccountStateChanged.State.DEACTIVATED,
            AccountStateChanged.State.TAKEN_DOWN,
            AccountStateChanged.State.SUSPENDED,
            AccountStateChanged.State.DELETED)) {
      there("gamma", id);
      gone(
          state.toString(),
          "gamma",
          id,
          new AccountStateChanged(france(), state, NOW.minusSeconds(19 - second++)));
      hub.live(
          List.of(
              new AccountStateChanged(
                  france(), AccountStateChanged.State.ACTIVE, NOW.minusSeconds(19 - second++))));
    }
    there("gamma", id);
    hub.live(
        List.of(
            new AccountStateChanged(
                france(), AccountStateChanged.State.DEACTIVATED, NOW.minusMillis(18_500))));
    assertThat(shown("gamma", id, WEEK)).as("old news").isEqualTo(EVERYWHERE);
  }

  @Test
  void an_account_that_speaks_for_nobody_any_more_is_followed_too() throws Exception {
    Instant then = NOW.minus(Duration.ofDays(30));
    hub.live(List.of(post(former(), then, "delta")));
    String id = idOf("delta");
    assertThat(hub.status("/posts/" + id)).isEqualTo(200);
    hub.live(
        List.of(
            new AccountStateChanged(
                former(), AccountStateChanged.State.DEACTIVATED, NOW.minusSeconds(5))));
    SmallHub.until(
        "it is gone everywhere", () -> shown("delta", id, "2026-10-01..2026-10-05").isEmpty());
    assertThat(copies.sum("/series?m=posts&step=day&c=DEU&t=2026-10-01..2026-10-05")).isZero();
    hub.live(
        List.of(
            new AccountStateChanged(
                former(), AccountStateChanged.State.ACTIVE, NOW.minusSeconds(4))));
    assertThat(hub.status("/posts/" + id)).isEqualTo(200);
    assertThat(copies.sum("/series?m=posts&step=day&c=DEU&t=2026-10-01..2026-10-05")).isEqualTo(1);
  }

  @Test
  void a_deletion_may_come_first() throws Exception {
    PostSeen post = post(france(), NOW.minusSeconds(20), "epsilon");
    hub.live(List.of(new PostDeleted(Network.BLUESKY, post.id(), france(), NOW.minusSeconds(25))));
    hub.live(List.of(post));
    String key =
        hub.rows(
                "select replace(post_key::text, '-', '') from posts where native_id = '%s'"
                    .formatted(post.id()))
            .getFirst();
    SmallHub.until("the board has noticed", () -> shown("epsilon", key, WEEK).isEmpty());
    assertThat(Rollups.check(hub.wiring.store().dataSource()).values()).containsOnly(0L);
  }

  @Test
  void an_edit_leaves_the_new_words_only() throws Exception {
    PostSeen post = post(france(), NOW.minusSeconds(20), "zeta");
    hub.live(List.of(post));
    String id = idOf("zeta");
    posts--; // the same post again
    PostSeen other = post(france(), NOW.minusSeconds(20), "eta");
    hub.live(
        List.of(
            new PostEdited(
                new PostSeen(
                    other.network(),
                    post.id(),
                    other.author(),
                    null,
                    null,
                    post.created(),
                    NOW.minusSeconds(15),
                    other.text(),
                    other.lang(),
                    other.kind(),
                    null,
                    null,
                    null,
                    other.entities(),
                    0,
                    other.engagement(),
                    true))));
    assertThat(hub.get("/posts?q=zeta&" + TIME).get("rows")).isEmpty();
    assertThat(idOf("eta")).isEqualTo(id);
    assertThat(copies.sum("/series?m=hashtag-posts&step=day&tag=tagzeta&t=" + WEEK)).isZero();
    assertThat(copies.sum("/series?m=hashtag-posts&step=day&tag=tageta&t=" + WEEK)).isEqualTo(1);
  }

  @Test
  void a_repost_does_not_show_what_was_taken_back() throws Exception {
    PostSeen original = post(former(), NOW.minus(Duration.ofDays(29)), "theta");
    PostSeen repost =
        post(
            france(),
            NOW.minusSeconds(20),
            "theta",
            PostKind.REPOST,
            new PostRef(original.id(), former()));
    hub.live(List.of(original, repost));
    assertThat(hub.get("/posts?q=theta&" + TIME).get("rows")).hasSize(2);
    hub.live(
        List.of(new PostDeleted(Network.BLUESKY, original.id(), former(), NOW.minusSeconds(3))));
    assertThat(hub.get("/posts?q=theta&" + TIME).get("rows")).isEmpty();
  }
}
