package org.chancery.ingest.source.feed.websub;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.source.WatchList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks hubs to push: each feed that names one, again before its lease ends, later and later while
 * that fails. It runs until its thread is interrupted.
 */
public final class Subscriber implements Runnable {
  /** Below the callback, before the token. */
  public static final String PATH = "/websub/";

  private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int AT_ONCE = 8;
  private static final long ANSWER = 64 << 10;
  private static final int CHANCE_BYTES = 32;

  private final Subscriptions subscriptions;
  private final Egress egress;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final String callback;
  private final WatchList feeds;

  /**
   * @param chance hard to guess: it makes tokens and secrets
   * @param callback public address of this hub, without a slash at its end
   * @param feeds addresses that registry and settings name: about no other a hub is asked
   */
  public Subscriber(
      DataSource store,
      Egress egress,
      InstantSource clock,
      RandomGenerator chance,
      String callback,
      WatchList feeds) {
    this.subscriptions = new Subscriptions(store);
    this.egress = egress;
    this.clock = clock;
    this.chance = chance;
    this.callback = callback;
    this.feeds = feeds;
  }

  @Override
  public void run() {
    Instant next = Instant.MIN;
    while (!Thread.currentThread().isInterrupted()) {
      if (!clock.instant().isBefore(next)) {
        try {
          round();
        } catch (SQLException | RuntimeException e) {
          if (!Thread.currentThread().isInterrupted()) { // else its connection was cut off: the end
            LOG.error("hubs of feeds were not asked this time", e);
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
        next = clock.instant().plus(BETWEEN_ROUNDS);
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Asks each hub that is due, a few at a time; returns when all have answered. */
  void round() throws SQLException, InterruptedException {
    Instant now = clock.instant();
    Set<String> named = feeds.ids();
    subscriptions.keepOnly(named);
    List<Callable<Void>> errands = new ArrayList<>();
    for (Subscriptions.Due due : subscriptions.due(named, now)) {
      errands.add(
          () -> {
            visit(due, now);
            return null;
          });
    }
    try (ExecutorService pool =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("push-hub").factory())) {
      for (Future<Void> done : pool.invokeAll(errands)) {
        if (done.state() == Future.State.FAILED) {
          LOG.error("the hub of a feed was not asked", done.exceptionNow());
        }
      }
    }
  }

  private void visit(Subscriptions.Due due, Instant now) throws SQLException {
    Subscription known = due.subscription();
    if (known != null && known.waits()) {
      subscriptions.failed(
          known, Subscription.afterFailure(now, known.failures() + 1), "UNVERIFIED");
    } else {
      ask(asking(due, now));
    }
  }

  private Subscription asking(Subscriptions.Due due, Instant now) {
    Subscription known = due.subscription();
    return new Subscription(
        due.feed(),
        due.hub(),
        known == null ? unguessable() : known.token(),
        known == null ? unguessable() : known.secret(),
        true,
        now,
        now.plus(Subscription.VERIFIED_WITHIN),
        due.failures());
  }

  private String unguessable() {
    byte[] bytes = new byte[CHANCE_BYTES];
    chance.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void ask(Subscription s) throws SQLException {
    subscriptions.asking(s);
    // who told of the hub is the feed; a hub may lead on (WebSub, 5.1.1)
    Outcome outcome =
        egress.fetch(Ask.api(s.hub().url(), request(s)).toldBy(s.feed()).atMost(ANSWER));
    Instant now = clock.instant();
    Instant again = Subscription.afterFailure(now, s.failures() + 1);
    switch (outcome) {
      case Outcome.Answered answer when answer.status() / 100 == 2 -> {
        // it verifies, or has verified already
      }
      case Outcome.Answered answer -> {
        Instant wanted = answer.retryAt();
        Instant next = wanted != null && wanted.isAfter(again) ? wanted : again;
        subscriptions.failed(s, next, "HTTP_" + answer.status());
      }
      case Outcome.Refused refused
          when refused.rule() == Outcome.Rule.NOT_YET && refused.until() != null ->
          subscriptions.later(s, refused.until());
      case Outcome.Refused refused -> subscriptions.failed(s, again, refused.rule().name());
      case Outcome.Failed failed -> subscriptions.failed(s, again, failed.cause().name());
    }
  }

  private Ask.Content request(Subscription s) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("hub.mode", "subscribe");
    form.put("hub.topic", s.hub().topic());
    form.put("hub.callback", callback + PATH + s.token());
    form.put("hub.lease_seconds", Long.toString(Subscription.LEASE.toSeconds()));
    form.put("hub.secret", s.secret());
    String text =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return new Ask.Content(
            "POST", "application/x-www-form-urlencoded", text.getBytes(StandardCharsets.US_ASCII))
        .leadingOn();
  }
}
