package org.chancery.core.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What is read from 5 107 real texts, beside what X itself found in them. X lists links to pictures
 * apart, no links of the years before it shortened them, nothing at the cut end of a repost, and no
 * mention of an account that is gone.
 */
class XEntitiesTest {
  private final List<String> differences = new ArrayList<>();
  private int posts;
  private int mentionsTold;
  private int mentionsRead;

  @Test
  void entities_are_those_that_x_found() throws Exception {
    Path folder =
        Path.of(System.getProperty("chancery.shared", "../shared"))
            .resolve("data/posts/world-leaders-2017/data/backup_json");
    assumeTrue(
        Files.isDirectory(folder), "left out: needs ../shared/data/posts/world-leaders-2017");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          for (JsonNode post : new ObjectMapper().readTree(in)) {
            compare(post);
          }
        }
      }
    }
    assertThat(posts).isEqualTo(5_107);
    assertThat(differences).isEmpty();
    assertThat(mentionsRead - mentionsTold)
        .as("of accounts that are gone")
        .isBetween(0, posts / 10);
  }

  private void compare(JsonNode post) {
    posts++;
    String text = post.get("text").asString();
    TextEntities read = TextEntities.read(Network.X, text);
    JsonNode told = post.get("entities");
    Set<String> pictures = values(told.path("media"), "url", url -> url);
    compare(text, values(told.get("hashtags"), "text", Hashtags::fold), read.hashtags(), Set.of());
    compare(text, values(told.get("urls"), "url", url -> url), read.links(), pictures);
    Set<String> mentions = values(told.get("user_mentions"), "screen_name", AccountRef::fold);
    Set<String> ours = new TreeSet<>(read.mentions().stream().map(AccountRef::fold).toList());
    if (!ours.containsAll(mentions)) {
      differences.add("X mentions %s, read %s, in %s".formatted(mentions, ours, text));
    }
    mentionsRead += ours.size();
    mentionsTold += mentions.size();
  }

  private void compare(String text, Set<String> told, List<String> read, Set<String> apart) {
    Set<String> missed = new TreeSet<>(told);
    Set<String> extra = new TreeSet<>();
    for (String entity : read) {
      String folded = entity.contains("://") ? entity : Hashtags.fold(entity);
      boolean cut =
          text.matches("(?s).*" + java.util.regex.Pattern.quote(entity) + " ?(…|\\.\\.\\.)");
      boolean beforeTco = entity.startsWith("http") && !entity.startsWith("https://t.co/");
      if (!missed.remove(folded) && !apart.contains(folded) && !cut && !beforeTco) {
        extra.add(folded);
      }
    }
    if (!missed.isEmpty() || !extra.isEmpty()) {
      differences.add("X alone %s, read alone %s, in %s".formatted(missed, extra, text));
    }
  }

  private static Set<String> values(JsonNode told, String field, UnaryOperator<String> fold) {
    Set<String> values = new TreeSet<>();
    told.forEach(entity -> values.add(fold.apply(entity.get(field).asString())));
    return values;
  }
}
