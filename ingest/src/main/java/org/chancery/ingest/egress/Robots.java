package org.chancery.ingest.egress;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What hosts allow to robots, RFC 9309: an answer of 4xx allows all, 5xx or none forbids all for a
 * while. Thread-safe; memory is bounded.
 */
final class Robots {
  private static final int MOST_ORIGINS = 10_000;
  private static final int MOST_BYTES = 500 << 10;
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration KEPT_AFTER_TROUBLE = Duration.ofMinutes(30);
  private static final Duration KEPT_AFTER_FAILURE = Duration.ofMinutes(5);

  private record Known(BaseRobotRules rules, @Nullable Outcome trouble, Instant until) {
    /** Whether it says something of who asked only, nothing of the host. */
    boolean isBrokenOff() {
      return trouble instanceof Outcome.Failed failed && failed.cause() == Outcome.Cause.CANCELLED;
    }
  }

  /**
   * What a host says of one address.
   *
   * @param trouble why it could not be asked; then nothing is allowed
   */
  record Word(boolean allowed, Duration delay, Instant until, @Nullable Outcome trouble) {}

  private final Function<URI, Outcome> fetch;
  private final InstantSource clock;
  private final Map<String, CompletableFuture<Known>> asking = new ConcurrentHashMap<>();
  private final Map<String, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_ORIGINS;
        }
      };

  /**
   * @param fetch asks for a {@code robots.txt} without asking for permission
   */
  Robots(Function<URI, Outcome> fetch, InstantSource clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  Word of(URI page) {
    String origin = page.getScheme() + "://" + page.getRawAuthority();
    Known word = known(origin);
    if (word == null) {
      word = askedOnce(origin);
    }
    long delay = word.rules.getCrawlDelay();
    return new Word(
        word.rules.isAllowed(page.toString()),
        delay == BaseRobotRules.UNSET_CRAWL_DELAY ? Duration.ZERO : Duration.ofMillis(delay),
        word.until,
        word.trouble);
  }

  private @Nullable Known known(String origin) {
    synchronized (known) {
      Known word = known.get(origin);
      return word == null || !word.until.isAfter(clock.instant()) ? null : word;
    }
  }

  /**
   * Many who come at the same time wait for the one who asks; if that one is broken off, the next
   * of them asks.
   */
  private Known askedOnce(String origin) {
    while (true) {
      CompletableFuture<Known> mine = new CompletableFuture<>();
      CompletableFuture<Known> first = asking.putIfAbsent(origin, mine);
      if (first == null) {
        return askedFor(origin, mine);
      }
      Known word = first.join();
      if (!word.isBrokenOff()) {
        return word;
      }
    }
  }

  private Known askedFor(String origin, CompletableFuture<Known> waiting) {
    Known word;
    try {
      Known before = known(origin); // somebody may have asked just now
      word = before != null ? before : ask(origin);
    } catch (RuntimeException | Error e) {
      asking.remove(origin);
      waiting.completeExceptionally(e);
      throw e;
    }
    if (!word.isBrokenOff()) {
      synchronized (known) {
        known.put(origin, word);
      }
    }
    asking.remove(origin); // first, so that who is woken may ask
    waiting.complete(word);
    return word;
  }

  private Known ask(String origin) {
    String at = origin + "/robots.txt";
    // a parser may be used once only: it counts warnings in itself
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
    return switch (fetch.apply(URI.create(at))) {
      case Outcome.Answered a when a.status() / 100 == 2 ->
          new Known(
              parser.parseContent(
                  at,
                  Arrays.copyOf(a.body(), Math.min(MOST_BYTES, a.body().length)),
                  a.header("content-type").orElse("text/plain"),
                  List.of(EgressRules.ROBOT)),
              null,
              in(KEPT));
      case Outcome.Answered a when a.status() / 100 == 5 || a.status() == 429 ->
          new Known(rules(RobotRulesMode.ALLOW_NONE), null, in(KEPT_AFTER_TROUBLE));
      case Outcome.Answered a -> new Known(rules(RobotRulesMode.ALLOW_ALL), null, in(KEPT));
      case Outcome.Failed failed ->
          new Known(rules(RobotRulesMode.ALLOW_NONE), failed, in(KEPT_AFTER_FAILURE));
      case Outcome.Refused refused ->
          new Known(rules(RobotRulesMode.ALLOW_NONE), refused, in(Duration.ZERO));
    };
  }

  private Instant in(Duration time) {
    return clock.instant().plus(time);
  }

  private static SimpleRobotRules rules(RobotRulesMode mode) {
    return new SimpleRobotRules(mode);
  }
}
