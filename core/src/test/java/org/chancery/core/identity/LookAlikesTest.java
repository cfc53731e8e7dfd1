package org.chancery.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.SpoofChecker;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Voice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One case a trick, and those who are left alone; then the tables against slow ones. */
class LookAlikesTest {
  private static final LookAlikes LOOK_ALIKES =
      new LookAlikes(
          new Registry(
              List.of(),
              List.of(
                  actor(
                      "fr-head-of-state",
                      ActorKind.HEAD_OF_STATE,
                      "Élysée",
                      "website https://www.elysee.fr"),
                  actor("person-macron", ActorKind.HEAD_OF_STATE, "Emmanuel Macron", null),
                  actor("bbc", ActorKind.MEDIA, "BBC News (World)", "website https://www.bbc.com")),
              List.of(
                  row("fr-head-of-state", Network.X, "Elysee"),
                  row("fr-head-of-state", Network.BLUESKY, "elysee.fr"),
                  row("person-macron", Network.X, "EmmanuelMacron"),
                  row("person-macron", Network.BLUESKY, "emmanuelmacron.bsky.social"),
                  row("bbc", Network.X, "BBCNews"),
                  row("bbc", Network.X, "SkyNews"),
                  row("bbc", Network.X, "CBSNews")),
              List.of()));

  private static Actor actor(String id, ActorKind kind, String name, @Nullable String note) {
    Voice voice = id.startsWith("person") ? Voice.PERSON : Voice.INSTITUTION;
    return new Actor(id, kind, name, name, "FRA", null, voice, null, null, note, "test", null);
  }

  private static AccountRow row(String actor, Network network, String handle) {
    return new AccountRow(actor, network, handle, null, null, null, "test", null);
  }

  private static @Nullable String trick(Network network, String handle, @Nullable String name) {
    return LOOK_ALIKES
        .find(AccountRef.byHandle(network, handle), name)
        .map(found -> found.trick().name())
        .orElse(null);
  }

  @ParameterizedTest
  @CsvSource({
    "X, EmmanueIMacron, CONFUSABLE",
    "X, EmmanuelMacr0n, CONFUSABLE",
    "X, ErnmanuelMacron, CONFUSABLE",
    "X, Emmanuеl_Macron, MIXED_SCRIPT",
    "X, Emmanuel\u200BMacron, INVISIBLE",
    "X, Emmanuel\u202EMacron, INVISIBLE",
    "X, Emmanuel_Macron, SEPARATOR",
    "X, EmanuelMacron, EDIT",
    "X, EmmaneulMacron, EDIT",
    "X, TheRealEmmanuelMacron, ADDED",
    "X, EmmanuelMacron_fr, ADDED",
    "X, EmmanuelMacron2027, ADDED",
    "BLUESKY, emmanuel-macron.bsky.social, SEPARATOR",
    "BLUESKY, elysee.com, SUFFIX",
    "BLUESKY, elysee.bsky.social, SUFFIX",
    "BLUESKY, elysee.fr.example.com, SUBDOMAIN",
    "BLUESKY, elysee-fr.bsky.social, SUBDOMAIN",
    "BLUESKY, elysee-officiel.bsky.social, ADDED",
  })
  void each_trick_is_found(Network network, String handle, String trick) {
    assertThat(trick(network, handle, null)).as(handle).isEqualTo(trick);
  }

  @ParameterizedTest
  @CsvSource({
    "Emmanuel Маcron, MIXED_SCRIPT",
    "Emmanuel\u2060 Macron, INVISIBLE",
    "Emmanuel Macron (officiel), ADDED",
    "Emmanuel Macron ✓, ADDED",
    "Emmanuell Macron, EDIT",
    "EMMANUEL MACRON, SAME_NAME",
  })
  void names_too(String name, String trick) {
    assertThat(trick(Network.X, "qwertz123", name)).isEqualTo(trick);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elysee.fr",
        "presse.elysee.fr",
        "emmanuelmacron.bsky.social",
        "diplomatie.gouv.fr",
        "france.bsky.social",
        "ely.bsky.social",
        "nothing-like-it.example",
        "...",
        "a..b",
        ""
      })
  void who_is_left_alone(String handle) {
    assertThat(trick(Network.BLUESKY, handle, null)).isNull();
  }

  @Test
  void what_many_share_distinguishes_nobody() {
    assertThat(trick(Network.X, "NBCNews", null)).isNull();
    assertThat(trick(Network.X, "ABCNews", null)).isNull();
  }

  @Test
  void keys_of_ascii_are_those_of_icu() {
    SpoofChecker icu = new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n >= 0; n--) {
        text.append((char) (33 + random.nextInt(94)));
      }
      assertThat(Confusables.skeleton(text.toString()))
          .as(text.toString())
          .isEqualTo(icu.getSkeleton(text.toString()).toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void the_index_of_edits_misses_none() {
    Random random = new Random(5);
    List<String> texts = random.ints(400, 6, 16).mapToObj(n -> word(random, n)).toList();
    EditIndex index = new EditIndex(texts, n -> n >= 12 ? 2 : 1);
    DamerauLevenshteinDistance distance = new DamerauLevenshteinDistance();
    for (int i = 0; i < 2_000; i++) {
      String seen = word(random, 5 + random.nextInt(12));
      java.util.Set<Integer> found = new java.util.HashSet<>();
      index.candidates(seen, found::add);
      for (int t = 0; t < texts.size(); t++) {
        int most = texts.get(t).length() >= 12 ? 2 : 1;
        if (distance.apply(texts.get(t), seen) <= most) {
          assertThat(found).as("%s near %s", seen, texts.get(t)).contains(t);
        }
      }
    }
  }

  /** Of two letters only, so that many are near to each other. */
  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(random.nextBoolean() ? 'a' : 'b');
    }
    return word.toString();
  }
}
