package org.chancery.ingest.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.LoopServer;
import org.junit.jupiter.api.Test;

/**
 * JSONTestSuite at the three entrances of Mastodon: an answer of the API, the data of a server-sent
 * event, the message of a WebSocket.
 */
class JsonSuiteTest {
  private static final String SUITE = "corpora/JSONTestSuite/test_parsing";
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  /** Which of two equal keys would count is told by no standard: refused. */
  private static boolean isRefusedByUs(Path file) {
    return file.toString().contains("duplicated_key");
  }

  @Test
  void answers_of_the_api() throws Exception {
    try (LoopServer server =
            new LoopServer(
                (request, out) ->
                    LoopServer.send(
                        out,
                        "200 OK",
                        "",
                        Files.readAllBytes(
                            Shared.path(SUITE)
                                .resolve(
                                    URLDecoder.decode(
                                        request.path().substring(1), StandardCharsets.UTF_8)))));
        GuardedEgress egress =
            new GuardedEgress(
                new EgressRules(
                    "Chancery/test",
                    new AddressRule(Set.of(server.authority()), true),
                    Set.of(),
                    EgressRules.Limits.USUAL,
                    new EgressRules.Manners(8, Duration.ZERO, Duration.ZERO, Duration.ofDays(1))),
                InstantSource.system())) {
      ServerTalk talk =
          new ServerTalk(
              egress,
              InstantSource.system(),
              "social.example",
              new MastodonSettings.Server(
                  URI.create(server.url("")),
                  MastodonSettings.Streaming.NONE,
                  List.of(),
                  null,
                  false,
                  true),
              false,
              Optional.empty());
      int refused = 0;
      for (Path file : Shared.files(SUITE, ".json")) {
        String name = file.getFileName().toString();
        String cause = "";
        try {
          talk.json("/" + ServerTalk.encoded(name));
        } catch (NoAnswerException e) {
          cause = e.cause();
          assertThat(e.getMessage()).hasSizeBetween(5, 220).doesNotContain("\n");
        }
        if (name.startsWith("n_") || isRefusedByUs(file)) {
          assertThat(cause).as(name).isIn("MALFORMED", "TOO_LARGE");
          refused++;
        } else if (name.startsWith("y_")) {
          assertThat(cause).as(name).isEmpty();
        }
      }
      assertThat(refused).isGreaterThan(100);
    }
  }

  @Test
  void data_of_server_sent_events() throws Exception {
    for (Path file : Shared.files(SUITE, ".json")) {
      StreamFrame.Lines lines = new StreamFrame.Lines();
      lines.take("event: update");
      for (String line : text(file).split("\n", -1)) {
        lines.take("data: " + line);
      }
      StreamReading reading =
          new StreamReading(HomeServer.of("social.example"), true, Set::of, new StatusMemory());
      reading.read(lines.take("").orElseThrow(), NOW);
      assertCause(file, reading.take(List.of(), null).counts());
    }
  }

  @Test
  void messages_of_a_socket() throws Exception {
    for (Path file : Shared.files(SUITE, ".json")) {
      StreamFrame.Read read = StreamFrame.ofSocket(text(file));
      assertThat(read.frame()).as(file.toString()).isEmpty(); // none of them names an event
      assertCause(file, Map.of("records", 1L, read.problem().orElseThrow().why().name(), 1L));
    }
  }

  /** Both streams hand text over, in which what was no UTF-8 is replaced. */
  private static String text(Path file) throws Exception {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static void assertCause(Path file, Map<String, Long> counts) throws Exception {
    String name = file.getFileName().toString();
    String malformed = RejectReason.MALFORMED.name();
    boolean isUtf8 =
        java.util.Arrays.equals(
            text(file).getBytes(StandardCharsets.UTF_8), Files.readAllBytes(file));
    if (isRefusedByUs(file) || (name.startsWith("n_") && isUtf8)) {
      assertThat(counts)
          .as(name)
          .satisfiesAnyOf(
              c -> assertThat(c).containsEntry(malformed, 1L),
              c -> assertThat(c).containsEntry(RejectReason.TOO_LARGE.name(), 1L));
    } else if (name.startsWith("n_")) {
      assertThat(counts).as(name).hasSize(2).containsEntry("records", 1L);
    } else if (name.startsWith("y_")) {
      assertThat(counts).as(name).containsEntry(RejectReason.UNKNOWN_TYPE.name(), 1L);
    }
  }
}
