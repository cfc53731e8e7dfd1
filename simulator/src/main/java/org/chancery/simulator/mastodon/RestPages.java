package org.chancery.simulator.mastodon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.simulator.http.Answer;
import org.chancery.simulator.http.Fault;
import org.chancery.simulator.http.FaultyAnswers;
import org.chancery.simulator.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of an instance, as far as a reader of public statuses asks it. Thread-safe.
 *
 * @see <a href="https://docs.joinmastodon.org/methods/accounts/#statuses">Get account's
 *     statuses</a>
 */
final class RestPages implements FaultyAnswers.Pages {
  private static final Pattern STATUSES =
      Pattern.compile("/api/v1/accounts/([0-9]{1,18})/statuses");
  private static final Pattern STATUS = Pattern.compile("/api/v1/statuses/([0-9]{1,18})");
  private static final int USUALLY = 20;
  private static final int AT_MOST = 40;
  private static final int LIMIT = 300;
  private static final Duration LIMIT_TIME = Duration.ofMinutes(5);

  private final Instance instance;
  private final InstantSource clock;
  private final String authority;
  private final StatusJson json;

  RestPages(Instance instance, InstantSource clock, String authority) {
    this.instance = instance;
    this.clock = clock;
    this.authority = authority;
    this.json = new StatusJson(instance, "http://" + authority);
  }

  StatusJson json() {
    return json;
  }

  @Override
  public Answer answer(Request request, @Nullable Fault fault) {
    return answerOf(request, fault)
        .with("X-RateLimit-Limit", Integer.toString(LIMIT))
        .with("X-RateLimit-Remaining", Integer.toString(LIMIT - 1))
        .with("X-RateLimit-Reset", clock.instant().plus(LIMIT_TIME).toString());
  }

  private Answer answerOf(Request request, @Nullable Fault fault) {
    String path = request.path();
    Matcher statuses = STATUSES.matcher(path);
    Matcher status = STATUS.matcher(path);
    if (path.equals("/api/v2/instance")) {
      return found(
          "{\"domain\":\"%s\",\"version\":\"4.6.4\",\"configuration\":{\"urls\":{\"streaming\":\"ws://%s\"}}}"
              .formatted(instance.domain(), authority)
              .getBytes(StandardCharsets.UTF_8));
    } else if (path.equals("/api/v1/accounts/lookup")) {
      String user = request.find("acct").orElse("");
      return instance.accountOf(user).isPresent() ? found(json.account(user)) : absent();
    } else if (status.matches()) {
      return instance
          .status(Long.parseLong(status.group(1)))
          .map(one -> found(json.one(one)))
          .orElseGet(RestPages::absent);
    } else if (statuses.matches()) {
      return instance
          .userOf(Long.parseLong(statuses.group(1)))
          .map(user -> page(request, user, fault))
          .orElseGet(RestPages::absent);
    }
    return absent();
  }

  private static Answer found(byte[] json) {
    return new Answer("200 OK", Map.of("Content-Type", "application/json; charset=utf-8"), json);
  }

  private static Answer absent() {
    return Answer.of("404 Not Found", "application/json", "{\"error\":\"Record not found\"}");
  }

  /** Newest first; with {@code min_id} those that come right behind it, else the newest. */
  private Answer page(Request request, String user, @Nullable Fault fault) {
    int limit = Math.min(AT_MOST, request.find("limit").map(Integer::parseInt).orElse(USUALLY));
    long max = id(request, "max_id").orElse(Long.MAX_VALUE);
    Optional<Long> min = id(request, "min_id");
    long since = Math.max(min.orElse(-1L), id(request, "since_id").orElse(-1L));
    List<Status> all = new ArrayList<>();
    for (Status status : instance.statuses().values()) {
      if (status.user().equals(user) && status.id() < max && status.id() > since) {
        all.add(status);
      }
    }
    List<Status> page =
        new ArrayList<>(
            min.isPresent()
                ? all.subList(0, Math.min(limit, all.size()))
                : all.subList(Math.max(0, all.size() - limit), all.size()));
    Collections.reverse(page);
    String link = page.isEmpty() ? "" : link(request, page.getLast().id(), page.getFirst().id());
    if (fault == Fault.OUT_OF_ORDER) {
      Collections.shuffle(page, new Random(page.size()));
    } else if (fault == Fault.DUPLICATED) {
      page.addAll(List.copyOf(page));
    }
    Answer answer = found(json.list(page));
    return link.isEmpty() ? answer : answer.with("Link", link);
  }

  private String link(Request request, long oldest, long newest) {
    String url = "http://" + authority + request.path();
    return "<%s?max_id=%d>; rel=\"next\", <%s?min_id=%d>; rel=\"prev\""
        .formatted(url, oldest, url, newest);
  }

  private static Optional<Long> id(Request request, String name) {
    return request.find(name).filter(id -> id.matches("[0-9]{1,18}")).map(Long::valueOf);
  }
}
