package org.chancery.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chancery.simulator.world.WorldPlan;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Another implementation of WebSocket hears the same truth, and pings are answered. */
class OtherClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void hears_exactly_the_ids_of_the_ledgers_history(@TempDir Path out) throws Exception {
    try (Simulation simulation = Simulation.start(TestWorlds.setting(out), System::nanoTime)) {
      Set<String> heard = Collections.synchronizedSet(new HashSet<>());
      CountDownLatch live = new CountDownLatch(1);
      CountDownLatch pong = new CountDownLatch(1);
      long start = WorldPlan.micros(TestWorlds.START);
      // connected while the history is still being made
      WebSocketClient client =
          new WebSocketClient(URI.create(simulation.jetstreamUrl() + "?cursor=0")) {
            @Override
            public void onOpen(ServerHandshake handshake) {
              sendPing();
            }

            @Override
            public void onWebsocketPong(
                org.java_websocket.WebSocket from, org.java_websocket.framing.Framedata frame) {
              pong.countDown();
            }

            @Override
            public void onMessage(String line) {
              JsonNode event = JSON.readTree(line);
              if (event.path("time_us").asLong() >= start) live.countDown();
              else heard.add(id(event));
            }

            @Override
            public void onClose(int code, String reason, boolean remote) {}

            @Override
            public void onError(Exception error) {}
          };
      assertThat(client.connectBlocking(10, TimeUnit.SECONDS)).isTrue();
      assertThat(pong.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(live.await(30, TimeUnit.SECONDS)).isTrue();
      client.closeBlocking();
      Set<String> truth = new HashSet<>();
      String whole = Files.readString(simulation.ledgerFile());
      for (String text : whole.substring(0, whole.lastIndexOf('\n')).split("\n")) {
        JsonNode line = JSON.readTree(text);
        if (line.path("time_us").asLong() < start
            && !line.path("kind").asString().equals("scene")) {
          truth.add(line.path("id").asString());
        }
      }
      assertThat(heard.size()).isGreaterThan(3_000);
      assertThat(heard.equals(truth)).isTrue();
    }
  }

  private static String id(JsonNode event) {
    JsonNode commit = event.path("commit");
    String did = event.path("did").asString();
    if (commit.isMissingNode()) return did + "@" + event.path("time_us").asLong();
    return "at://"
        + did
        + "/"
        + commit.path("collection").asString()
        + "/"
        + commit.path("rkey").asString();
  }
}
