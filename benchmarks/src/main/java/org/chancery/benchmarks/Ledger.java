package org.chancery.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recounts the simulator's ledger by the published rules: a post counts under its author's claim
 * when that lies at most five minutes after and seven days before the moment it was heard.
 */
final class Ledger {
  private record Post(String actor, String did, Instant at) {}

  private Ledger() {}

  /**
   * Posts and reposts of each actor before a moment, but for those that are deleted and those of
   * accounts that are closed.
   *
   * @param heard up to where accounts were heard to be closed or opened
   */
  static Map<String, Long> postsByActor(Path ledger, String until, Instant heard)
      throws IOException {
    Map<String, Post> posts = new HashMap<>();
    Set<String> gone = new HashSet<>();
    Set<String> closed = new HashSet<>();
    JsonMapper json = JsonMapper.builder().build();
    try (BufferedReader lines = Files.newBufferedReader(ledger)) {
      for (String line = lines.readLine();
          line != null && line.endsWith("}");
          line = lines.readLine()) {
        JsonNode entry = json.readTree(line);
        String id = entry.path("id").asString("");
        switch (entry.path("kind").asString("")) {
          case "post", "edit", "repost" -> {
            if (entry.hasNonNull("actor")) {
              Post post =
                  new Post(
                      entry.get("actor").asString(), entry.get("did").asString(), eventTime(entry));
              posts.merge(id, post, (a, b) -> b.at().isBefore(a.at()) ? b : a);
            }
          }
          case "delete", "unrepost" -> gone.add(id);
          case "account" -> {
            if (!seen(entry).isAfter(heard)) {
              if (entry.get("active").asBoolean()) {
                closed.remove(entry.get("did").asString());
              } else {
                closed.add(entry.get("did").asString());
              }
            }
          }
          default -> {} // likes, follows, strangers' doings
        }
      }
    }
    Instant end = Instant.parse(until);
    Map<String, Long> counts = new TreeMap<>();
    posts.forEach(
        (id, post) -> {
          if (!gone.contains(id) && !closed.contains(post.did()) && post.at().isBefore(end)) {
            counts.merge(post.actor(), 1L, Long::sum);
          }
        });
    return counts;
  }

  private static Instant seen(JsonNode entry) {
    return Instant.EPOCH.plus(Duration.ofNanos(entry.get("time_us").asLong() * 1_000));
  }

  private static Instant eventTime(JsonNode entry) {
    Instant seen = seen(entry);
    Instant claim = Instant.parse(entry.get("created").asString());
    boolean believed =
        !claim.isAfter(seen.plus(Duration.ofMinutes(5)))
            && !claim.isBefore(seen.minus(Duration.ofDays(7)));
    return believed ? claim : seen;
  }
}
