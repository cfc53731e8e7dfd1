package org.chancery.ingest.source.mastodon;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.source.file.Json;
import org.chancery.ingest.source.mastodon.NoAnswerException.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks one server: finds where its API is, keeps to its limits. Used by one thread; what it found
 * may be read by others.
 */
final class ServerTalk {
  /** Tokens of one answer: forty statuses with all that they hold are a tenth of it. */
  static final JsonMapper MAPPER = Json.strict(400_000);

  /** So many requests are left to others of our address before a limit is reached. */
  private static final int LEFT_OVER = 10;

  private static final Duration LIMITED = Duration.ofMinutes(5);
  private static final Duration LONGEST_LIMIT = Duration.ofHours(1);

  private final Egress egress;
  private final InstantSource clock;
  private final boolean robot;
  private final Optional<String> token;
  private final boolean basedByOperator;
  private final URI origin;
  private volatile HomeServer home;
  private volatile @Nullable URI streaming;
  private volatile boolean located;
  private Instant restUntil = Instant.MIN;

  /**
   * @param robot whether its {@code robots.txt} decides
   */
  ServerTalk(
      Egress egress,
      InstantSource clock,
      String domain,
      MastodonSettings.Server server,
      boolean robot,
      Optional<String> token) {
    this.egress = egress;
    this.clock = clock;
    this.robot = robot;
    this.token = token;
    this.basedByOperator = server.base() != null;
    this.home =
        server.base() == null ? HomeServer.of(domain) : new HomeServer(domain, server.base());
    this.origin = home.base();
  }

  HomeServer home() {
    return home;
  }

  /** Where it was looked for first: whatever it tells is the word of that place. */
  URI origin() {
    return origin;
  }

  Optional<String> token() {
    return token;
  }

  boolean isLocated() {
    return located;
  }

  /** Where it streams, null where it says nothing of it. */
  @Nullable URI streaming() {
    return streaming;
  }

  /**
   * Finds where the API of the server is, once: at the domain itself, or where WebFinger of the
   * domain leads.
   *
   * @param user any account of the server
   */
  void locate(String user) throws NoAnswerException {
    if (located) {
      return;
    }
    try {
      learn();
    } catch (NoAnswerException e) {
      boolean elsewhere =
          !basedByOperator && (e.isAbsent() || e.kind() == Kind.TROUBLE) && moveTo(user);
      if (!elsewhere) {
        throw e;
      }
      learn();
    }
    located = true;
  }

  private void learn() throws NoAnswerException {
    JsonNode instance;
    try {
      instance = json("/api/v2/instance");
    } catch (NoAnswerException e) {
      if (!e.isAbsent()) {
        throw e;
      }
      instance = json("/api/v1/instance");
    }
    String told = Json.text(Json.at(Json.at(instance, "configuration"), "urls"), "streaming");
    told = told == null ? Json.text(Json.at(instance, "urls"), "streaming_api") : told;
    try {
      streaming = told == null ? null : URI.create(told);
    } catch (IllegalArgumentException e) {
      streaming = null;
    }
  }

  /** Follows the domain's own word, RFC 7033: the origin of the account's {@code self}. */
  private boolean moveTo(String user) throws NoAnswerException {
    String domain = home.domain();
    JsonNode finger =
        json("/.well-known/webfinger?resource=" + encoded("acct:" + user + "@" + domain));
    JsonNode links = Json.at(finger, "links");
    if (links == null || !links.isArray()) {
      return false;
    }
    for (JsonNode link : links) {
      String to = Json.text(link, "href");
      if ("self".equals(Json.text(link, "rel")) && to != null) {
        try {
          URI actor = URI.create(to);
          boolean isSound = "https".equals(actor.getScheme()) && actor.getRawAuthority() != null;
          if (isSound && !actor.getRawAuthority().equalsIgnoreCase(home.base().getAuthority())) {
            home = new HomeServer(domain, URI.create("https://" + actor.getRawAuthority()));
            return true;
          }
        } catch (IllegalArgumentException e) {
          return false;
        }
      }
    }
    return false;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Asks for a document of the API.
   *
   * @param path with its query
   */
  JsonNode json(String path) throws NoAnswerException {
    Outcome.Answered answer = answered(home.base() + path, "application/json", true);
    Json.Result read = Json.parse(MAPPER, answer.body(), 0, answer.body().length);
    if (read.problem() != null || read.node() == null) {
      throw new NoAnswerException(
          Kind.TROUBLE,
          read.problem() == null ? "MALFORMED" : read.problem().why().name(),
          read.problem() == null ? "no JSON text" : read.problem().detail(),
          null);
    }
    return read.node();
  }

  /** Whether the server says that there is no post of its own at this address. */
  boolean isAbsent(String uri) {
    if (!uri.startsWith("http") || !home.gave(uri)) {
      return false;
    }
    try {
      answered(uri, "application/activity+json, text/html;q=0.5", false);
      return false;
    } catch (NoAnswerException e) {
      return e.isAbsent();
    }
  }

  private Outcome.Answered answered(String url, String accept, boolean api)
      throws NoAnswerException {
    Instant now = clock.instant();
    if (restUntil.isAfter(now)) {
      throw new NoAnswerException(Kind.LATER, "LIMIT", "its limit is nearly reached", restUntil);
    }
    Ask ask =
        (robot ? Ask.page(url) : Ask.api(url)).with("accept", accept).toldBy(origin.toString());
    if (api && token.isPresent()) {
      ask = ask.with("authorization", "Bearer " + token.get());
    }
    switch (egress.fetch(ask)) {
      case Outcome.Answered answer -> {
        Instant reset = heed(answer, now);
        return switch (answer.status()) {
          case 200 -> answer;
          case 404 -> throw no(Kind.MISSING, answer, null);
          case 410 -> throw no(Kind.GONE, answer, null);
          case 401, 403 -> throw no(Kind.DENIED, answer, null);
          case 429 -> {
            Instant until = answer.retryAt() != null ? answer.retryAt() : reset;
            throw no(Kind.LATER, answer, until != null ? until : now.plus(LIMITED));
          }
          default -> throw no(Kind.TROUBLE, answer, answer.retryAt());
        };
      }
      case Outcome.Refused refused ->
          throw new NoAnswerException(
              refused.rule() == Outcome.Rule.NOT_YET ? Kind.LATER : Kind.TROUBLE,
              refused.rule().name(),
              refused.detail(),
              refused.until());
      case Outcome.Failed failed ->
          throw new NoAnswerException(Kind.SILENT, failed.cause().name(), failed.detail(), null);
    }
  }

  private static NoAnswerException no(Kind kind, Outcome.Answered answer, @Nullable Instant until) {
    int status = answer.status();
    String told =
        kind == Kind.DENIED
            ? "the server answers %d: it wants a token".formatted(status)
            : "the server answers " + status;
    return new NoAnswerException(kind, "HTTP_" + status, told, until);
  }

  /** When its limit begins anew, null where it does not say; rests until then if little is left. */
  private @Nullable Instant heed(Outcome.Answered answer, Instant now) {
    Instant reset = answer.header("x-ratelimit-reset").map(ServerTalk::moment).orElse(null);
    if (reset == null || !reset.isAfter(now) || reset.isAfter(now.plus(LONGEST_LIMIT))) {
      return null;
    }
    String left = answer.header("x-ratelimit-remaining").orElse("");
    if (left.matches("[0-9]{1,6}") && Integer.parseInt(left) <= LEFT_OVER) {
      restUntil = reset;
    }
    return reset;
  }

  /** Mastodon writes ISO 8601, GoToSocial seconds since 1970. */
  private static @Nullable Instant moment(String text) {
    return text.matches("[0-9]{1,11}")
        ? Instant.ofEpochSecond(Long.parseLong(text))
        : StatusReading.time(text);
  }
}
