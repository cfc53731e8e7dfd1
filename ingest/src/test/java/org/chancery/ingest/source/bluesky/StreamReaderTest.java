package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.source.TapBatch;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.handshake.ClientHandshake;
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
    private final CountDownLatch started = new CountDownLatch(1);
    private final Script script;

    Host(Script script) {
      super(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, List.of(new Draft_6455()));
      this.script = script;
      setReuseAddr(true);
      setConnectionLostTimeout(0);
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
      Matcher found = CURSOR.matcher(handshake.getResourceDescriptor());
      long cursor = found.find() ? Long.parseLong(found.group(1)) : 0;
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
    public void onMessage(WebSocket connection, String message) {}

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

  private static Heard read(StreamReader reader, Enough enough)
      throws InterruptedException {
    Heard heard = new Heard();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!enough.heard(heard)) {
      assertThat(System.nanoTime()).as("heard so far: %s", heard.counts).isLessThan(until);
      heard.take(reader.poll());
    }
    return heard;
  }

  private static StreamReader reader(
      StreamPlace place, BlueskyTap.Listening listening, List<URI> addresses) {
    Ways.Ref ways =
        new Ways(SocketFactory.getDefault(), (url, most) -> new Ways.Answer(404, new byte[0]))
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
}
