package org.chancery.ingest.registry.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.chancery.core.registry.Actor;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.registry.RegistryFiles;
import org.jspecify.annotations.Nullable;

/**
 * Runs the queries in {@code wikidata/*.rq}, one after the other as the service asks, and keeps
 * each answer as a file. A query that fails does not stop the others. Thread-safe.
 */
final class WikidataQueries {
  /** About the registry's kinds; each is one question. */
  static final List<String> FIXED =
      List.of("heads", "foreign-ministers", "ministries", "organisations");

  /** About items that the registry names, some at a time. */
  static final String BY_ITEM = "accounts";

  private static final int ITEMS_AT_ONCE = 30;
  private static final String ITEMS = "#ITEMS#";

  private final Asking asking;
  private final String endpoint;

  WikidataQueries(Asking asking, String endpoint) {
    this.asking = asking;
    this.endpoint = endpoint;
  }

  /**
   * @param file of the answer, null when there is none
   * @param trouble why there is none, else empty
   */
  record Answer(String query, @Nullable Path file, String trouble) {}

  List<Answer> run(Path into, List<Actor> actors) throws IOException {
    Files.createDirectories(into);
    List<Answer> answers = new ArrayList<>();
    for (String name : FIXED) {
      answers.add(ask(into, name, text(name)));
    }
    for (int from = 0; from < actors.size(); from += ITEMS_AT_ONCE) {
      String values =
          actors.subList(from, Math.min(actors.size(), from + ITEMS_AT_ONCE)).stream()
              .map(WikidataQueries::value)
              .collect(Collectors.joining());
      String name = "%s-%d".formatted(BY_ITEM, from / ITEMS_AT_ONCE + 1);
      answers.add(ask(into, name, text(BY_ITEM).replace(ITEMS, values)));
    }
    return answers;
  }

  private static String value(Actor actor) {
    return "(wd:%s \"%s\" \"%s\")"
        .formatted(actor.wikidata(), actor.kind().slug(), actor.voice().slug());
  }

  private Answer ask(Path into, String name, String query) throws IOException {
    String url =
        "%s?format=json&query=%s"
            .formatted(endpoint, URLEncoder.encode(query, StandardCharsets.UTF_8));
    Outcome asked = asking.fetch(Ask.api(url).with("accept", "application/sparql-results+json"));
    if (asked instanceof Outcome.Answered answer && answer.status() == 200) {
      Path file = into.resolve(name + ".json");
      Files.write(file, answer.body());
      return new Answer(name, file, "");
    }
    return new Answer(name, null, Asking.why(asked));
  }

  /** The query without its comments and indents: it travels in an address. */
  static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            RegistryFiles.class.getResourceAsStream("wikidata/" + name + ".rq"), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
