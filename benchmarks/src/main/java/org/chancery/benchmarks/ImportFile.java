package org.chancery.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A file of neutral events by invented actors, and the registry in which they are listed. */
final class ImportFile {
  private static final int ACTORS = 300;

  private ImportFile() {}

  /**
   * Lines, of which one in twenty comes twice; the posts of each actor are added to {@code given}.
   */
  static List<String> lines(int posts, long seed, Map<String, Long> given) {
    Random random = new Random(seed);
    Instant from = Instant.parse("2025-01-01T00:00:00Z");
    List<String> lines = new ArrayList<>(posts);
    for (int i = 0; i < posts; i++) {
      int actor = random.nextInt(ACTORS);
      int mentioned = random.nextInt(ACTORS);
      String line =
          """
          {"type":"post","network":"x","id":"%d","account":{"handle":"bench%d"},"created":"%s","text":"Meeting %d with @bench%d on #topic%d and trade","kind":"original","engagement":{"likes":%d,"reposts":%d}}"""
              .formatted(
                  1_000_000L + i,
                  actor,
                  from.plus(Duration.ofSeconds(random.nextInt(20_000_000))),
                  i,
                  mentioned,
                  random.nextInt(50),
                  random.nextInt(100),
                  random.nextInt(30));
      lines.add(line);
      if (random.nextInt(20) == 0) {
        lines.add(line);
      }
      given.merge("bench-" + actor, 1L, Long::sum);
    }
    return lines;
  }

  static Path registry(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    StringBuilder actors =
        new StringBuilder(
            "id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked\n");
    StringBuilder accounts =
        new StringBuilder("actor,network,handle,native_id,from,to,source,checked\n");
    List<String> countries = List.of("FRA", "DEU", "BRA", "JPN", "KEN", "IND");
    for (int i = 0; i < ACTORS; i++) {
      actors.append(
          "bench-%d,mission,Bench %d,Bench %d,%s,,institution,,,,bench seed %d,2026-11-21\n"
              .formatted(i, i, i, countries.get(i % countries.size()), seed));
      accounts.append("bench-%d,x,bench%d,,,,bench seed %d,2026-11-21\n".formatted(i, i, seed));
    }
    Files.writeString(folder.resolve("actors.csv"), actors.toString());
    Files.writeString(folder.resolve("accounts.csv"), accounts.toString());
    return folder;
  }
}
