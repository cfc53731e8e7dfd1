package org.chancery.ingest.source.mastodon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.EngagementSeen;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.source.Pace;
import org.chancery.ingest.source.file.Json;
import org.chancery.ingest.source.mastodon.AccountState.Condition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One visit to one account at its own server. The newest page is read first; where it does not
 * reach what was read before, all between is read forward by {@code min_id}, and only then the
 * newest. The past is read backward by {@code max_id}. A remembered status that is missing where it
 * should stand is asked for by itself, and only if the server denies it, it is deleted. Used once,
 * by one thread.
 */
final class Visit {
  private static final int MOST_PAGES = 10;
  private static final int MOST_MISSING = 10;
  private static final Duration WALK = Duration.ofHours(24);

  /** A server that does not answer for so long after a visit was due is a gap until it does. */
  static final Duration PATIENCE = Duration.ofHours(1);

  private final ServerTalk talk;
  private final Parents parents;
  private final Instant from;
  private final Instant now;
  private final RandomGenerator chance;
  private final AccountState before;
  private AccountState state;
  private final Map<String, KnownStatus> known = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final List<AccountGap> gaps = new ArrayList<>(0);
  private final Map<String, Long> counts = new TreeMap<>();
  private final Set<String> read = new HashSet<>();
  private boolean decides;
  private boolean isCaughtUp = true;

  /**
   * @param from how far back the past is read
   */
  Visit(
      AccountState state,
      ServerTalk talk,
      Parents parents,
      Instant from,
      Instant now,
      RandomGenerator chance) {
    this.before = state;
    this.state = state;
    this.talk = talk;
    this.parents = parents;
    this.from = from;
    this.now = now;
    this.chance = chance;
    state.known().forEach(k -> known.put(k.id(), k));
    parents.newVisit();
  }

  Brought pay() {
    counts.merge("visits", 1L, Long::sum);
    try {
      talk.locate(HomeServer.userOf(state.account()));
      boolean isWalk = state.walked() == null || !state.walked().plus(WALK).isAfter(now);
      if (state.id() == null || isWalk) {
        profile();
      }
      boolean isWhole = statuses(isWalk);
      boolean news = events.stream().anyMatch(e -> e instanceof PostSeen);
      Duration pause = AccountPace.PACE.afterAnswer(state.pause(), news);
      Duration wait = isWhole ? Pace.jittered(pause, chance) : AccountPace.AT_ONCE;
      remember();
      if (!isCaughtUp) {
        return brought(state.at(now.plus(AccountPace.AT_ONCE)), true, null);
      }
      closeOutage();
      return brought(state.answered(now, now.plus(wait), pause, isWalk && isWhole), true, null);
    } catch (NoAnswerException e) {
      remember();
      return unanswered(e);
    }
  }

  private void profile() throws NoAnswerException {
    decides = true; // what is said of the account itself
    String user = HomeServer.userOf(state.account());
    JsonNode account = talk.json("/api/v1/accounts/lookup?acct=" + ServerTalk.encoded(user));
    String id = Json.text(account, "id");
    AccountRef told = talk.home().account(Json.text(account, "acct")).orElse(null);
    if (id == null || told == null || !state.account().equals(told.foldedHandle())) {
      throw new NoAnswerException(
          NoAnswerException.Kind.TROUBLE, "NO_ACCOUNT", "it tells of another account", null);
    }
    if (Json.flag(account, "suspended")) {
      throw new NoAnswerException(
          NoAnswerException.Kind.GONE, "SUSPENDED", "its server has suspended it", null);
    }
    AccountRef ref = AccountRef.byHandle(Network.MASTODON, state.account());
    if (state.condition() == Condition.SUSPENDED || state.condition() == Condition.GONE) {
      events.add(new AccountStateChanged(ref, AccountStateChanged.State.ACTIVE, now));
    }
    events.add(
        new AccountSeen(
            ref,
            StatusReading.name(account),
            StatusReading.count(account, "followers_count"),
            now));
    state = state.called(id);
    decides = false;
  }

  /**
   * @return whether all that waited was read
   */
  private boolean statuses(boolean isWalk) throws NoAnswerException {
    Page top = page("");
    boolean meets =
        state.newest() == null || top.isEmpty() || top.ids().stream().anyMatch(this::wasReached);
    isCaughtUp = meets || catchUp(top);
    if (!isCaughtUp) {
      return false;
    }
    if (isWalk) {
      walk(top);
    }
    missing(top);
    top.statuses().forEach(this::take);
    String newest = top.newest().filter(this::isNewer).orElse(state.newest());
    state = state.read(newest, state.oldest(), state.isPastRead(), state.known());
    return state.isPastRead() || past(top);
  }

  /** Whether reading came so far; what a stream brought may be newer and hide what lies between. */
  private boolean wasReached(String id) {
    return id.equals(state.newest()) || (known.containsKey(id) && !isNewer(id));
  }

  private boolean isNewer(String id) {
    return state.newest() == null || Page.ORDER.compare(id, state.newest()) > 0;
  }

  private Page page(String query) throws NoAnswerException {
    JsonNode told =
        talk.json(
            "/api/v1/accounts/%s/statuses?limit=%d%s"
                .formatted(ServerTalk.encoded(String.valueOf(state.id())), Page.ASKED, query));
    Page page = Page.read(told, state.account(), talk.home(), now, counts);
    page.statuses().forEach(parents::learn);
    read.addAll(page.ids());
    page.statuses().forEach(status -> read.add(status.post().id()));
    return page;
  }

  /**
   * Reads forward from where reading ended.
   *
   * @return whether it met the newest page
   */
  private boolean catchUp(Page top) throws NoAnswerException {
    for (int i = 0; i < MOST_PAGES; i++) {
      Page next = page("&min_id=" + ServerTalk.encoded(String.valueOf(state.newest())));
      boolean isHeeded = !next.ids().equals(top.ids());
      String newest = next.newest().filter(this::isNewer).orElse(null);
      if (!isHeeded && !top.isShort()) {
        gap("scrolled", null); // the server gives its newest only, whatever is asked
        return true;
      }
      next.statuses().forEach(this::take);
      if (newest == null || next.ids().stream().anyMatch(top.ids()::contains)) {
        return true;
      }
      state = state.read(newest, state.oldest(), state.isPastRead(), state.known());
    }
    return false;
  }

  /** The pages behind the newest, as far as statuses are remembered. */
  private void walk(Page top) throws NoAnswerException {
    String oldest = top.oldest().orElse(null);
    for (int i = 0; i < AccountState.MOST_KNOWN / Page.ASKED && oldest != null; i++) {
      String until = oldest;
      if (known.keySet().stream().noneMatch(id -> Page.ORDER.compare(id, until) < 0)) {
        return;
      }
      Page next = page("&max_id=" + ServerTalk.encoded(until));
      next.statuses().stream().filter(s -> known.containsKey(s.id())).forEach(this::take);
      oldest = next.oldest().filter(id -> Page.ORDER.compare(id, until) < 0).orElse(null);
    }
  }

  private void missing(Page top) {
    List<KnownStatus> newestFirst = newestFirst();
    int last = newestFirst.size() - 1;
    while (last >= 0 && !top.isShort() && !read.contains(newestFirst.get(last).id())) {
      last--; // what is older than the page is not missing
    }
    int asked = 0;
    for (KnownStatus one : newestFirst.subList(0, last + 1)) {
      if (!read.contains(one.id()) && !read.contains(one.uri()) && asked < MOST_MISSING) {
        asked++;
        if (isDeleted(one)) {
          known.remove(one.id());
          AccountRef author = AccountRef.byHandle(Network.MASTODON, state.account());
          events.add(new PostDeleted(Network.MASTODON, one.uri(), author, now));
          counts.merge("deleted", 1L, Long::sum);
        }
      }
    }
  }

  private boolean isDeleted(KnownStatus one) {
    try {
      talk.json("/api/v1/statuses/" + ServerTalk.encoded(one.id()));
      return false;
    } catch (NoAnswerException e) {
      return e.isAbsent()
          || (e.kind() == NoAnswerException.Kind.DENIED && talk.isAbsent(one.uri()));
    }
  }

  /**
   * Reads the past, as much as a visit may.
   *
   * @return whether it is complete
   */
  private boolean past(Page top) throws NoAnswerException {
    String oldest = state.oldest() == null ? top.oldest().orElse(null) : state.oldest();
    if (oldest == null) {
      return true; // nothing was ever posted
    }
    boolean isDone = reaches(top);
    for (int i = 0; i < MOST_PAGES && !isDone; i++) {
      Page next = page("&max_id=" + ServerTalk.encoded(oldest));
      String until = oldest;
      oldest = next.oldest().filter(id -> Page.ORDER.compare(id, until) < 0).orElse(null);
      isDone = oldest == null || reaches(next);
      if (oldest != null) {
        next.statuses().forEach(this::take);
        state = state.read(state.newest(), oldest, false, state.known());
      }
    }
    state = state.read(state.newest(), isDone ? null : oldest, isDone, state.known());
    return isDone;
  }

  /** Whether the page holds what is older than is wanted. */
  private boolean reaches(Page page) {
    return page.statuses().stream().anyMatch(s -> s.post().created().isBefore(from));
  }

  private void take(Status status) {
    KnownStatus last = lastOf(status);
    PostSeen post = status.post();
    if (last == null && post.created().isBefore(from)) {
      counts.merge("before-the-day", 1L, Long::sum);
      return;
    }
    known.put(status.id(), KnownStatus.of(status));
    if (last == null) {
      events.add(parents.complete(status).post());
      counts.merge("accepted", 1L, Long::sum);
    } else if (last.wasEdited(status)) {
      events.add(new PostEdited(parents.complete(status.seenAt(now)).post()));
      counts.merge("edited", 1L, Long::sum);
    } else if (last.counts() != post.engagement().hashCode()) {
      events.add(new EngagementSeen(Network.MASTODON, post.id(), now, post.engagement()));
      counts.merge("counts", 1L, Long::sum);
    } else {
      counts.merge("known", 1L, Long::sum);
    }
  }

  /** Servers such as snac give a status another id when it changes. */
  private @Nullable KnownStatus lastOf(Status status) {
    KnownStatus last = known.get(status.id());
    if (last != null) {
      return last;
    }
    last =
        known.values().stream()
            .filter(k -> k.uri().equals(status.post().id()))
            .findFirst()
            .orElse(null);
    if (last != null) {
      known.remove(last.id());
    }
    return last;
  }

  private List<KnownStatus> newestFirst() {
    return known.values().stream().sorted(KnownStatus.NEWEST_FIRST).toList();
  }

  private void remember() {
    state = state.read(state.newest(), state.oldest(), state.isPastRead(), newestFirst());
  }

  private void gap(String why, @Nullable Instant closed) {
    if (before.answered() != null) {
      gaps.add(new AccountGap(before.account(), before.answered(), now, why, closed));
    }
  }

  /** What was missed while the server was silent has been read, unless it scrolled by. */
  private void closeOutage() {
    if (before.isUnanswered() && isLong() && gaps.isEmpty()) {
      gap("outage", now);
    }
  }

  /** Whether the server is silent for longer than it may be without being a gap. */
  private boolean isLong() {
    return before.answered() != null
        && before.answered().plus(before.pause()).plus(PATIENCE).isBefore(now);
  }

  private Brought unanswered(NoAnswerException e) {
    if (e.kind() == NoAnswerException.Kind.LATER) {
      Instant until = e.until() == null ? now.plus(AccountPace.FIRST) : e.until();
      counts.merge("postponed", 1L, Long::sum);
      Instant due = until.isAfter(now.plusSeconds(1)) ? until : now.plusSeconds(1);
      if (isLong()) {
        gap(e.cause(), null);
      }
      return brought(state.postponed(now, due), true, null);
    }
    counts.merge("outage-" + e.cause(), 1L, Long::sum);
    Condition how = Condition.FAILING;
    if (decides && e.kind() == NoAnswerException.Kind.GONE) {
      boolean isSuspended = e.cause().equals("SUSPENDED");
      how = isSuspended ? Condition.SUSPENDED : Condition.GONE;
      if (before.condition() != how) {
        events.add(
            new AccountStateChanged(
                AccountRef.byHandle(Network.MASTODON, state.account()),
                isSuspended
                    ? AccountStateChanged.State.SUSPENDED
                    : AccountStateChanged.State.DELETED,
                now));
      }
    } else if (isLong()) {
      gap(e.cause(), null);
    }
    Instant due =
        now.plus(
            Pace.jittered(
                AccountPace.PACE.afterFailure(state.pause(), state.failures() + 1), chance));
    due = e.until() != null && e.until().isAfter(due) ? e.until() : due;
    AccountState after = e.isAbsent() ? state.called(null) : state; // its id may be another now
    boolean answered = e.kind() != NoAnswerException.Kind.SILENT;
    return brought(after.failed(now, due, how, e.line()), answered, e.line());
  }

  private Brought brought(AccountState after, boolean answered, @Nullable String error) {
    return new Brought(after, events, counts, gaps, answered, error);
  }
}
