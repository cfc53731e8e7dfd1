// Longer than our measure of a file: one scripted host serves every case of losing and finding a
// place.
package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictTrainer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.GuardedSockets;
import org.chancery.ingest.source.TapBatch;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reader against a small Jetstream of the test's own on loopback. */
class StreamReaderTest {
  private static final long BEGIN = 1_779_719_000_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final List<Host> hosts = new ArrayList<>();

  /** What a host does with a connection whose cursor it was told. */
  private interface Script {
    void play(WebSocket to, long cursor) throws Exception;
  }

  private static final class Host extends WebSocketServer {
    private static final Pattern CURSOR = Pattern.compile("[?&]cursor=(\\d+)");
    final List<Long> cursors = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    volatile LongPredicate refuse = cursor -> false;
    volatile int refused;
    private final CountDownLatch started = new CountDownLatch(1);
    private final Script script;

    Host(Script script) {
      super(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, List.of(new Draft_6455()));
      this.script = script;
      setReuseAddr(true);
      setConnectionLostTimeout(0);
    }

    private static long cursor(ClientHandshake handshake) {
      Matcher found = CURSOR.matcher(handshake.getResourceDescriptor());
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
        WebSocket connection, Draft draft, ClientHandshake handshake) throws InvalidDataException {
      if (refuse.test(cursor(handshake))) {
        refused++;
        ((WebSocketImpl) connection)
            .outQueue.add(
                ByteBuffer.wrap(
                    "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII)));
        throw new InvalidDataException(1002, "refused by the test");
      }
      return super.onWebsocketHandshakeReceivedAsServer(connection, draft, handshake);
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
      asked.add(handshake.getResourceDescriptor());
      long cursor = cursor(handshake);
      cursors.add(cursor);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  script.play(connection, cursor);
                } catch (Exception gone) {
                  connection.close();
                }
              });
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

    @Override
    public void onMessage(WebSocket connection, String message) {
      messages.add(message);
    }

    @Override
    public void onError(WebSocket connection, Exception e) {}

    @Override
    public void onStart() {
      started.countDown();
    }

    URI address() throws InterruptedException {
      assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
      return URI.create("ws://127.0.0.1:" + getPort() + "/subscribe");
    }
  }

  private Host host(Script script) {
    Host host = new Host(script);
    host.start();
    hosts.add(host);
    return host;
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Host host : hosts) {
      host.stop(500);
    }
  }

  private static String frame(int number) {
    return """
    {"did":"did:plc:a","time_us":%d,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"%d",\
    "record":{"createdAt":"2026-05-25T14:23:28Z","text":"post"}}}"""
        .formatted(time(number), number);
  }

  /** A frame a second. */
  private static long time(int number) {
    return BEGIN + number * 1_000_000L;
  }

  private static final class Heard {
    final Set<String> ids = new LinkedHashSet<>();
    final Map<String, Long> counts = new HashMap<>();
    final List<TapBatch.Hole> holes = new ArrayList<>();
    final Set<String> errors = new LinkedHashSet<>();

    void take(TapBatch batch) {
      for (Event event : batch.events()) {
        if (event instanceof PostSeen post) {
          ids.add(post.id().substring(post.id().lastIndexOf('/') + 1));
        }
      }
      batch.counts().forEach((what, n) -> counts.merge(what, n, Long::sum));
      holes.addAll(batch.holes());
      if (batch.lastError() != null) {
        errors.add(batch.lastError());
      }
    }

    long of(String what) {
      return counts.getOrDefault(what, 0L);
    }
  }

  private interface Enough {
    boolean heard(Heard heard);
  }

  private static Heard read(StreamReader reader, Enough enough) throws InterruptedException {
    Heard heard = new Heard();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!enough.heard(heard)) {
      assertThat(System.nanoTime()).as("heard so far: %s", heard.counts).isLessThan(until);
      heard.take(reader.poll());
    }
    return heard;
  }

  /** Only the hosts of the test can be reached. */
  private static GuardedSockets sockets(List<URI> addresses) {
    return new GuardedSockets(
        new AddressRule(
            addresses.stream().map(URI::getAuthority).collect(Collectors.toSet()), true));
  }

  private static StreamReader reader(
      StreamPlace place, BlueskyTap.Listening listening, List<URI> addresses) {
    Ways.Ref ways =
        new Ways(sockets(addresses), (url, toldBy, most) -> new Ways.Answer(404, new byte[0]))
            .register("test");
    return new StreamReader(
        addresses,
        place,
        () -> Set.of("did:plc:a"),
        new StreamLine(listening, ways),
        InstantSource.system());
  }

  private static StreamReader reader(long cursor, Host... hosts) throws InterruptedException {
    List<URI> addresses = new ArrayList<>();
    for (Host host : hosts) {
      addresses.add(host.address());
    }
    StreamPlace place =
        cursor == 0
            ? StreamPlace.from(0)
            : StreamPlace.from(cursor).at(cursor, addresses.getFirst().toString(), 0);
    return reader(place, BlueskyTap.Listening.USUAL, addresses);
  }

  @Test
  void broken_connections_leave_no_hole() throws Exception {
    int all = 400;
    Host host =
        host(
            (to, cursor) -> {
              int from = cursor == 0 ? 0 : (int) ((cursor - BEGIN + 999_999) / 1_000_000);
              for (int i = from; i < Math.min(all, from + 60); i++) {
                to.send(frame(i));
              }
              Thread.sleep(30); // an abrupt end loses what is not yet sent
              to.closeConnection(1006, "broken by the test");
            });
    StreamReader reader = reader(0, host);
    Heard heard = read(reader, h -> h.ids.size() == all);
    reader.close();
    assertThat(heard.holes).isEmpty();
    assertThat(host.cursors).hasSizeGreaterThan(5).startsWith(0L);
    assertThat(host.cursors.get(1))
        .as("begins before the last frame")
        .isEqualTo(time(59) - Dialect.REWIND_MICROS);
  }

  @Test
  void the_next_host_goes_on_where_one_fails() throws Exception {
    Host silent = host((to, cursor) -> to.close(1013, "try again later"));
    Host good =
        host(
            (to, cursor) -> {
              for (int i = 0; i < 10; i++) {
                to.send(frame(i));
              }
            });
    StreamReader reader = reader(0, silent, good);
    Heard heard = read(reader, h -> h.ids.size() == 10);
    reader.close();
    assertThat(heard.of("accepted")).isEqualTo(10);
    assertThat(silent.cursors).hasSize(1);
  }

  @Test
  void a_later_begin_than_asked_is_told_as_a_hole() throws Exception {
    Host host =
        host(
            (to, cursor) -> {
              to.send(frame(5_000));
              to.send(frame(5_001));
            });
    StreamReader reader = reader(time(10), host);
    Heard heard = read(reader, h -> h.ids.size() == 2);
    reader.close();
    assertThat(heard.holes).hasSize(1);
    assertThat(heard.holes.getFirst().from().toEpochMilli()).isEqualTo(time(10) / 1_000);
    assertThat(heard.holes.getFirst().to().toEpochMilli()).isEqualTo(time(5_000) / 1_000);
    assertThat(heard.holes.getFirst().why()).isEqualTo("clamped");
  }

  @Test
  void a_flood_waits_at_the_host_until_it_is_asked_for() throws Exception {
    int flood = 60_000;
    Host host =
        host(
            (to, cursor) -> {
              for (int i = 0; i < flood; i++) {
                to.send(frame(i));
              }
            });
    StreamReader reader = reader(0, host);
    reader.poll();
    Thread.sleep(1_500); // nobody takes anything
    Heard heard = read(reader, h -> h.ids.size() >= flood - 2_100);
    reader.close();
    assertThat(heard.errors).as("nothing came that was not asked for").isEmpty();
    assertThat(host.cursors).as("one connection held").hasSize(1);
  }

  @Test
  void torn_and_endless_frames_are_counted_and_the_rest_is_read() throws Exception {
    String long_ =
        frame(3).replace("\"post\"", "\"" + "x".repeat(FrameReading.LONGEST_TEXT) + "\"");
    Host host =
        host(
            (to, cursor) -> {
              to.send(frame(1));
              to.send(frame(2).substring(0, 150));
              to.send(long_);
              byte[] parts = frame(4).getBytes(StandardCharsets.UTF_8);
              to.sendFragmentedFrame(Opcode.TEXT, ByteBuffer.wrap(parts, 0, 60), false);
              to.sendFragmentedFrame(
                  Opcode.TEXT, ByteBuffer.wrap(parts, 60, parts.length - 60), true);
              to.sendPing();
              to.send(frame(5));
            });
    StreamReader reader = reader(0, host);
    Heard heard = read(reader, h -> h.of("records") == 5);
    reader.close();
    assertThat(heard.ids).containsExactly("1", "4", "5");
    assertThat(heard.of("TOO_LARGE")).isEqualTo(1);
    assertThat(heard.of("MALFORMED")).isEqualTo(1);
    assertThat(heard.of("accepted")).isEqualTo(3);
  }

  @Test
  void a_host_that_closes_at_once_is_not_hammered_and_waiting_can_be_ended() throws Exception {
    Host host = host((to, cursor) -> to.close(1000, "no"));
    StreamReader reader = reader(0, host);
    long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    while (System.nanoTime() < until) {
      reader.poll();
    }
    assertThat(host.cursors.size()).isLessThan(8);
    reader.wakeUp();
    long begin = System.nanoTime();
    reader.poll();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    reader.close();
  }

  private static String second(int number) {
    return """
    {"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#commit","seq":%d,"did":"did:plc:a","time":"%s",\
    "rev":"3","operation":"create","collection":"app.bsky.feed.post","rkey":"%d","record":{"createdAt":"2026-05-25T14:23:28Z","text":"post"},"cid":"c"}}"""
        .formatted(1_000 + number, StreamPlace.from(time(number)).instant(), number);
  }

  private static URI secondVersion(Host host) throws InterruptedException {
    return URI.create(
        host.address()
            .toString()
            .replace("/subscribe", "/xrpc/network.bsky.jetstream.subscribeEvents"));
  }

  @Test
  void a_shorter_clamp_than_ten_minutes_is_told_as_well() throws Exception {
    Host host = host((to, cursor) -> to.send(frame(60)));
    StreamReader reader = reader(time(10), host);
    Heard heard = read(reader, h -> h.ids.size() == 1);
    reader.close();
    assertThat(heard.holes).hasSize(1);
    assertThat(heard.holes.getFirst().to().toEpochMilli()).isEqualTo(time(60) / 1_000);
  }

  @Test
  void what_comes_again_is_not_counted_again() throws Exception {
    Host host =
        host(
            (to, cursor) -> {
              for (int i = 0; i < 20; i++) {
                if (time(i) >= cursor) {
                  to.send(frame(i));
                }
              }
            });
    StreamReader reader = reader(time(10), host);
    Heard heard = read(reader, h -> h.ids.contains("19"));
    reader.close();
    assertThat(heard.holes).isEmpty();
    assertThat(heard.ids).contains("5", "10", "19");
    assertThat(heard.of("accepted")).as("11 to 19").isEqualTo(9);
    assertThat(heard.of("repeated")).as("5 to 10").isEqualTo(6);
  }

  @Test
  void the_second_version_goes_on_by_number_and_tells_a_cursor_that_is_too_old() throws Exception {
    Host host =
        host(
            (to, cursor) -> {
              if (cursor < Dialect.FIRST_MOMENT && cursor > 0) {
                for (int i = (int) cursor - 1_000; i < 30; i++) {
                  to.send(second(i));
                }
                return;
              }
              if (cursor > 0 && cursor < time(20)) {
                to.send(
                    """
                    {"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#info","name":"OutdatedCursor","message":"m"}}""");
              }
              for (int i = 20; i < 25; i++) {
                to.send(second(i));
              }
              Thread.sleep(50);
              to.close(1001, "restart");
            });
    URI address = secondVersion(host);
    StreamPlace old = StreamPlace.from(time(3)).at(time(3), "ws://elsewhere/subscribe", 0);
    StreamReader reader = reader(old, BlueskyTap.Listening.USUAL, List.of(address));
    Heard heard = read(reader, h -> h.ids.contains("29"));
    reader.close();
    assertThat(heard.holes).hasSize(1);
    assertThat(heard.holes.getFirst().why()).isEqualTo("too-old");
    assertThat(heard.holes.getFirst().from()).isEqualTo(old.instant());
    assertThat(heard.holes.getFirst().to()).isEqualTo(StreamPlace.from(time(20)).instant());
    assertThat(host.cursors).hasSize(2);
    assertThat(host.cursors.get(0)).isEqualTo(time(3) - Dialect.REWIND_MICROS);
    assertThat(host.cursors.get(1))
        .as("a little before the number heard last")
        .isEqualTo(1_024 - Dialect.REWIND_NUMBERS);
    assertThat(heard.of("accepted")).isEqualTo(10);
  }

  @Test
  void a_refused_number_is_asked_again_by_its_moment() throws Exception {
    Host host = host((to, cursor) -> to.send(second(41)));
    host.refuse = cursor -> cursor > 0 && cursor < Dialect.FIRST_MOMENT;
    URI address = secondVersion(host);
    StreamPlace old = StreamPlace.from(time(40)).at(time(40), address.toString(), 17);
    StreamReader reader = reader(old, BlueskyTap.Listening.USUAL, List.of(address));
    Heard heard = read(reader, h -> h.ids.contains("41"));
    reader.close();
    assertThat(host.refused).isEqualTo(1);
    assertThat(host.cursors).containsExactly(time(40) - Dialect.REWIND_MICROS);
    assertThat(heard.holes).as("the host did not say that anything is missing").isEmpty();
  }

  @Test
  void packed_frames_are_unpacked_with_the_dictionary_of_the_host() throws Exception {
    byte[] dictionary = dictionary();
    long id = Zstd.getDictIdFromDict(dictionary);
    Host host =
        host(
            (to, cursor) -> {
              for (int i = 0; i < 50; i++) {
                to.send(packed(second(i), dictionary));
              }
              to.send(packed("x".repeat(FrameReading.LONGEST_TEXT * 20), dictionary));
              to.send(new byte[] {1, 2, 3});
              to.send(packed(second(50), dictionary));
            });
    List<String> asked = new CopyOnWriteArrayList<>();
    Ways.Ref ways =
        new Ways(
                sockets(List.of(host.address())),
                (url, toldBy, most) -> {
                  asked.add(url);
                  return new Ways.Answer(200, dictionary);
                })
            .register("packed");
    URI address = secondVersion(host);
    StreamReader reader =
        new StreamReader(
            List.of(address),
            StreamPlace.from(0),
            () -> Set.of("did:plc:a"),
            new StreamLine(new BlueskyTap.Listening(false, true, null, false), ways),
            InstantSource.system());
    Heard heard = read(reader, h -> h.ids.contains("50"));
    reader.close();
    assertThat(heard.of("accepted")).isEqualTo(51);
    assertThat(heard.of("MALFORMED")).as("a bomb and a torn one").isEqualTo(2);
    assertThat(asked)
        .containsExactly(
            "http://127.0.0.1:%d/xrpc/network.bsky.jetstream.getZstdDictionary"
                .formatted(address.getPort()));
    assertThat(host.asked.getFirst()).contains("zstdDictionary=" + id);
  }

  private static byte[] packed(String text, byte[] dictionary) {
    return Zstd.compressUsingDict(text.getBytes(StandardCharsets.UTF_8), dictionary, 3);
  }

  private static byte[] dictionary() {
    ZstdDictTrainer trainer = new ZstdDictTrainer(2 << 20, 16 << 10);
    for (int i = 0; i < 2_000; i++) {
      trainer.addSample((second(i) + frame(i * 7)).getBytes(StandardCharsets.UTF_8));
    }
    return trainer.trainSamples();
  }

  @Test
  void only_listed_accounts_are_asked_for_and_none_is_not_all() throws Exception {
    Host host = host((to, cursor) -> {});
    List<String> hellos = host.messages;
    Set<String> ids = new java.util.concurrent.ConcurrentSkipListSet<>();
    Ways.Ref ways =
        new Ways(
                sockets(List.of(host.address())),
                (url, toldBy, most) -> new Ways.Answer(404, new byte[0]))
            .register("listed");
    StreamReader reader =
        new StreamReader(
            List.of(host.address()),
            StreamPlace.from(time(0)),
            () -> Set.copyOf(ids),
            new StreamLine(new BlueskyTap.Listening(true, false, null, false), ways),
            InstantSource.system());
    assertThat(reader.poll().lastError()).contains("no listed account");
    assertThat(host.asked).isEmpty();
    ids.add("did:plc:a");
    Heard heard = read(reader, h -> !hellos.isEmpty());
    assertThat(hellos.getFirst())
        .contains("\"wantedDids\":[\"did:plc:a\"]")
        .contains("options_update");
    ids.add("did:plc:b");
    read(reader, h -> hellos.size() > 1);
    assertThat(hellos.get(1)).contains("did:plc:a").contains("did:plc:b");
    assertThat(heard.holes).isEmpty();
    reader.close();
  }

  @Test
  void a_frame_of_the_year_9000_does_not_move_the_cursor() throws Exception {
    String lie = frame(2).replace(Long.toString(time(2)), "221845392000000000");
    Host host =
        host(
            (to, cursor) -> {
              to.send(lie);
              to.send(frame(3));
            });
    StreamReader reader = reader(0, host);
    Heard heard = read(reader, h -> h.ids.contains("3"));
    TapBatch after = reader.poll();
    reader.close();
    assertThat(heard.of("TIME_OUT_OF_RANGE")).isEqualTo(1);
    assertThat(after.cursor()).startsWith(Long.toString(time(3)));
  }

  @Test
  void a_host_that_the_rule_does_not_permit_is_not_reached() throws Exception {
    Host host = host((to, cursor) -> to.send(frame(1)));
    Ways.Ref ways =
        new Ways(
                new GuardedSockets(new AddressRule(Set.of(), false)),
                (url, toldBy, most) -> new Ways.Answer(404, new byte[0]))
            .register("nobody");
    StreamReader reader =
        new StreamReader(
            List.of(host.address()),
            StreamPlace.from(0),
            () -> Set.of("did:plc:a"),
            new StreamLine(BlueskyTap.Listening.USUAL, ways),
            InstantSource.system());
    TapBatch batch = reader.poll();
    reader.close();
    assertThat(batch.state()).isEqualTo("disconnected");
    assertThat(batch.lastError()).contains("on this machine and not permitted");
    assertThat(host.asked).isEmpty();
  }
}
