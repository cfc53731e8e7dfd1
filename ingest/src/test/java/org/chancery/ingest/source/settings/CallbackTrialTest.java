package org.chancery.ingest.source.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.LoopServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code sources check} says of the address by which hubs push. */
class CallbackTrialTest {
  private static final Reach ONLINE = new Reach("press@example.org", false);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String status = "";
  private volatile String headers = "";
  private final LoopServer server = new LoopServer(this::answer);
  private final GuardedEgress egress = server.egress(InstantSource.system());

  @AfterEach
  void close() {
    egress.close();
    server.close();
  }

  private void answer(LoopServer.Request request, OutputStream out) throws IOException {
    asked.add(request.method() + " " + request.path());
    boolean isMoved = request.path().equals("/moved");
    LoopServer.send(out, isMoved ? "404 Not Found" : status, headers, "");
  }

  private Checked tried(String callback) {
    return CallbackTrial.of(new Address(URI.create(callback), "callback"), ONLINE, egress);
  }

  @ParameterizedTest
  @CsvSource({
    "404 Not Found, Cache-Control: no-store, true, our door answers; only hubs on this machine",
    "404 Not Found, Server: other, false, 'answers 404, but not as our door does'",
    "200 OK, Cache-Control: no-store, false, 'answers 200, but not as our door does'",
    "502 Bad Gateway, Server: proxy, false, does serve run with this callback?",
    "302 Found, Location: /moved, false, where hubs need not follow"
  })
  void the_door_is_known_by_its_answer(String says, String header, boolean fine, String words) {
    status = says;
    headers = header + "\r\n";
    Checked checked = tried(server.url("/behind/"));
    assertThat(checked.what()).isEqualTo("callback " + server.url("/behind/"));
    assertThat(checked.fine()).isEqualTo(fine);
    assertThat(checked.words()).contains(words);
    assertThat(asked.getFirst()).matches("GET /behind/websub/[A-Za-z0-9_-]{43}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://192.168.1.7", "https://[fd00::1]/x", "https://hub.local", "https://hub"})
  void what_is_not_public_is_told_and_not_asked(String callback) {
    Checked checked = tried(callback);
    assertThat(checked.fine()).isFalse();
    assertThat(checked.words()).startsWith("hubs elsewhere cannot reach it: ");
  }

  @Test
  void what_may_not_be_asked_or_does_not_answer_is_told() {
    assertThat(tried("http://127.0.0.1:9").words()).contains("not permitted", "ADDRESS");
    assertThat(tried("https://chancery.example").words()).contains("OFFLINE");
    Reach offline = new Reach("press@example.org", true);
    Address callback = new Address(URI.create("https://chancery.example"), "callback");
    assertThat(CallbackTrial.of(callback, offline, egress).words()).isEqualTo(LeftOut.WHY);
    server.close();
    assertThat(tried(server.url("")).words()).contains("no answer from here", "CONNECT");
    assertThat(asked).isEmpty();
  }
}
