package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chancery.server.api.PublicCopies.WEEK;
import static org.chancery.server.api.PublicCopies.france;
import static org.chancery.server.api.PublicCopies.germany;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.store.Rollups;
import org.chancery.server.hub.BoardMend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many posts are taken back at once, of listed accounts and of people, some of the former before
 * they are heard of: within a minute of the first deletion no copy of any is left in database,
 * pages, rollups or the live board, and the others are all there. {@code
 * -Dchancery.deletions=10000} asks for more of them.
 */
class ManyTakenBackTest {
  private static final int DELETIONS = Size.of("deletions", 300);
  private static final int STAY = 50;
  private static final int BATCH = 1_000;
  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:30Z");
  private static final String WORD = "withdrawn";

  private final List<PostSeen> before = new ArrayList<>();
  private final List<PostSeen> late = new ArrayList<>();
  private final List<Event> deletions = new ArrayList<>();
  private final List<PostSeen> staying = new ArrayList<>();

  private static PostSeen post(int number, AccountRef author, String word) {
    Duration age = Duration.ofSeconds(30 + number % 600).plusDays(number % 3);
    boolean isRepost = word.equals(WORD) && number % 20 / 2 == 4; // of listed accounts only
    PostKind kind = isRepost ? PostKind.REPOST : PostKind.ORIGINAL;
    PostRef of = isRepost ? new PostRef("at://" + author.id() + "/of", author) : null;
    return PublicCopies.post(
        "3k" + word.charAt(0) + number, author, NOW.minus(age), word, kind, of);
  }

  private static AccountRef author(int number) {
    return switch (number % 4) {
      case 0 -> france();
      case 1 -> germany();
      default -> AccountRef.byId(Network.BLUESKY, "did:plc:person" + number);
    };
  }

  private static boolean isListed(AccountRef author) {
    return author.equals(france()) || author.equals(germany());
  }

  private void prepare() {
    for (int i = 0; i < STAY; i++) {
      staying.add(post(i, i % 2 == 0 ? france() : germany(), "staying"));
    }
    for (int i = 0; i < DELETIONS; i++) {
      PostSeen post = post(i, author(i), WORD);
      // of people it is not remembered that what nobody heard of was taken back
      (isListed(post.author()) && i % 5 == 4 ? late : before).add(post);
      deletions.add(
          new PostDeleted(Network.BLUESKY, post.id(), post.author(), NOW.minusSeconds(9)));
    }
  }

  private static void give(SmallHub hub, List<? extends Event> events) throws Exception {
    for (int from = 0; from < events.size(); from += BATCH) {
      hub.live(events.subList(from, Math.min(events.size(), from + BATCH)));
    }
  }

  @Test
  void no_copy_is_left_after_a_minute(@TempDir Path folder) throws Exception {
    prepare();
    try (SmallHub hub = new SmallHub(folder, NOW);
        BoardMend mend =
            BoardMend.start(
                hub.hub.board(),
                hub.wiring.store().dataSource(),
                hub.now::get,
                () -> hub.hub.store().total().takenBack(),
                200)) {
      assertThat(mend).isNotNull();
      PublicCopies copies = new PublicCopies(hub);
      give(hub, staying);
      give(hub, before);
      List<String> ids = ids(hub);
      assertThat(ids).hasSize((int) before.stream().filter(p -> isListed(p.author())).count());
      String one = ids.getFirst();
      SmallHub.until(
          "posts are everywhere",
          () -> copies.shown(WORD, one, WEEK).equals(PublicCopies.EVERYWHERE));

      long began = System.nanoTime();
      give(hub, deletions);
      give(hub, late);
      SmallHub.until("no copy is shown", () -> copies.shown(WORD, one, WEEK).isEmpty());
      assertThat(ids(hub)).isEmpty();
      assertThat(Audit.database(hub.wiring.store().dataSource(), WORD)).isEmpty();
      assertThat(ids).allMatch(id -> hub.status("/posts/" + id) == 404);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      System.out.printf(
          "%d deletions: no public copy left within %.1f s of the first%n",
          DELETIONS, took.toMillis() / 1e3);
      assertThat(took).isLessThanOrEqualTo(AT_MOST);

      assertThat(Rollups.check(hub.wiring.store().dataSource()).values()).containsOnly(0L);
      assertThat(copies.sum("/rankings?m=posts&t=" + WEEK)).isEqualTo(STAY);
      assertThat(copies.sum("/series?m=hashtag-posts&step=day&tag=tagstaying&t=" + WEEK))
          .isEqualTo(STAY);
      assertThat(hub.rows("select count(*) from posts where deleted is not null"))
          .containsExactly(Integer.toString(DELETIONS));
    }
  }

  /** Public ids of posts of listed accounts with the word that are shown. */
  private static List<String> ids(SmallHub hub) throws Exception {
    return hub.rows(
        "select replace(post_key::text, '-', '') from posts where text like '%%%s%%' and account_id is not null and deleted is null"
            .formatted(WORD));
  }
}
