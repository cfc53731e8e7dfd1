package org.chancery.ingest.source.x;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.chancery.ingest.source.Rest;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the stream and asks, between its lines, one question at a time: what an outage left
 * out, profiles, whom accounts follow, what is gone. Reading stops, and says so, when the budget of
 * the month is used up or X's word on deletions is older than a day.
 */
final class XReader implements Tap.TapReader {
  private static final int MOST_LINES = 500;
  private static final Duration WAIT = Duration.ofMillis(100);

  /** A post may reach the stream so long after it was made. */
  private static final Duration OVERLAP = Duration.ofSeconds(60);

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LIST_AGAIN = Duration.ofMinutes(5);

  private final XSettings settings;
  private final XWays ways;
  private final XApi api;
  private final XListed listed = new XListed();
  private final XErrands errands;
  private final XRuleKeeper rules;
  private final XLine line;
  private final @Nullable XComplianceLines complianceLines;
  private final Deque<TimelineChore> missed = new ArrayDeque<>();
  private final LookupChore edits;
  private XPlace place;
  private Instant listAgain = Instant.EPOCH;
  private boolean fresh = true;
  private @Nullable Instant stopped;
  private final Rest rest = new Rest();

  XReader(XSettings settings, XWays ways, XApi api, @Nullable XPlace place) {
    this.settings = settings;
    this.ways = ways;
    this.api = api;
    this.place = place != null ? place : XPlace.at(ways.clock().instant());
    this.errands = new XErrands(api, ways.clock());
    this.rules = new XRuleKeeper(api, settings);
    this.line = new XLine("/2/tweets/search/stream", api, ways.clock());
    this.edits = new LookupChore(ways.clock());
    this.complianceLines =
        settings.compliance() == XSettings.Compliance.STREAM
            ? new XComplianceLines(api, ways.clock(), this.place.compliance())
            : null;
  }

  @Override
  public TapBatch poll() throws InterruptedException {
    Instant now = ways.clock().instant();
    list(now);
    XNews news = new XNews(listed);
    boolean worked = followDeletions(news, now);
    String stop = whyStopped(now);
    if (stop != null) {
      stop(now);
      place = place.withReads(news.reads(), now);
      if (!worked) {
        rest.take(WAIT);
      }
      return batch(news, "disconnected", stop);
    }
    if (stopped != null) {
      resume(news, now);
    }
    worked |= settings.stream() ? listen(news, now, worked) : goRound(now);
    worked |= errand(news, now);
    place = place.withReads(news.reads(), now);
    if (!worked) {
      rest.take(WAIT);
    }
    boolean deaf = settings.stream() && !line.isOpen();
    return batch(news, deaf ? "disconnected" : missed.isEmpty() ? "live" : "behind", error());
  }

  private TapBatch batch(XNews news, String state, @Nullable String error) {
    return new TapBatch(news.events, place.text(), news.counts, news.holes, state, error, false);
  }

  private @Nullable String error() {
    if (listed.isEmpty()) {
      return "no account of X is listed";
    }
    if (line.error() != null && !line.isOpen()) {
      return line.error();
    }
    return errands.error() != null ? errands.error() : rules.error();
  }

  private void list(Instant now) {
    if (!now.isBefore(listAgain)) {
      listed.set(ways.listed().get());
      listAgain = now.plus(LIST_AGAIN);
    }
  }

  /** Why nothing may be read now, in words; null when it may. */
  private @Nullable String whyStopped(Instant now) {
    if (!place.withReads(0, now).month().equals(place.month())) {
      place = place.withReads(0, now);
    }
    if (place.reads() >= settings.reads()) {
      return "the budget of %,d reads a month is used up; reading goes on at %s"
          .formatted(settings.reads(), place.nextMonth());
    }
    if (place.compliance().plus(XSettings.COMPLIANCE_WITHIN).isBefore(now)) {
      String why = complianceLines != null ? complianceLines.error() : errands.error();
      return "X's word on deletions is older than a day, so nothing more is read"
          + (why == null ? "" : ": " + why);
    }
    return null;
  }

  private void stop(Instant now) {
    line.close();
    missed.clear();
    errands.forget("timelines");
    stopped = stopped == null ? now : stopped;
  }

  /**
   * What was posted meanwhile is not asked for: that would use the new budget for the old month.
   */
  private void resume(XNews news, Instant now) {
    news.hole(place.until(), now, "stopped");
    place = place.withUntil(now);
    stopped = null;
    fresh = true;
  }

  private boolean listen(XNews news, Instant now, boolean busy) throws InterruptedException {
    if (listed.isEmpty()) {
      return false;
    }
    if (line.due()) {
      connect(now);
    }
    boolean waits = busy || !missed.isEmpty() || !errands.idle(now);
    List<XStream.Line> lines = line.take(MOST_LINES, waits ? 0 : WAIT.toMillis());
    for (XStream.Line one : lines) {
      XLines.post(one, news);
    }
    if (line.isOpen() && missed.isEmpty()) {
      place = place.withUntil(line.heard());
    }
    return !lines.isEmpty();
  }

  private void connect(Instant now) {
    XAnswer refused = rules.put(listed);
    if (refused != null) {
      line.refused(refused);
      return;
    }
    if (line.connect(XQueries.stream())) {
      Instant connected = ways.clock().instant();
      boolean first = fresh && place.until().plus(OVERLAP).isAfter(connected);
      fresh = false;
      if (!first) {
        miss(place.until(), connected);
      }
    }
  }

  private void miss(Instant from, Instant to) {
    missed.clear(); // what was not asked for yet lies within: the place has not moved
    errands.forget("timelines");
    missed.add(new TimelineChore(from.minus(OVERLAP), to, ways.clock()));
  }

  /** Without a stream: all timelines, every so often. */
  private boolean goRound(Instant now) {
    if (missed.isEmpty() && !now.isBefore(place.until().plus(settings.timelines()))) {
      miss(place.until(), now);
    }
    return false;
  }

  private boolean errand(XNews news, Instant now) {
    if (listed.isEmpty()) {
      return false;
    }
    boolean profilesFirst = place.accounts().plus(DAY).isBefore(now);
    if (profilesFirst && !errands.has("profiles")) {
      errands.begin(new ProfileChore(listed.knownNumbers(), listed.handles(), ways.clock()));
    }
    boolean followsDue =
        !settings.follows().isZero() && !place.follows().plus(settings.follows()).isAfter(now);
    if (followsDue && !profilesFirst && !errands.has("follows")) {
      errands.begin(
          new FollowChore(listed.numbers().keySet(), settings.followers(), listed, ways.clock()));
    }
    if (!edits.done() && !errands.has(edits.name())) {
      errands.begin(edits);
    }
    TimelineChore gap = missed.peek();
    if (gap != null && !profilesFirst && !errands.has(gap.name())) {
      gap.accounts(listed.numbers().keySet());
      errands.begin(gap);
    }
    XErrands.Done done = errands.step(news, XChore::reads);
    if (done == null) {
      return false;
    }
    switch (done.chore()) {
      case ProfileChore profiles when done.ended() -> {
        place = place.withAccounts(now);
        listAgain = now;
      }
      case FollowChore follows when done.ended() -> place = place.withFollows(now);
      case TimelineChore timelines when done.ended() -> filled(timelines, done.complete(), news);
      default -> {
        // more questions follow
      }
    }
    return true;
  }

  /** What was missed is here, or is told as a gap. */
  private void filled(TimelineChore timelines, boolean complete, XNews news) {
    missed.remove(timelines);
    if (!complete || !timelines.whole()) {
      news.hole(timelines.since.plus(OVERLAP), timelines.to, "timelines-incomplete");
    }
    place = place.withUntil(timelines.to);
  }

  private boolean followDeletions(XNews news, Instant now) throws InterruptedException {
    if (complianceLines != null) {
      boolean worked = complianceLines.take(listed, edits, news);
      place = place.withCompliance(complianceLines.heard());
      return worked;
    }
    if (place.compliance().plus(XSettings.COMPLIANCE_EVERY).isBefore(now)
        && !errands.has("compliance of posts")
        && !errands.has("compliance of users")) {
      errands.begin(new JobChore(true, ways.brought().get(), listed, ways.clock()));
      errands.begin(
          new JobChore(false, List.copyOf(listed.numbers().keySet()), listed, ways.clock()));
    }
    XErrands.Done done = errands.step(news, chore -> !chore.reads());
    if (done != null
        && done.ended()
        && done.chore() instanceof JobChore job
        && !errands.has("compliance of posts")
        && !errands.has("compliance of users")) {
      place = place.withCompliance(job.began);
    }
    return done != null;
  }

  @Override
  public void wakeUp() {
    rest.end();
  }

  @Override
  public void close() {
    line.close();
    if (complianceLines != null) {
      complianceLines.close();
    }
  }
}
