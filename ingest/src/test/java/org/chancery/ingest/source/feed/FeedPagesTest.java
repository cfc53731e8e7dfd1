package org.chancery.ingest.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Outcome;
import org.junit.jupiter.api.Test;

class FeedPagesTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final FeedPages pages = new FeedPages(this::fetch, () -> NOW);

  /** Answers of hosts named large are beyond what may come beside others, and wait to be told. */
  private Outcome fetch(Ask ask) {
    boolean large = ask.url().contains("large");
    if (large && ask.most() <= FeedPages.SMALL) {
      return new Outcome.Refused(Outcome.Rule.BODY_TOO_LARGE, "large", null);
    }
    if (large) {
      asked.countDown();
      await(goOn);
    }
    return new Outcome.Answered(200, URI.create(ask.url()), List.of(), Map.of(), new byte[1], null);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Outcome ask(String host) {
    CompletableFuture<Outcome> came = new CompletableFuture<>();
    try {
      pages.ask(Ask.page("https://" + host + ".example/feed"), came::complete);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return came.join();
  }

  @Test
  void a_large_one_comes_alone_and_holds_up_nobody() {
    CompletableFuture<Outcome> first =
        CompletableFuture.supplyAsync(() -> ask("large-1"), r -> Thread.ofVirtual().start(r));
    await(asked);
    assertThat(ask("small")).isInstanceOf(Outcome.Answered.class);
    assertThat(ask("large-2"))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo(Outcome.Rule.NOT_YET);
              assertThat(refused.until()).isAfter(NOW);
            });
    assertThat(first).isNotDone();
    goOn.countDown();
    assertThat(first.join()).isInstanceOf(Outcome.Answered.class);
    assertThat(ask("large-2")).isInstanceOf(Outcome.Answered.class);
  }
}
