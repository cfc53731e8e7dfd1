package org.chancery.ingest.source.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.EngagementSeen;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.LoopServer;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Channels over days, on a clock that the test sets. The pages are made by hand after the classes
 * that Telegram's public pages are known to have; no page of anybody is kept here.
 */
class ChannelReaderTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final String CHANNEL = "UC" + "a".repeat(22);

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Map<String, LoopServer.Handler> pages = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final LoopServer server =
      new LoopServer(
          (request, out) -> {
            asked.add(request.path());
            LoopServer.Handler page = pages.get(request.path());
            if (page == null) {
              LoopServer.send(out, "404 Not Found", "", "");
            } else {
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
          now::get);
  private Tap.@Nullable TapReader reader;
  private final List<Event> events = new ArrayList<>();
  private final List<TapBatch.Hole> holes = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private @Nullable String cursor;
  private @Nullable String error;

  @AfterEach
  void close() throws Exception {
    if (reader != null) {
      reader.close();
    }
    egress.close();
    server.close();
  }

  private void open(ChannelReading reading, Network network, String name) throws Exception {
    Channels channels =
        new Channels(egress, () -> Set.of(name), reading, Duration.ofMinutes(15), now::get);
    reader =
        new ChannelTap("channels", network, channels.register("channels-test"))
            .open(cursor, "channels");
  }

  private void telegram() throws Exception {
    open(new TelegramPages(URI.create(server.url("/s/"))), Network.TELEGRAM, "mfa_example");
  }

  private void until(BooleanSupplier condition) throws Exception {
    for (long end = System.nanoTime() + 30_000_000_000L; System.nanoTime() < end; ) {
      TapBatch batch = reader.poll();
      events.addAll(batch.events());
      holes.addAll(batch.holes());
      batch.counts().forEach((what, n) -> counts.merge(what, n, Long::sum));
      cursor = batch.cursor();
      error = batch.lastError();
      if (condition.getAsBoolean()) {
        return;
      }
    }
    throw new AssertionError("not so: %s %s, asked %s".formatted(counts, error, asked));
  }

  private boolean readAt(Instant at) {
    return !cursor.isEmpty()
        && ChannelPlaces.parse(cursor).all().values().stream().allMatch(p -> p.read().equals(at));
  }

  private void page(String path, @Nullable String before, String... messages) {
    String more =
        before == null
            ? ""
            : "<a href='/s/mfa_example?before=%s' class='tme_messages_more' data-before='%s'></a>"
                .formatted(before, before);
    String html =
        "<html><body><div class='tgme_channel_info_header_title'><span>Ministry</span></div><div"
            + " class='tgme_channel_info_counter'><span class='counter_value'>12.5K</span> <span"
            + " class='counter_type'>subscribers</span></div>"
            + more
            + String.join("", messages)
            + "</body></html>";
    pages.put(
        path,
        (request, out) -> LoopServer.send(out, "200 OK", "Content-Type: text/html\r\n", html));
  }

  private static String message(int number, Instant at, String views, String inside) {
    String view =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "{\"c\":-1006503122,\"p\":%d}".formatted(number).getBytes(StandardCharsets.UTF_8));
    return """
    <div class="tgme_widget_message_wrap"><div class="tgme_widget_message js-widget_message" data-post="mfa_example/%d" data-view="%s">
    %s<div class="tgme_widget_message_info"><span class="tgme_widget_message_views">%s</span>
    <a class="tgme_widget_message_date" href="https://t.me/mfa_example/%d"><time datetime="%s" class="time">x</time></a></div></div></div>
    """
        .formatted(number, view, inside, views, number, at.toString().replace("Z", "+00:00"));
  }

  private static String text(String html) {
    return "<div class=\"tgme_widget_message_text js-message_text\" dir=\"auto\">"
        + html
        + "</div>";
  }

  private List<PostSeen> posts() {
    return events.stream().filter(PostSeen.class::isInstance).map(PostSeen.class::cast).toList();
  }

  @Test
  void what_a_page_of_telegram_tells() throws Exception {
    page(
        "/s/mfa_example",
        "90",
        message(
            101,
            START.minusSeconds(300),
            "1.2K",
            "<a class='tgme_widget_message_photo_wrap' href='x'></a>"
                + text(
                    "Joint statement<br/>with <a href='https://t.me/other_mfa'"
                        + " target='_blank'>@other_mfa</a> <a href='?q=%23Peace'>#Peace</a> <a"
                        + " href='https://mfa.example/1'>here</a><script>alert(1)</script>")),
        message(
            102,
            START.minusSeconds(200),
            "7",
            "<a class='tgme_widget_message_reply' href='https://t.me/mfa_example/101'><div"
                + " class='tgme_widget_message_text js-message_reply_text'>Joint</div></a>"
                + text("More")),
        message(
            103,
            START.minusSeconds(100),
            "3",
            "<div class='tgme_widget_message_forwarded_from'><a"
                + " class='tgme_widget_message_forwarded_from_name'"
                + " href='https://t.me/other_mfa/5'>Other</a></div>"
                + text("theirs")),
        "<div class='tgme_widget_message service_message' data-post='mfa_example/104'></div>",
        "<div class='tgme_widget_message' data-post='mfa_example/105'></div>");
    telegram();
    until(() -> readAt(START));
    AccountRef ministry = new AccountRef(Network.TELEGRAM, "1006503122", "mfa_example");
    assertThat(posts())
        .extracting(PostSeen::id)
        .containsExactly("1006503122/101", "1006503122/102", "1006503122/103");
    PostSeen first = posts().getFirst();
    assertThat(first.author()).isEqualTo(ministry);
    assertThat(first.text()).isEqualTo("Joint statement\nwith @other_mfa #Peace here");
    assertThat(first.entities().mentions())
        .containsExactly(AccountRef.byHandle(Network.TELEGRAM, "other_mfa"));
    assertThat(first.entities().hashtags()).containsExactly("Peace");
    assertThat(first.entities().links()).containsExactly("https://mfa.example/1");
    assertThat(first.engagement().views()).isEqualTo(1_200);
    assertThat(first.media()).isEqualTo(1);
    assertThat(posts().get(1).kind()).isEqualTo(PostKind.REPLY);
    assertThat(posts().get(1).replyTo()).isEqualTo(new PostRef("1006503122/101", ministry));
    assertThat(posts().get(1).text()).isEqualTo("More");
    assertThat(posts().get(2).kind()).isEqualTo(PostKind.REPOST);
    assertThat(posts().get(2).repostOf().author().handle()).isEqualTo("other_mfa");
    assertThat(counts).containsEntry("foreign", 1L).containsEntry("BAD_TIMESTAMP", 1L);
    assertThat(events).contains(new AccountSeen(ministry, "Ministry", 12_500L, START));
    assertThat(asked).containsExactly("/robots.txt", "/s/mfa_example"); // the past is for imports
  }

  @Test
  void later_readings_go_back_until_what_was_read_before() throws Exception {
    page("/s/mfa_example", "1", message(1, START.minusSeconds(60), "1", text("old")));
    telegram();
    until(() -> readAt(START));
    now.set(START.plus(Duration.ofHours(5)));
    page("/s/mfa_example", "4", message(4, START.plusSeconds(400), "1", text("four")));
    page("/s/mfa_example?before=4", "3", message(3, START.plusSeconds(300), "1", text("three")));
    page(
        "/s/mfa_example?before=3",
        "1",
        message(2, START.plusSeconds(200), "1", text("two")),
        message(1, START.minusSeconds(60), "9", text("old")));
    until(() -> readAt(now.get()));
    assertThat(posts()).extracting(PostSeen::text).containsExactly("old", "four", "three", "two");
    assertThat(events.stream().filter(EngagementSeen.class::isInstance)).hasSize(1);
    assertThat(holes).isEmpty();
    now.set(now.get().plus(Duration.ofHours(1)));
    page("/s/mfa_example", null, message(4, START.plusSeconds(400), "2", text("four, corrected")));
    until(() -> readAt(now.get()));
    assertThat(events.stream().filter(PostEdited.class::isInstance)).hasSize(1);
  }

  @Test
  void a_channel_that_posted_more_than_is_gone_through_has_a_gap() throws Exception {
    page("/s/mfa_example", null, message(1, START.minusSeconds(60), "1", text("old")));
    telegram();
    until(() -> readAt(START));
    now.set(START.plus(Duration.ofHours(5)));
    for (int i = 0; i <= ChannelReader.MOST_PAGES; i++) {
      int older = 1_000 - i - 1;
      String path = i == 0 ? "/s/mfa_example" : "/s/mfa_example?before=" + (1_000 - i);
      page(
          path,
          Integer.toString(older),
          message(1_000 - i, START.plusSeconds(9_000 - i), "1", text("n" + i)));
    }
    until(() -> readAt(now.get()));
    assertThat(posts()).hasSize(1 + ChannelReader.MOST_PAGES);
    assertThat(holes).containsExactly(new TapBatch.Hole(START, now.get(), "scrolled"));
  }

  @Test
  void robots_and_outages() throws Exception {
    pages.put(
        "/robots.txt",
        (request, out) ->
            LoopServer.send(
                out, "200 OK", "Content-Type: text/plain\r\n", "User-agent: *\nDisallow: /s/\n"));
    page("/s/mfa_example", null, message(1, START, "1", text("forbidden")));
    telegram();
    until(() -> counts.containsKey("outage-ROBOTS"));
    assertThat(posts()).isEmpty();
    assertThat(error).contains("robots.txt");
    assertThat(asked).containsExactly("/robots.txt");
  }

  @Test
  void a_channel_that_fails_for_more_than_a_day_has_a_gap() throws Exception {
    page("/s/mfa_example", null, message(1, START.minusSeconds(60), "1", text("old")));
    telegram();
    until(() -> readAt(START));
    pages.put(
        "/s/mfa_example",
        (request, out) -> LoopServer.send(out, "503 Service Unavailable", "", ""));
    now.set(START.plus(Duration.ofHours(5)));
    until(() -> counts.getOrDefault("outage-HTTP_503", 0L) == 1);
    assertThat(holes).isEmpty();
    now.set(START.plus(Duration.ofHours(30)));
    until(() -> counts.getOrDefault("outage-HTTP_503", 0L) == 2);
    assertThat(holes).containsExactly(new TapBatch.Hole(START, now.get(), "HTTP_503"));
    pages.put(
        "/s/mfa_example",
        (request, out) -> LoopServer.send(out, "200 OK", "", "<html>Log in</html>"));
    now.set(START.plus(Duration.ofHours(31)));
    until(() -> counts.containsKey("not-a-channel"));
  }

  private void feed(String entries) {
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
         <id>yt:channel:x</id><yt:channelId>x</yt:channelId><title>Ministry</title>%s</feed>
        """
            .formatted(entries);
    pages.put(
        "/feeds/videos.xml?channel_id=" + CHANNEL,
        (request, out) -> LoopServer.send(out, "200 OK", "Content-Type: text/xml\r\n", xml));
  }

  private static String video(String id, String title, int views) {
    return """
    <entry><id>yt:video:%s</id><yt:videoId>%s</yt:videoId><title>%s</title>
     <link rel="alternate" href="https://www.youtube.com/watch?v=%s"/><author><name>Ministry</name></author>
     <published>2026-10-31T10:00:00+00:00</published><updated>2026-10-31T11:00:00+00:00</updated>
     <media:group><media:title>%s</media:title><media:description>What was said
    in #Geneva</media:description><media:community><media:starRating count="12" average="5.00" min="1" max="5"/>
     <media:statistics views="%d"/></media:community></media:group></entry>
    """
        .formatted(id, id, title, id, title, views);
  }

  @Test
  void videos_are_posts_with_their_views() throws Exception {
    feed(video("abc-_123", "Press briefing", 345) + video("../x", "bad", 1));
    open(new YouTubeFeeds(URI.create(server.url("/feeds/videos.xml"))), Network.YOUTUBE, CHANNEL);
    until(() -> readAt(START));
    PostSeen post = posts().getFirst();
    assertThat(posts()).hasSize(1);
    assertThat(post.id()).isEqualTo("abc-_123");
    assertThat(post.author()).isEqualTo(AccountRef.byId(Network.YOUTUBE, CHANNEL));
    assertThat(post.text()).isEqualTo("Press briefing\n\nWhat was said\nin #Geneva");
    assertThat(post.media()).isEqualTo(1);
    assertThat(post.engagement().views()).isEqualTo(345);
    assertThat(post.engagement().likes()).isEqualTo(12);
    assertThat(counts).containsEntry("BAD_VALUE", 1L);
    feed(video("abc-_123", "Press briefing", 400));
    now.set(START.plus(Duration.ofHours(1)));
    until(() -> readAt(now.get()));
    assertThat(events.stream().filter(EngagementSeen.class::isInstance)).hasSize(1);
    feed("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>");
    now.set(START.plus(Duration.ofHours(2)));
    until(() -> counts.containsKey("MALFORMED"));
  }
}
