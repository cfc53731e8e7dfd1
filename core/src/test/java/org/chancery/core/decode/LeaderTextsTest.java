package org.chancery.core.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * 172 403 posts of world leaders, beside the counts of another program ({@code
 * leader_interactions.csv}): reposts by their form, and mentions in what follows it.
 */
class LeaderTextsTest {
  private final Map<String, Integer> reposts = new TreeMap<>();
  private final Map<String, Integer> mentions = new TreeMap<>();

  @Test
  void pairs_of_leaders_are_those_of_the_published_table() throws Exception {
    Path folder =
        Path.of(System.getProperty("chancery.shared", "../shared"))
            .resolve("data/posts/world-leaders-2017");
    assumeTrue(
        Files.isDirectory(folder), "left out: needs ../shared/data/posts/world-leaders-2017");
    Map<String, Integer> publishedReposts = new TreeMap<>();
    Map<String, Integer> publishedMentions = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("leader_interactions.csv"))) {
      String[] cells = line.split(",");
      if (cells[2].equals("kind")) {
        continue;
      }
      (cells[2].equals("retweet") ? publishedReposts : publishedMentions)
          .put(pair(cells[0], cells[1]), Integer.parseInt(cells[3]));
    }
    read(folder.resolve("tweets.jsonl.gz"));

    assertThat(restrictedTo(publishedReposts.keySet(), reposts)).isEqualTo(publishedReposts);
    // "WWII@realdonaldtrump" is no mention by X's own rule: 2, where the table has 3.
    publishedMentions.merge(pair("SamirAlRifai", "realDonaldTrump"), -1, Integer::sum);
    assertThat(restrictedTo(publishedMentions.keySet(), mentions)).isEqualTo(publishedMentions);
    assertThat(publishedReposts).hasSize(77);
    assertThat(publishedMentions).hasSize(320);
  }

  private void read(Path file) throws Exception {
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode post = json.readTree(line);
        String author = post.get("user").asString();
        String text = post.get("text").asString();
        RepostText repost = RepostText.find(text).orElse(null);
        if (repost != null) {
          reposts.merge(pair(author, repost.handle()), 1, Integer::sum);
        }
        Set<String> named = new HashSet<>();
        for (String handle :
            TextEntities.read(Network.X, repost == null ? text : repost.text()).mentions()) {
          if (!AccountRef.fold(handle).equals(AccountRef.fold(author)) && named.add(handle)) {
            mentions.merge(pair(author, handle), 1, Integer::sum);
          }
        }
      }
    }
  }

  private static Map<String, Integer> restrictedTo(Set<String> pairs, Map<String, Integer> counts) {
    Map<String, Integer> kept = new TreeMap<>(counts);
    kept.keySet().retainAll(pairs);
    return kept;
  }

  private static String pair(String from, String to) {
    return AccountRef.fold(from) + " " + AccountRef.fold(to);
  }
}
