package org.chancery.ingest.source.feed.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.LoopServer;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A hub, written from the Recommendation alone, and what is agreed with it over weeks. */
abstract class LoopHub {
  static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  static final String TOPIC = "https://mfa.example/topic?a=1&b=2";
  static final int TEN_DAYS = 864_000;

  /** What the hub does with a request, before it answers. */
  interface Conduct {
    String status(Map<String, String> asked) throws IOException;
  }

  final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
  final List<String> rung = new ArrayList<>();
  volatile Conduct conduct = this::verifies;
  private final Map<String, String> leads =
      Map.of(
          "/moved", "Location: /hub\r\n",
          "/nowhere", "",
          "/here", "Location:\r\n",
          "/plain", "Location: http://hub.example/\r\n");
  final AtomicInteger led = new AtomicInteger();
  final LoopServer server = new LoopServer(this::hub);
  final String feed = server.url("/feed");
  private final GuardedEgress egress = server.egress(clock);
  final Set<String> named = new TreeSet<>();
  Store store;
  PushDoor door;
  Subscriber subscriber;

  @BeforeEach
  void open() throws Exception {
    store = TestDatabase.fresh();
    door = new PushDoor(store.dataSource(), clock, rung::add);
    subscriber =
        new Subscriber(
            store.dataSource(),
            egress,
            clock,
            new Random(1),
            "https://chancery.example/sub",
            () -> Set.copyOf(named));
    names(server.url("/hub"));
  }

  @AfterEach
  void close() {
    store.close();
    egress.close();
    server.close();
  }

  void names(String hub) throws Exception {
    names(feed, hub);
  }

  void names(String feed, String hub) throws Exception {
    named.add(feed);
    TestDatabase.execute(
        store.dataSource(),
        """
        insert into feed_state (feed, address, due, pause, failures, state, known, hub, topic)
        values ('%s', '%s', '2027-01-01T00:00:00Z', '1 hour', 0, 'live', '', '%s', '%s')
        on conflict (feed) do update set hub = excluded.hub
        """
            .formatted(feed, feed, hub, TOPIC));
  }

  private void hub(LoopServer.Request request, OutputStream out) throws IOException {
    String location = leads.get(request.path());
    if (location != null) {
      led.incrementAndGet();
      LoopServer.send(out, "307 Elsewhere", location, "");
      return;
    }
    Map<String, String> form = new HashMap<>();
    for (String pair : request.body().split("&")) {
      String[] part = pair.split("=", 2);
      form.put(part[0], URLDecoder.decode(part[1], StandardCharsets.UTF_8));
    }
    asked.add(form);
    LoopServer.send(out, conduct.status(form), "", "");
  }

  /** Asks the callback at once, before it answers; what it is told decides. */
  String verifies(Map<String, String> form) {
    PushDoor.Reply reply = verify(form, Integer.toString(TEN_DAYS), "echo me <b>");
    return reply.equals(new PushDoor.Reply(200, "echo me <b>")) ? "202 Accepted" : "409 Untold";
  }

  PushDoor.Reply verify(Map<String, String> form, String lease, String challenge) {
    return door.verify(
        token(form),
        Map.of(
            "hub.mode",
            "subscribe",
            "hub.topic",
            form.get("hub.topic"),
            "hub.challenge",
            challenge,
            "hub.lease_seconds",
            lease));
  }

  static String token(Map<String, String> form) {
    String callback = form.get("hub.callback");
    assertThat(callback).startsWith("https://chancery.example/sub/websub/");
    return callback.substring(callback.lastIndexOf('/') + 1);
  }

  Map<String, String> last() {
    return asked.getLast();
  }

  void roundAfter(Duration time) throws Exception {
    now.updateAndGet(t -> t.plus(time));
    subscriber.round();
  }

  List<String> rows(String columns) throws Exception {
    return TestDatabase.rows(
        store.dataSource(), "select %s from feed_subscription".formatted(columns));
  }

  PushDoor.Reply push(String token, String body, String signature) throws IOException {
    return door.push(token, signature, body(body));
  }

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
