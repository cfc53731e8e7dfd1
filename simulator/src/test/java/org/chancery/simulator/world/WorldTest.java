package org.chancery.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.chancery.simulator.TestWorlds;
import org.chancery.simulator.cast.Cast;
import org.chancery.simulator.speech.Facet;
import org.chancery.simulator.speech.Languages;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final Duration HISTORY = Duration.ofDays(12);
  private static final List<Happening> HAPPENINGS = TestWorlds.history(3, 420, HISTORY);

  private static <T extends Happening> Stream<T> all(Class<T> kind) {
    return HAPPENINGS.stream().filter(kind::isInstance).map(kind::cast);
  }

  @Test
  void time_rises_strictly_and_stays_in_the_history() {
    long last = WorldPlan.micros(TestWorlds.START.minus(HISTORY)) - 1;
    for (Happening happening : HAPPENINGS) {
      assertThat(happening.timeMicros()).isGreaterThan(last);
      last = happening.timeMicros();
    }
    assertThat(last).isLessThan(WorldPlan.micros(TestWorlds.START));
  }

  @Test
  void what_happens_does_not_depend_on_the_steps() {
    List<Happening> stepped = new ArrayList<>();
    Cast cast = TestWorlds.cast(3, 420, HISTORY);
    World world = new World(TestWorlds.plan(3, HISTORY), cast, new Languages(), stepped::add);
    long end = WorldPlan.micros(TestWorlds.START) - 1;
    for (long at = WorldPlan.micros(TestWorlds.START.minus(HISTORY));
        at < end;
        at += 1_234_567_891L) world.advanceTo(at);
    world.advanceTo(end);
    assertThat(stepped.equals(HAPPENINGS)).isTrue();
  }

  @Test
  void replies_quotes_reposts_and_likes_point_at_posts_that_came_before() {
    Map<String, String> cids = new HashMap<>();
    Set<String> versions = new HashSet<>();
    for (Happening happening : HAPPENINGS) {
      switch (happening) {
        case Happening.PostMade made -> {
          Post post = made.post();
          if (post.reply() != null)
            assertThat(versions.contains(post.reply().parent().toString())).isTrue();
          if (post.reply() != null)
            assertThat(cids.containsKey(post.reply().root().uri())).isTrue();
          if (post.quote() != null) assertThat(versions.contains(post.quote().toString())).isTrue();
          cids.put(post.ref().uri(), post.ref().cid());
          versions.add(post.ref().toString());
        }
        case Happening.PostEdited edited -> {
          assertThat(cids.containsKey(edited.post().ref().uri())).isTrue();
          versions.add(edited.post().ref().toString());
        }
        case Happening.Marked mark ->
            assertThat(versions.contains(mark.subject().toString())).isTrue();
        default -> {}
      }
    }
  }

  @Test
  void every_form_of_conversation_occurs() {
    List<Post> posts = all(Happening.PostMade.class).map(Happening.PostMade::post).toList();
    assertThat(posts).anyMatch(p -> p.reply() != null && !p.author().isStranger());
    assertThat(posts).anyMatch(p -> p.reply() != null && p.author().isStranger());
    assertThat(posts).anyMatch(p -> p.quote() != null);
    assertThat(posts).anyMatch(p -> p.external() != null);
    assertThat(posts).anyMatch(p -> p.images() > 0);
    assertThat(posts).anyMatch(p -> !p.text().plainTags().isEmpty());
    for (Class<? extends Facet> facet :
        List.of(Facet.Mention.class, Facet.Tag.class, Facet.Link.class)) {
      assertThat(posts).anyMatch(p -> p.text().facets().stream().anyMatch(facet::isInstance));
    }
    for (Class<?> kind : Happening.class.getPermittedSubclasses()) {
      if (kind != Happening.Garbled.class) assertThat(HAPPENINGS).anyMatch(kind::isInstance);
    }
  }

  @Test
  void nobody_likes_or_reposts_a_post_twice() {
    Set<String> seen = new HashSet<>();
    all(Happening.Marked.class)
        .forEach(
            m -> assertThat(seen.add(m.who().did() + m.collection() + m.subject().uri())).isTrue());
  }

  @Test
  void a_scene_begins_with_the_named_actor_and_its_tag_with_it() {
    Happening.SceneOpened scene = all(Happening.SceneOpened.class).findFirst().orElseThrow();
    Post first =
        all(Happening.PostMade.class)
            .map(Happening.PostMade::post)
            .filter(p -> hasTag(p, scene.scene().tag()))
            .findFirst()
            .orElseThrow();
    assertThat(first.author()).isEqualTo(scene.who());
    long speakers =
        all(Happening.PostMade.class)
            .map(Happening.PostMade::post)
            .filter(p -> hasTag(p, scene.scene().tag()))
            .map(Post::author)
            .distinct()
            .count();
    assertThat(speakers).isBetween(scene.expected() * 8L / 10, (long) scene.expected());
  }

  private static boolean hasTag(Post post, String tag) {
    return post.text().plainTags().contains(tag)
        || post.text().facets().stream()
            .anyMatch(f -> f instanceof Facet.Tag t && t.tag().equals(tag));
  }

  @Test
  void texts_are_in_at_least_nine_languages() {
    Set<String> languages = new HashSet<>();
    all(Happening.PostMade.class).forEach(m -> languages.addAll(m.post().langs()));
    assertThat(languages).hasSizeGreaterThanOrEqualTo(9);
  }
}
