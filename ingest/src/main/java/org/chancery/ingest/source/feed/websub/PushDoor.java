package org.chancery.ingest.source.feed.websub;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where hubs come to: they verify, deny and push here. A push is a hint: its body is compared with
 * its signature and let go, and the feed itself is asked. Whoever does not know a token learns
 * nothing. Thread-safe; nothing that comes in is thrown or logged.
 */
public final class PushDoor {
  /** A feed is not visited more often than that, however often it is pushed. */
  public static final Duration FLOOR = Duration.ofMinutes(1);

  /** Looks like a token, and is nobody's: to try the door with. */
  public static final String NO_TOKEN = "-".repeat(43);

  /** What those are answered who come by GET and were not asked. */
  public static final int STRANGE = 404;

  /** Bytes of a push: as many as an answer of a feed may have. */
  static final long LONGEST_PUSH = 16L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(PushDoor.class);
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final int LONGEST_CHALLENGE = 2_000;

  private static final Reply HEARD = new Reply(200, "");
  private static final Reply UNKNOWN = new Reply(STRANGE, "");
  private static final Reply GONE = new Reply(410, "");
  private static final Reply TAKEN = new Reply(202, "");
  private static final Reply TOO_LONG = new Reply(413, "");
  private static final Reply NOT_NOW = new Reply(503, "");

  private final Subscriptions subscriptions;
  private final InstantSource clock;
  private final Consumer<String> bell;
  private final AtomicReference<Instant> complained = new AtomicReference<>(Instant.MIN);

  /**
   * @param bell is told of each feed that was pushed
   */
  public PushDoor(DataSource store, InstantSource clock, Consumer<String> bell) {
    this.subscriptions = new Subscriptions(store);
    this.clock = clock;
    this.bell = bell;
  }

  /**
   * What is answered.
   *
   * @param text plain; empty for none
   */
  public record Reply(int status, String text) {}

  /**
   * A hub verifies that it was asked, or says no (WebSub, 5.2 and 5.3). What was not asked for is
   * answered as what is unknown.
   *
   * @param said parameters of the query, by name
   */
  public Reply verify(String token, Map<String, String> said) {
    String topic = said.getOrDefault("hub.topic", "");
    String challenge = said.getOrDefault("hub.challenge", "");
    if (!TOKEN.matcher(token).matches() || !isTopic(topic)) {
      return UNKNOWN;
    }
    Instant now = clock.instant();
    try {
      return switch (said.getOrDefault("hub.mode", "")) {
        case "subscribe" -> {
          Optional<Duration> lease = lease(said);
          boolean awaited =
              lease.isPresent()
                  && isFit(challenge)
                  && subscriptions.verified(token, topic, now, lease.get());
          yield awaited ? new Reply(200, challenge) : UNKNOWN;
        }
        case "denied" -> subscriptions.denied(token, topic, now) ? HEARD : UNKNOWN;
        default -> UNKNOWN;
      };
    } catch (SQLException e) {
      return trouble(e, now);
    }
  }

  private static boolean isTopic(String topic) {
    return !topic.isEmpty() && topic.length() <= PushHub.LONGEST && topic.indexOf(0) < 0;
  }

  private static boolean isFit(String challenge) {
    return !challenge.isEmpty() && challenge.length() <= LONGEST_CHALLENGE;
  }

  private static Optional<Duration> lease(Map<String, String> said) {
    String seconds = said.getOrDefault("hub.lease_seconds", "");
    return SECONDS.matcher(seconds).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds))).filter(Duration::isPositive)
        : Optional.empty();
  }

  /**
   * A push. One with a wrong signature is answered as a right one (WebSub, 8.1), and counted.
   *
   * @param signature {@code X-Hub-Signature}, null where there is none
   * @param body read only where a signature can be compared
   * @throws IOException when the other side breaks off
   */
  public Reply push(String token, @Nullable String signature, InputStream body) throws IOException {
    if (!TOKEN.matcher(token).matches()) {
      return GONE;
    }
    Instant now = clock.instant();
    try {
      Optional<Subscriptions.Live> live = subscriptions.live(token, now);
      return live.isEmpty() ? GONE : taken(token, live.get(), signature, body, now);
    } catch (SQLException e) {
      return trouble(e, now);
    }
  }

  private Reply taken(
      String token,
      Subscriptions.Live live,
      @Nullable String signature,
      InputStream body,
      Instant now)
      throws SQLException, IOException {
    Optional<PushSignature> told = PushSignature.read(signature);
    PushSignature.Verdict verdict =
        told.isEmpty()
            ? PushSignature.Verdict.WRONG
            : told.get().verdict(live.secret(), body, LONGEST_PUSH);
    switch (verdict) {
      case RIGHT -> {
        subscriptions.pushed(token, now);
        bell.accept(live.feed());
      }
      case WRONG -> subscriptions.refused(token);
      case TOO_LONG -> {
        return TOO_LONG;
      }
    }
    return TAKEN;
  }

  /** Told once in a while, however many ask. */
  private Reply trouble(SQLException e, Instant now) {
    Instant last = complained.getAndUpdate(at -> at.plus(FLOOR).isBefore(now) ? now : at);
    if (last.plus(FLOOR).isBefore(now)) {
      LOG.error("hubs of feeds cannot be answered", e);
    }
    return NOT_NOW;
  }
}
