package org.chancery.ingest.source.x;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chancery.core.event.Parsed;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.egress.Opened;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.source.file.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the API of X, through the guard. Thread-safe. */
final class XApi {
  /** An answer holds at most a thousand users or a hundred posts with all that is beside them. */
  static final JsonMapper JSON = Json.strict(2_000_000);

  static final int LONGEST_LINE = 1 << 20;
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int TOO_MANY = 429;

  private final Egress egress;
  private final XToken token;
  private final String base;
  private final InstantSource clock;

  XApi(Egress egress, XToken token, URI base, InstantSource clock) {
    this.egress = egress;
    this.token = token;
    this.base = base.toString().replaceAll("/+$", "");
    this.clock = clock;
  }

  XAnswer get(String path, Map<String, String> parameters) {
    return told(egress.fetch(authorised(Ask.api(url(path, parameters)))));
  }

  XAnswer post(String path, JsonNode body) {
    byte[] bytes = JSON.writeValueAsBytes(body);
    Ask.Content content = new Ask.Content("POST", "application/json", bytes);
    return told(egress.fetch(authorised(Ask.api(url(path, Map.of()), content))));
  }

  /** Opens a stream of lines. */
  Opened open(String path, Map<String, String> parameters) {
    return egress.open(authorised(Ask.api(url(path, parameters))), LONGEST_LINE);
  }

  /**
   * Gives a list to the place that X named for it. Such places are signed for whoever knows them:
   * our token does not go there, and the address is told to nobody.
   */
  Outcome upload(String address, byte[] list) {
    return egress.fetch(Ask.api(address, new Ask.Content("PUT", "text/plain", list)).toldBy(base));
  }

  /** Takes a list from the place that X named for it. */
  Outcome download(String address) {
    return egress.fetch(Ask.api(address).toldBy(base));
  }

  private Ask authorised(Ask ask) {
    return ask.with("Authorization", token.header());
  }

  private String url(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + "=" + encoded(p.getValue()))
            .collect(Collectors.joining("&"));
    return base + path + (query.isEmpty() ? "" : "?" + query);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** An outcome in the words of this source. */
  XAnswer told(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused(var rule, String detail, Instant until) when until != null ->
          new XAnswer.Later(until, token.hidden(detail));
      case Outcome.Refused refused -> new XAnswer.Broken(token.hidden(refused.detail()));
      case Outcome.Failed failed -> new XAnswer.Broken(token.hidden(failed.detail()));
      case Outcome.Answered answer when answer.status() == 200 || answer.status() == 201 ->
          page(answer);
      case Outcome.Answered answer when answer.status() == TOO_MANY ->
          new XAnswer.Later(reset(answer), "X wants fewer questions (429): " + problem(answer));
      case Outcome.Answered answer when answer.status() / 100 == 4 ->
          new XAnswer.Denied(
              answer.status(), "X answers %d: %s".formatted(answer.status(), problem(answer)));
      case Outcome.Answered answer when answer.retryAt() != null ->
          new XAnswer.Later(
              answer.retryAt(), "X answers %d: %s".formatted(answer.status(), problem(answer)));
      case Outcome.Answered answer ->
          new XAnswer.Broken("X answers %d: %s".formatted(answer.status(), problem(answer)));
    };
  }

  private XAnswer page(Outcome.Answered answer) {
    Json.Result read = Json.parse(JSON, answer.body(), 0, answer.body().length);
    if (read.node() == null || !read.node().isObject()) {
      Parsed.Rejected why = read.problem();
      return new XAnswer.Broken(
          "X answers with what is no JSON object"
              + (why == null ? "" : ": " + token.hidden(why.detail())));
    }
    return new XAnswer.Page(read.node());
  }

  /** X names the second at which its window ends; what is no such second is a whole window. */
  private Instant reset(Outcome.Answered answer) {
    Instant now = clock.instant();
    Optional<Instant> named =
        answer
            .header("x-rate-limit-reset")
            .filter(s -> s.matches("[0-9]{9,11}"))
            .map(s -> Instant.ofEpochSecond(Long.parseLong(s)));
    Instant retry = answer.retryAt();
    Instant until =
        named
            .filter(at -> at.isBefore(now.plus(Duration.ofDays(32))))
            .orElse(retry != null ? retry : now.plus(WINDOW));
    return until.isAfter(now) ? until : now.plusSeconds(1);
  }

  /** Title and detail of a problem document, one short line. */
  private String problem(Outcome.Answered answer) {
    Json.Result read = Json.parse(JSON, answer.body(), 0, answer.body().length);
    JsonNode node = read.node();
    if (node == null) {
      return "no reason given";
    }
    JsonNode first = node.path("errors").isArray() ? node.path("errors").path(0) : node;
    String title = first.path("title").asString(node.path("title").asString(""));
    String detail = first.path("detail").asString(first.path("message").asString(""));
    String line = (title + (detail.isEmpty() ? "" : ": " + detail)).strip();
    return line.isEmpty() ? "no reason given" : shown(token.hidden(line));
  }

  /** Words of X on one line without invisible characters, not too long. */
  static String shown(String words) {
    String plain = words.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ");
    return plain.substring(0, Math.min(160, plain.length()));
  }
}
