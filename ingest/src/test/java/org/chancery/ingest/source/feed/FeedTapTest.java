package org.chancery.ingest.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.EgressRules;
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
  private final GuardedEgress egress =
      new GuardedEgress(
          new EgressRules(
              "Chancery/test",
              new AddressRule(Set.of(server.authority()), true),
              Set.of(),
              EgressRules.Limits.USUAL,
              new EgressRules.Manners(8, Duration.ZERO, Duration.ZERO, Duration.ofDays(1))),
          clock);
  private final String feed = server.url("/feed");
  private volatile boolean fault;
  private Store store;
  private FeedTap tap;
  private Tap.@Nullable TapReader reader;

  @BeforeEach
  void open() throws Exception {
    store = TestDatabase.fresh();
    FeedSource source =
        new FeedSource(
            this::fetch, store.dataSource(), () -> Set.of(feed), clock, new Random(1), 0);
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

  @Test
  void historyOfTheFirstReadingKeepsItsTime() throws Exception {
    now.set(Instant.parse("2027-03-01T00:00:00Z"));
    serves("1=One");
    PostSeen old = (PostSeen) visit().events().getFirst();
    assertThat(old.seen()).isEqualTo(old.created()).isEqualTo("2026-11-01T10:00:00Z");
  }
}
