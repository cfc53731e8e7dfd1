package org.chancery.ingest.source.feed.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushPartsTest {
  private static final URI FEED = URI.create("https://mfa.example/news/feed");
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  /** RFC 2202, case 2 (SHA-1) and RFC 4231, case 2. */
  @ParameterizedTest
  @CsvSource({
    "sha1,effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    "sha256,5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "sha384,af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
    "sha512,164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
  })
  void signatures_are_those_of_the_rfcs(String method, String signature) throws IOException {
    byte[] body = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
    PushSignature told = PushSignature.read(method + "=" + signature).orElseThrow();
    assertThat(told.verdict("Jefe", new ByteArrayInputStream(body), 100))
        .isEqualTo(PushSignature.Verdict.RIGHT);
    assertThat(told.verdict("Jefe", new ByteArrayInputStream(body), 27))
        .isEqualTo(PushSignature.Verdict.TOO_LONG);
    body[0]++;
    assertThat(told.verdict("Jefe", new ByteArrayInputStream(body), 100))
        .isEqualTo(PushSignature.Verdict.WRONG);
  }

  @Test
  void links_of_a_head_in_their_many_spellings() {
    for (String header :
        List.of(
            "<https://hub.example/>; rel=\"hub\", <https://mfa.example/f>; rel=self",
            "<https://hub.example/>;title=\"a, b; <x>\" ; REL = hub , <https://mfa.example/f>;rel=\"canonical self\"",
            "<https://e.example/>; title=\"; rel=hub\", <https://hub.example/>; x=\"\\\"; rel=next; \"; rel=hub, <https://mfa.example/f>; rel=self",
            "<https://a.example/>; rel=\"next\"; rel=\"hub\", <https://hub.example/>; rel=hub, <https://mfa.example/f>; rel=self")) {
      PushHub.Named named = LinkHeader.read(List.of(header));
      assertThat(named.hubs()).as(header).containsExactly("https://hub.example/");
      assertThat(named.self()).as(header).isEqualTo("https://mfa.example/f");
    }
    for (String none :
        List.of(
            "",
            "<",
            "<>; rel=hub",
            "https://hub.example; rel=hub",
            "<https://x/>; rel=hubs",
            "<a>;;;;;=\"")) {
      assertThat(LinkHeader.read(List.of(none))).as(none).isEqualTo(PushHub.Named.NONE);
    }
    String hostile = "<a" + "; x".repeat(20_000) + "<b>" + " ;a=\"".repeat(20_000);
    assertThat(LinkHeader.read(List.of(hostile))).isEqualTo(PushHub.Named.NONE);
    String quotes = "<a>; x=\"" + "\\\"".repeat(20_000) + "\"; rel=next";
    assertThat(LinkHeader.read(List.of(quotes))).isEqualTo(PushHub.Named.NONE);
  }

  @Test
  void a_topic_longer_than_the_door_takes_has_no_hub() {
    PushHub.Named hub = new PushHub.Named(List.of("https://hub.example/"), null);
    String base = "https://mfa.example/";
    String longest = base + "x".repeat(PushHub.LONGEST - base.length());
    assertThat(PushHub.of(hub, PushHub.Named.NONE, URI.create(longest))).isPresent();
    assertThat(PushHub.of(hub, PushHub.Named.NONE, URI.create(longest + "x"))).isEmpty();
    PushHub.Named resolved = new PushHub.Named(hub.hubs(), "y".repeat(PushHub.LONGEST - 1));
    assertThat(PushHub.of(resolved, PushHub.Named.NONE, FEED).orElseThrow().topic())
        .as("what is of no use as a topic is passed over")
        .isEqualTo(FEED.toString());
  }

  @Test
  void the_head_wins_and_secrets_are_told_over_https_only() {
    PushHub.Named head = new PushHub.Named(List.of("http://plain.example/", "/hub"), null);
    PushHub.Named document =
        new PushHub.Named(List.of("https://other.example/"), "https://mfa.example/self");
    assertThat(PushHub.of(head, document, FEED))
        .contains(new PushHub("https://mfa.example/hub", "https://mfa.example/self"));
    assertThat(PushHub.of(PushHub.Named.NONE, document, FEED).orElseThrow().url())
        .isEqualTo("https://other.example/");
    assertThat(PushHub.of(PushHub.Named.NONE, PushHub.Named.NONE, FEED)).isEmpty();
    for (String hub :
        List.of(
            "http://hub.example/",
            "javascript:x",
            "ftp://x/",
            "http:",
            "https:///x",
            "[",
            "x".repeat(3_000))) {
      Optional<PushHub> found =
          PushHub.of(
              new PushHub.Named(List.of(hub), "mailto:x"),
              document,
              URI.create("http://a.example/"));
      assertThat(found).as(hub).isEmpty();
    }
    assertThat(
            PushHub.of(
                new PushHub.Named(List.of("https://h.example/"), "mailto:x"), document, FEED))
        .contains(new PushHub("https://h.example/", FEED.toString()));
  }

  @Test
  void a_lease_is_renewed_with_a_fifth_left_but_not_at_once_and_not_in_years() {
    assertThat(Subscription.renewal(NOW, Duration.ofDays(10)))
        .isEqualTo(NOW.plus(Duration.ofDays(8)));
    assertThat(Subscription.renewal(NOW, Duration.ofSeconds(1)))
        .isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    assertThat(Subscription.renewal(NOW, Duration.ofDays(3_650)))
        .isEqualTo(NOW.plus(Duration.ofDays(24)));
    assertThat(Subscription.afterFailure(NOW, 1)).isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThat(Subscription.afterFailure(NOW, 99)).isEqualTo(NOW.plus(Duration.ofHours(64)));
  }
}
