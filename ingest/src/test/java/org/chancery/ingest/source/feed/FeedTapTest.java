// Longer than our measure of a file: one feed on one clock serves every case.
package org.chancery.ingest.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.LoopServer;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A feed over weeks, on a clock that the test sets. */
class FeedTapTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final Map<String, LoopServer.Handler> pages = new ConcurrentHashMap<>();
  private final List<LoopServer.Request> heard = new CopyOnWriteArrayList<>();
  private final LoopServer server =
      new LoopServer(
          (request, out) -> {
            LoopServer.Handler page = pages.get(request.path());
            if (page == null) {
              LoopServer.send(out, "404 Not Found", "", "");
            } else {
              heard.add(request);
              page.answer(request, out);
            }
          });
  private final GuardedEgress egress = server.egress(clock);
  private final String feed = server.url("/feed");
  private final PushBell bell = new PushBell();
  private volatile boolean fault;
  private Store store;
  private FeedTap tap;
  private Tap.@Nullable TapReader reader;

  @BeforeEach
  void open() throws Exception {
    store = TestDatabase.fresh();
    FeedSource source =
        new FeedSource(
            this::fetch, store.dataSource(), () -> Set.of(feed), clock, new Random(1), 0, bell);
    tap = new FeedTap("feeds", source.register("feed-tap-test"));
  }

  private Outcome fetch(Ask ask) {
    if (fault) {
      throw new IllegalStateException("a fault of the program");
    }
    return egress.fetch(ask);
  }

  @AfterEach
  void close() throws Exception {
    if (reader != null) {
      reader.close();
    }
    store.close();
    egress.close();
    server.close();
  }

  private static String rss(String... items) {
    StringBuilder rss = new StringBuilder("<rss version=\"2.0\"><channel><title>Ministry</title>");
    for (String item : items) {
      String[] part = item.split("=", 2);
      rss.append(
          "<item><guid>%s</guid><title>%s</title><pubDate>Sun, 01 Nov 2026 10:00:00 GMT</pubDate><link>/%s?utm_source=rss</link></item>"
              .formatted(part[0], part[1], part[0]));
    }
    return rss + "</channel></rss>";
  }

  private void serves(String... items) {
    String tag = "\"" + java.util.Arrays.hashCode(items) + "\"";
    pages.put(
        "/feed",
        (request, out) -> {
          if (tag.equals(request.headers().get("if-none-match"))) {
            LoopServer.send(out, "304 Not Modified", "ETag: %s\r\n".formatted(tag), "");
          } else {
            LoopServer.send(
                out, "200 OK", "ETag: %s\r\nContent-Type: text/xml\r\n".formatted(tag), rss(items));
          }
        });
  }

  private record Got(List<Event> events, Map<String, Long> counts, String cursor) {}

  /** The next visit. Nobody visits before the first is asked for: pages and clock are set then. */
  private Got visit() throws Exception {
    if (reader == null) {
      reader = tap.open(null, "feeds");
    }
    for (long until = System.nanoTime() + 30_000_000_000L; System.nanoTime() < until; ) {
      TapBatch batch = reader.poll();
      if (batch.counts().containsKey("visits")) {
        return new Got(batch.events(), batch.counts(), batch.cursor());
      }
    }
    throw new AssertionError("the feed was not visited");
  }

  private Got visitAfter(Duration time) throws Exception {
    now.updateAndGet(t -> t.plus(time));
    return visit();
  }

  private void stored(Got got) throws Exception {
    reader.stored(got.cursor());
  }

  private List<String> states() throws Exception {
    return TestDatabase.rows(
        store.dataSource(),
        "select state, address like '%/feed', due is null, failures from feed_state");
  }

  @Test
  void newsEditsAndNothingNew() throws Exception {
    serves("1=One", "2=Two");
    Got first = visit();
    assertThat(first.events()).hasSize(2).allMatch(e -> e instanceof PostSeen);
    PostSeen post = (PostSeen) first.events().getFirst();
    assertThat(post.id()).isEqualTo(feed + "#1");
    assertThat(post.text()).isEqualTo("One");
    assertThat(post.author().handle()).isEqualTo(feed);
    assertThat(post.created()).isEqualTo("2026-11-01T10:00:00Z");
    assertThat(post.entities().links()).containsExactly(server.url("/1"));
    stored(first);
    assertThat(states()).containsExactly("live|t|f|0");

    Got second = visitAfter(Duration.ofHours(1));
    assertThat(second.events()).isEmpty();
    assertThat(second.counts()).containsEntry("unchanged", 1L);

    serves("1=One, corrected", "2=Two", "3=Three");
    Got third = visitAfter(Duration.ofHours(1));
    assertThat(third.events()).hasSize(2);
    assertThat(third.events().getFirst())
        .isInstanceOfSatisfying(
            PostEdited.class, e -> assertThat(e.now().text()).isEqualTo("One, corrected"));
    assertThat(third.counts())
        .containsEntry("accepted", 1L)
        .containsEntry("edited", 1L)
        .containsEntry("known", 1L)
        .containsEntry("records", 3L);
  }

  @Test
  void whatWasNotStoredComesAgain() throws Exception {
    serves("1=One");
    assertThat(visit().events()).hasSize(1);
    reader.close();
    reader = tap.open(null, "feeds");
    Got again = visit();
    assertThat(again.events()).hasSize(1);
    stored(again);
    reader.close();
    now.updateAndGet(t -> t.plus(Duration.ofHours(2)));
    reader = tap.open(again.cursor(), "feeds");
    assertThat(visit().counts()).containsEntry("unchanged", 1L);
  }

  @Test
  void entriesThatScrolledAwayAreAGap() throws Exception {
    serves("1=One", "2=Two");
    stored(visit());
    serves("8=Eight", "9=Nine");
    Got later = visitAfter(Duration.ofDays(3));
    stored(later);
    assertThat(later.counts()).containsEntry("gap-of-a-feed", 1L);
    assertThat(TestDatabase.rows(store.dataSource(), "select why, to_at - from_at from feed_gap"))
        .containsExactly("scrolled|3 days");
  }

  @Test
  void aFeedThatMovedIsAskedAtItsNewPlace() throws Exception {
    pages.put("/feed", (r, out) -> LoopServer.send(out, "301 Moved", "Location: /new\r\n", ""));
    pages.put("/new", (r, out) -> LoopServer.send(out, "200 OK", "", rss("1=One")));
    Got first = visit();
    assertThat(((PostSeen) first.events().getFirst()).author().handle()).isEqualTo(feed);
    stored(first);
    assertThat(states()).containsExactly("moved|f|f|0");
    heard.clear();
    visitAfter(Duration.ofHours(2));
    assertThat(heard).extracting(LoopServer.Request::path).containsExactly("/new");
  }

  @Test
  void aFeedThatIsGoneIsAskedNoMore() throws Exception {
    pages.put("/feed", (r, out) -> LoopServer.send(out, "410 Gone", "", ""));
    Got gone = visit();
    assertThat(gone.counts()).containsEntry("gone", 1L);
    stored(gone);
    assertThat(states()).as("it is never due again").containsExactly("gone|t|t|0");
  }

  @Test
  void failuresBackOffAndAreCountedByCause() throws Exception {
    pages.put("/feed", (r, out) -> LoopServer.send(out, "500 Oh", "", ""));
    Instant last = now.get();
    List<Duration> pauses = new ArrayList<>();
    Map<String, Long> counts = Map.of();
    for (int i = 0; i < 4; i++) {
      Got got = i == 0 ? visit() : visitAfter(Duration.ofDays(2));
      counts = got.counts();
      stored(got);
      List<String> due =
          TestDatabase.rows(
              store.dataSource(), "select extract(epoch from due - asked)::bigint from feed_state");
      pauses.add(Duration.ofSeconds(Long.parseLong(due.getFirst())));
    }
    assertThat(counts).containsEntry("outage-HTTP_500", 1L);
    assertThat(pauses).isSorted();
    assertThat(pauses.getFirst()).isBetween(Duration.ofMinutes(26), Duration.ofMinutes(34));
    assertThat(pauses.getLast()).isBetween(Duration.ofMinutes(210), Duration.ofMinutes(270));
    assertThat(last).isEqualTo(START);
    assertThat(states()).containsExactly("failing|t|f|4");
  }

  @Test
  void whatIsNoFeedIsCountedAndALongOutageIsAGap() throws Exception {
    serves("1=One");
    stored(visit());
    pages.put("/feed", (r, out) -> LoopServer.send(out, "200 OK", "", "<html><p>moved"));
    Got html = visitAfter(Duration.ofHours(30));
    assertThat(html.counts()).containsEntry("MALFORMED", 1L);
    stored(html);
    assertThat(TestDatabase.rows(store.dataSource(), "select why from feed_gap"))
        .containsExactly("MALFORMED");
  }

  @Test
  void aDocumentThatIsRefusedAgainIsRejectedOnce() throws Exception {
    says("", "<rss><channel><item>");
    Got first = visit();
    assertThat(first.counts()).containsEntry("MALFORMED", 1L);
    stored(first);
    Got again = visitAfter(Duration.ofDays(1));
    assertThat(again.counts()).containsEntry("refused-again", 1L).doesNotContainKey("MALFORMED");
    assertThat(states()).containsExactly("failing|t|f|1");
    stored(again);
    says("", "<rss><channel>\n\n<item>");
    assertThat(visitAfter(Duration.ofDays(1)).counts())
        .as("another document")
        .containsEntry("MALFORMED", 1L);
  }

  @Test
  void aFeedThatWasNotAskedYetIsTold() throws Exception {
    fault = true;
    Got got = visit();
    assertThat(states()).as("nothing is stored yet").containsExactly("new|t|f|0");
    stored(got);
    assertThat(states()).containsExactly("failing|t|f|1");
  }

  @Test
  void aFaultOfTheProgramCostsOneVisitAndIsCounted() throws Exception {
    serves("1=One");
    fault = true;
    Got faulty = visit();
    assertThat(faulty.events()).isEmpty();
    assertThat(faulty.counts()).containsEntry("outage-PROGRAM_FAULT", 1L);
    stored(faulty);
    assertThat(states()).containsExactly("failing|t|f|1");
    fault = false;
    assertThat(visitAfter(Duration.ofDays(1)).events()).hasSize(1);
  }

  @Test
  void retryAfterIsKept() throws Exception {
    pages.put("/feed", (r, out) -> LoopServer.send(out, "429 Slow", "Retry-After: 36000\r\n", ""));
    stored(visit());
    assertThat(
            TestDatabase.rows(
                store.dataSource(), "select due >= asked + interval '10 hours' from feed_state"))
        .containsExactly("t");
  }

  /** What a page says, unchanged until it is served anew. */
  private void says(String headers, String body) {
    pages.put("/feed", (r, out) -> LoopServer.send(out, "200 OK", headers, body));
  }

  @Test
  void aPushedFeedIsVisitedAtOnceButNotMoreOftenThanTheFloor() throws Exception {
    serves("1=One");
    stored(visit());
    serves("1=One", "2=Two");
    now.updateAndGet(t -> t.plusSeconds(90));
    bell.ring(feed);
    Got pushed = visit();
    assertThat(pushed.counts()).containsEntry("accepted", 1L);
    serves("1=One", "2=Two", "3=Three");
    for (int i = 0; i < 100; i++) {
      bell.ring(feed);
    }
    Got again = visitAfter(Duration.ofSeconds(60));
    assertThat(again.counts()).containsEntry("accepted", 1L).containsEntry("visits", 1L);
    assertThat(heard).as("a hundred pushes are one visit").hasSize(3);
    bell.ring("https://nobody.example/");
  }

  @Test
  void aPushWhileNobodyListenedIsRemembered() throws Exception {
    serves("1=One");
    Got first = visit();
    stored(first);
    reader.close();
    subscribed();
    serves("1=One", "2=Two");
    now.updateAndGet(t -> t.plusSeconds(61));
    reader = tap.open(first.cursor(), "feeds");
    assertThat(visit().counts()).containsEntry("accepted", 1L);
  }

  /** As if its hub had verified, and pushed five seconds after the last visit. */
  private void subscribed() throws Exception {
    TestDatabase.execute(
        store.dataSource(),
        """
        insert into feed_subscription (feed, hub, topic, token, secret, state, waits, asked, next, failures,
                                       lease_end, pushed, believed)
        select feed, '', '', '', '', 'live', false, asked, asked, 0, asked + interval '10 days', asked + interval '5 seconds', true
        from feed_state
        """);
  }

  private long minutesToTheNext() throws Exception {
    return Long.parseLong(
        TestDatabase.rows(
                store.dataSource(),
                "select extract(epoch from due - asked)::bigint / 60 from feed_state")
            .getFirst());
  }

  @Test
  void aFeedOfABelievedHubIsAskedLessOftenUntilItsNewsAreFoundByAsking() throws Exception {
    pushedByABelievedHub();
    assertThat(minutesToTheNext()).as("three hours").isBetween(155L, 205L);

    bell.ring(feed);
    stored(visitAfter(Duration.ofMinutes(1)));
    assertThat(minutesToTheNext()).as("once more soon: nothing was there").isBetween(8L, 12L);

    serves("1=One", "2=Two", "3=Three");
    Got late = visitAfter(Duration.ofMinutes(12));
    assertThat(late.counts()).containsEntry("accepted", 1L);
    stored(late);
    assertThat(minutesToTheNext()).as("the news that were pushed").isBetween(155L, 205L);
    assertThat(isBelieved()).isEqualTo("t");

    serves("1=One", "2=Two, corrected", "3=Three");
    bell.ring(feed);
    stored(visitAfter(Duration.ofMinutes(1)));
    assertThat(minutesToTheNext()).as("what was changed is news, too").isBetween(155L, 205L);

    serves("1=One", "2=Two, corrected again", "3=Three");
    Got found = visitAfter(Duration.ofHours(4));
    assertThat(found.counts()).containsEntry("edited", 1L);
    stored(found);
    assertThat(minutesToTheNext()).as("as every feed with news").isLessThan(60);
    assertThat(isBelieved()).isEqualTo("f");
  }

  private void pushedByABelievedHub() throws Exception {
    serves("1=One");
    stored(visit());
    subscribed();
    serves("1=One", "2=Two");
    now.updateAndGet(t -> t.plus(Duration.ofMinutes(2)));
    bell.ring(feed);
    stored(visit());
  }

  private String isBelieved() throws Exception {
    return TestDatabase.rows(store.dataSource(), "select believed from feed_subscription")
        .getFirst();
  }

  @Test
  void aHubThatPushesAfterItWasDoubtedIsBelieved() throws Exception {
    pushedByABelievedHub();
    serves("1=One", "2=Two", "3=Three");
    Got found = visitAfter(Duration.ofHours(4));
    TestDatabase.execute(
        store.dataSource(),
        "update feed_subscription set believed = true, pushed = '%s'"
            .formatted(now.get().plusSeconds(1)));
    stored(found);
    assertThat(isBelieved()).as("the doubt is older").isEqualTo("t");
  }

  @Test
  void aPushThatComesWhileItsFeedIsReadIsNoDoubt() throws Exception {
    pushedByABelievedHub();
    serves("1=One", "2=Two", "3=Three");
    LoopServer.Handler page = Objects.requireNonNull(pages.get("/feed"));
    pages.put(
        "/feed",
        (request, out) -> {
          bell.ring(feed);
          page.answer(request, out);
        });
    Got found = visitAfter(Duration.ofHours(4));
    assertThat(found.counts()).containsEntry("accepted", 1L);
    stored(found);
    assertThat(isBelieved()).isEqualTo("t");
  }

  @Test
  void theHubThatAFeedNamesIsRemembered() throws Exception {
    String atom =
        "<rss version=\"2.0\" xmlns:a=\"http://www.w3.org/2005/Atom\"><channel><a:link rel=\"hub\" href=\"https://hub.example/\"/>"
            + "<a:link rel=\"self\" href=\"https://mfa.example/f\"/><title>M</title><item><guid>1</guid><title>One</title>"
            + "<a:link rel=\"hub\" href=\"https://entry.example/\"/></item></channel></rss>";
    says("", atom);
    stored(visit());
    String hubs = "select hub, topic from feed_state";
    assertThat(TestDatabase.rows(store.dataSource(), hubs))
        .containsExactly("https://hub.example/|https://mfa.example/f");
    says("Link: <https://head.example/>; rel=\"hub\"\r\n", atom);
    stored(visitAfter(Duration.ofHours(2)));
    assertThat(TestDatabase.rows(store.dataSource(), hubs))
        .containsExactly("https://head.example/|https://mfa.example/f");
    says(
        "",
        """
        {"version": "https://jsonfeed.org/version/1.1", "title": "M", "feed_url": "https://mfa.example/j",
         "hubs": [{"type": "rssCloud", "url": "https://c.example/"}, {"type": "WebSub", "url": "https://j.example/"}],
         "items": [{"id": "1", "content_text": "One"}]}
        """);
    stored(visitAfter(Duration.ofHours(2)));
    assertThat(TestDatabase.rows(store.dataSource(), hubs))
        .containsExactly("https://j.example/|https://mfa.example/j");
    says(
        "",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>M</title><link rel=\"hub\" href=\"https://a.example/\"/></feed>");
    stored(visitAfter(Duration.ofHours(2)));
    assertThat(TestDatabase.rows(store.dataSource(), hubs))
        .containsExactly("https://a.example/|" + feed);
  }

  private static String undated(String channel, String... titles) {
    StringBuilder rss =
        new StringBuilder("<rss version=\"2.0\"><channel><title>M</title>" + channel);
    for (String title : titles) {
      rss.append("<item><title>%s</title></item>".formatted(title));
    }
    return rss + "</channel></rss>";
  }

  @Test
  void undatedEntriesSaySoAndTheFirstReadingDoesNotMakeThemNews() throws Exception {
    Instant built = Instant.parse("2025-03-01T08:00:00Z");
    says(
        "Last-Modified: Sun, 02 Mar 2025 08:00:00 GMT\r\n",
        undated("<lastBuildDate>Sat, 01 Mar 2025 08:00:00 GMT</lastBuildDate>", "Old", "Older"));
    Got first = visit();
    stored(first);
    assertThat(first.events())
        .hasSize(2)
        .allSatisfy(e -> assertThat(((PostSeen) e).created()).isEqualTo(PostSeen.UNDATED))
        .allSatisfy(e -> assertThat(((PostSeen) e).seen()).isEqualTo(built));

    says("", undated("", "New", "Old", "Older"));
    Got second = visitAfter(Duration.ofHours(2));
    PostSeen added = (PostSeen) second.events().getFirst();
    assertThat(second.events()).hasSize(1);
    assertThat(added.created()).isEqualTo(PostSeen.UNDATED);
    assertThat(added.seen()).as("it came between two readings").isEqualTo(now.get());
  }

  @Test
  void undatedEntriesOfAnUndatedFeedCountWhenTheirServerSaysItChangedElseWhenSeen()
      throws Exception {
    says("Last-Modified: Sun, 02 Mar 2025 08:00:00 GMT\r\n", undated("", "Old"));
    assertThat(((PostSeen) visit().events().getFirst()).seen()).isEqualTo("2025-03-02T08:00:00Z");
    reader.close();
    for (String nonsense :
        List.of(
            "",
            "Last-Modified: yesterday\r\n",
            "Last-Modified: Thu, 01 Jan 2099 00:00:00 GMT\r\n")) {
      says(nonsense, undated("", "Old"));
      reader = tap.open(null, "feeds");
      assertThat(((PostSeen) visit().events().getFirst()).seen()).as(nonsense).isEqualTo(START);
      reader.close();
    }
  }

  @Test
  void historyOfTheFirstReadingKeepsItsTime() throws Exception {
    now.set(Instant.parse("2027-03-01T00:00:00Z"));
    serves("1=One");
    PostSeen old = (PostSeen) visit().events().getFirst();
    assertThat(old.seen()).isEqualTo(old.created()).isEqualTo("2026-11-01T10:00:00Z");
  }
}
