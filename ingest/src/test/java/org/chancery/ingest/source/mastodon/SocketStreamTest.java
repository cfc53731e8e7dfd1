package org.chancery.ingest.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A WebSocket that says what GoToSocial said, message by message. */
class SocketStreamTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  private final CountDownLatch started = new CountDownLatch(1);
  private final List<String> messages = new ArrayList<>();
  private final List<String> greetings = new ArrayList<>();
  private final WebSocketServer server =
      new WebSocketServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)) {
        @Override
        public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
            WebSocket connection, Draft draft, ClientHandshake handshake)
            throws InvalidDataException {
          greetings.add(
              handshake.getResourceDescriptor() + " " + handshake.getFieldValue("Authorization"));
          if (!handshake.getFieldValue("Authorization").equals("Bearer secret")) {
            throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "no token");
          }
          return super.onWebsocketHandshakeReceivedAsServer(connection, draft, handshake);
        }

        @Override
        public void onOpen(WebSocket connection, ClientHandshake handshake) {
          messages.forEach(connection::send);
          connection.close(CloseFrame.NORMAL, "that was all");
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
      };

  @AfterEach
  void stop() throws Exception {
    server.stop(1_000);
  }

  private StreamWay open(GuardedEgress egress, URI base, String token, String stream)
      throws Exception {
    MastodonSource source =
        new MastodonSource(
            egress,
            egress.sockets(),
            new PGSimpleDataSource(),
            Set::of,
            MastodonSettings.usual(),
            InstantSource.fixed(NOW),
            new Random(1),
            0);
    ServerTalk talk =
        new ServerTalk(
            egress,
            InstantSource.fixed(NOW),
            "social.example",
            MastodonSettings.Server.USUAL,
            false,
            Optional.of(token));
    return StreamWay.open(source, talk, base, false, stream);
  }

  @Test
  void every_message_is_heard_and_the_end_is_told() throws Exception {
    Files.readAllLines(Shared.path("data/wire/mastodon-4.6/gts-stream.jsonl"))
        .forEach(line -> messages.add(Shared.PLAIN.readTree(line).get("m").asString()));
    messages.add("");
    messages.add("{\"error\":\"no\"}");
    server.setReuseAddr(true);
    server.start();
    assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
    URI base = URI.create("ws://127.0.0.1:" + server.getPort());
    try (GuardedEgress egress =
        new GuardedEgress(
            new EgressRules(
                "Chancery/test",
                new AddressRule(Set.of(base.getAuthority()), true),
                Set.of(),
                EgressRules.Limits.USUAL,
                new EgressRules.Manners(8, Duration.ZERO, Duration.ZERO, Duration.ofDays(1))),
            InstantSource.fixed(NOW))) {
      StreamReading reading =
          new StreamReading(
              new HomeServer("social.example", URI.create("http://127.0.0.1:8811")),
              false,
              () -> Set.of("@mfa@social.example", "@embassy@social.example"),
              new StatusMemory());
      try (StreamWay way = open(egress, base, "secret", "hashtag:UNGA")) {
        assertThatThrownBy(
                () -> {
                  while (true) {
                    switch (way.next().orElseThrow()) {
                      case StreamWay.Heard.Message(StreamFrame frame) -> reading.read(frame, NOW);
                      case StreamWay.Heard.Unreadable(var why) -> reading.rejected(why.name());
                      case StreamWay.Heard.Beat beat -> {}
                    }
                  }
                })
            .hasMessageContaining("that was all");
      }
      Brought brought = reading.take(List.of(), null);
      assertThat(brought.counts())
          .containsEntry("records", 103L)
          .containsEntry("UNKNOWN_TYPE", 1L)
          .containsEntry("edited", 2L);
      assertThat(texts(brought.events()))
          .contains("Honoured to co-host #Diplomacy talks (corrected)");
      assertThat(greetings)
          .containsExactly("/api/v1/streaming?stream=hashtag&tag=UNGA Bearer secret");
      assertThatThrownBy(() -> open(egress, base, "wrong", "user").close())
          .isInstanceOf(IOException.class);
    }
  }

  private static List<String> texts(List<Event> events) {
    return events.stream()
        .filter(e -> e instanceof PostSeen || e instanceof PostEdited)
        .map(e -> e instanceof PostEdited edit ? edit.now().text() : ((PostSeen) e).text())
        .toList();
  }
}
