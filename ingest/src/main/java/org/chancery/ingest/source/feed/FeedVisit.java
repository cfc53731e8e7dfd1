package org.chancery.ingest.source.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.chancery.core.event.Event;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.source.feed.websub.LinkHeader;
import org.chancery.ingest.source.feed.websub.PushHub;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one feed: what it brought and how the feed stands afterwards.
 *
 * @param counts what came of it, by cause
 * @param ending how it went
 * @param gap a span in which entries may have been missed, null where there is none
 * @param answered whether the feed's server, or our own rules, said anything: false is an outage of
 *     the network or of the server
 * @param doubtsHub whether it found news of which a believed hub had not told
 */
record FeedVisit(
    FeedState after,
    List<Event> events,
    Map<String, Long> counts,
    FeedStates.@Nullable Gap gap,
    Ending ending,
    boolean answered,
    boolean doubtsHub) {
  FeedVisit(
      FeedState after,
      List<Event> events,
      Map<String, Long> counts,
      FeedStates.@Nullable Gap gap,
      Ending ending,
      boolean answered) {
    this(after, events, counts, gap, ending, answered, false);
  }

  /** How a visit went. */
  enum Ending {
    /** The feed was read, or had not changed. */
    READ,
    /** Nothing was asked: its host is to be left alone. */
    POSTPONED,
    /** It was not read. */
    FAILED,
    /** It is gone for good. */
    GONE
  }

  static final String ACCEPT =
      "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json,"
          + " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1";

  /** How long a feed may fail until that is a gap: most feeds keep what is younger. */
  static final Duration PATIENCE = Duration.ofHours(24);

  /**
   * What to ask of a feed: only for news, where its last answer told how. The first time of a day
   * (UTC) it is asked for whatever it has: some servers say for ever that nothing changed.
   */
  static Ask asking(FeedState feed, Instant now) {
    Ask ask = Ask.page(feed.address()).with("Accept", ACCEPT);
    if (!feed.address().equals(feed.feed())) {
      ask = ask.toldBy(feed.feed());
    }
    if (feed.asked() == null || feed.asked().isBefore(day(now))) {
      return ask;
    }
    if (feed.etag() != null) {
      ask = ask.with("If-None-Match", feed.etag());
    }
    if (feed.lastModified() != null) {
      ask = ask.with("If-Modified-Since", feed.lastModified());
    }
    return ask;
  }

  private static Instant day(Instant moment) {
    return moment.truncatedTo(ChronoUnit.DAYS);
  }

  /** What came of it. */
  static FeedVisit of(FeedState feed, Outcome outcome, Instant now, RandomGenerator chance) {
    return switch (outcome) {
      case Outcome.Answered answer -> answered(feed, answer, now, chance);
      case Outcome.Refused refused
          when refused.rule() == Outcome.Rule.NOT_YET && refused.until() != null ->
          later(feed, now, refused.until());
      case Outcome.Refused refused ->
          failed(feed, refused.rule().name(), refused.detail(), now, null, true, chance);
      case Outcome.Failed failed ->
          failed(feed, failed.cause().name(), failed.detail(), now, null, false, chance);
    };
  }

  /** The same without what it brought, once that is handed on. */
  FeedVisit handedOn() {
    return new FeedVisit(after, List.of(), Map.of(), gap, ending, answered, doubtsHub);
  }

  /** The same, but for when the feed is asked again and what is held of its hub. */
  FeedVisit paced(Instant due, boolean doubts) {
    return new FeedVisit(after.dueAt(due), events, counts, gap, ending, answered, doubts);
  }

  /** The visit of a feed that shows a fault of this program: it is asked again, later and later. */
  static FeedVisit faulty(
      FeedState feed, RuntimeException fault, Instant now, RandomGenerator chance) {
    return failed(
        feed,
        "PROGRAM_FAULT",
        "a fault of this program (%s), the log tells more"
            .formatted(fault.getClass().getSimpleName()),
        now,
        null,
        true,
        chance);
  }

  private static FeedVisit answered(
      FeedState feed, Outcome.Answered answer, Instant now, RandomGenerator chance) {
    int status = answer.status();
    if (status == 410) {
      FeedState gone = feed.gone(now, "HTTP_410: the server says that it is gone for good");
      return new FeedVisit(gone, List.of(), Map.of("gone", 1L), null, Ending.GONE, true);
    }
    if (status == 304) {
      return new FeedVisit(
          live(
              feed,
              answer,
              feed.etag(),
              feed.lastModified(),
              feed.title(),
              feed.hub(),
              feed.known(),
              false,
              now,
              chance),
          List.of(),
          Map.of("unchanged", 1L),
          null,
          Ending.READ,
          true);
    }
    if (status / 100 != 2) {
      return failed(
          feed,
          "HTTP_" + status,
          "the server answers " + status,
          now,
          answer.retryAt(),
          true,
          chance);
    }
    return switch (FeedReading.read(answer.body(), answer.header("content-type").orElse(""))) {
      case FeedDocument.Unreadable why -> {
        FeedVisit failed = failed(feed, why.why().name(), why.detail(), now, null, true, chance);
        boolean again = String.valueOf(failed.after.lastError()).equals(feed.lastError());
        String counted = again ? "refused-again" : why.why().name(); // a document is rejected once
        yield new FeedVisit(
            failed.after, List.of(), Map.of(counted, 1L), failed.gap, Ending.FAILED, true);
      }
      case FeedDocument.Read document -> read(feed, answer, document, now, chance);
    };
  }

  private static FeedVisit read(
      FeedState feed,
      Outcome.Answered answer,
      FeedDocument.Read document,
      Instant now,
      RandomGenerator chance) {
    FeedPosts.Found found = FeedPosts.of(feed, document, dated(answer, document), now);
    FeedState after =
        live(
            feed,
            answer,
            cut(answer.header("etag").orElse(null)),
            cut(answer.header("last-modified").orElse(null)),
            document.title(),
            hub(answer, document),
            found.known(),
            !found.events().isEmpty(),
            now,
            chance);
    boolean lied = !found.events().isEmpty() && hasTag(feed, answer);
    Map<String, Long> counts = new TreeMap<>(found.counts());
    if (lied) {
      counts.put("same-tag", 1L);
    }
    FeedStates.Gap gap = null;
    if (found.scrolled() && feed.answered() != null) {
      // where its tag lies it may have said since the first reading of that day that nothing
      // changed
      Instant heard = lied ? day(feed.answered()) : feed.answered();
      gap = new FeedStates.Gap(feed.feed(), heard, now, "scrolled");
    }
    return new FeedVisit(after, found.events(), counts, gap, Ending.READ, true);
  }

  /** Whether what came has the tag of what came before. */
  private static boolean hasTag(FeedState feed, Outcome.Answered answer) {
    return feed.etag() != null && answer.header("etag").filter(feed.etag()::equals).isPresent();
  }

  /** When the feed as a whole last changed, by its own word or its server's; null without one. */
  private static @Nullable Instant dated(Outcome.Answered answer, FeedDocument.Read document) {
    return document.dated() != null ? document.dated() : answer.time("last-modified").orElse(null);
  }

  private static FeedState live(
      FeedState feed,
      Outcome.Answered answer,
      @Nullable String etag,
      @Nullable String lastModified,
      @Nullable String title,
      @Nullable PushHub hub,
      Known known,
      boolean news,
      Instant now,
      RandomGenerator chance) {
    Duration pause = FeedPace.afterAnswer(feed.pause(), news);
    String address = answer.movedTo().map(Object::toString).orElse(feed.address());
    boolean moved = !address.equals(feed.feed());
    return new FeedState(
        feed.feed(),
        address,
        etag,
        lastModified,
        title,
        now.plus(FeedPace.jittered(pause, chance)),
        pause,
        0,
        now,
        now,
        moved ? FeedState.Condition.MOVED : FeedState.Condition.LIVE,
        moved ? "moved for good to " + address : null,
        hub,
        known);
  }

  private static @Nullable PushHub hub(Outcome.Answered answer, FeedDocument.Read document) {
    PushHub.Named head = LinkHeader.read(answer.headers().getOrDefault("link", List.of()));
    return PushHub.of(head, document.push(), answer.at()).orElse(null);
  }

  /** Nothing was asked: its host wants to be left alone until then. */
  private static FeedVisit later(FeedState feed, Instant now, Instant until) {
    Instant due = until.isBefore(now.plusSeconds(1)) ? now.plusSeconds(1) : until;
    return new FeedVisit(
        feed.dueAt(due), List.of(), Map.of("postponed", 1L), null, Ending.POSTPONED, true);
  }

  private static FeedVisit failed(
      FeedState feed,
      String cause,
      String detail,
      Instant now,
      @Nullable Instant retryAt,
      boolean answered,
      RandomGenerator chance) {
    int failures = feed.failures() + 1;
    Instant due =
        now.plus(FeedPace.jittered(FeedPace.afterFailure(feed.pause(), failures), chance));
    if (retryAt != null && retryAt.isAfter(due)) {
      due = retryAt;
    }
    FeedState after = feed.failed(now, due, cause + ": " + detail);
    boolean tooLong = feed.answered() != null && feed.answered().isBefore(now.minus(PATIENCE));
    FeedStates.Gap gap =
        tooLong ? new FeedStates.Gap(feed.feed(), feed.answered(), now, cause) : null;
    return new FeedVisit(
        after, List.of(), Map.of("outage-" + cause, 1L), gap, Ending.FAILED, answered);
  }

  private static @Nullable String cut(@Nullable String header) {
    return header == null || header.length() > FeedLimits.NAME ? null : header;
  }
}
