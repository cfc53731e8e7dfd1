package org.chancery.ingest.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.chancery.ingest.source.mastodon.MastodonSettings.Streaming;
import org.chancery.simulator.http.Fault;
import org.chancery.simulator.http.Troubles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every fault of the simulator's instance in an answer: what the instance has when it is over is
 * stored, once and as it stands; the span is declared; each refusal is counted by its cause.
 */
class FaultyAnswersTest extends FaultyInstance {
  private static final String STATUSES = "/api/v1/accounts/100/statuses";

  @ParameterizedTest
  @CsvSource({
    "SLOW,",
    "DRIPPING, outage-TIMEOUT",
    "CUT, outage-TORN",
    "TORN, outage-TORN",
    "HUGE, outage-BODY_TOO_LARGE",
    "BOMB, outage-RATIO",
    "DEEP, outage-MALFORMED",
    "LYING_LENGTH, outage-MALFORMED",
    "LYING_TYPE,",
    "LYING_ENCODING, outage-PROTOCOL",
    "REDIRECT_LOOP, outage-REDIRECTS",
    "REDIRECT_ELSEWHERE, outage-ADDRESS",
    "REDIRECT_FORBIDDEN, outage-OFFLINE",
    "OUT_OF_ORDER,",
    "DUPLICATED,",
    "SILENT, outage-TIMEOUT",
    "LIMITED, postponed",
    "UNAVAILABLE, outage-HTTP_503",
    "GONE, outage-HTTP_410",
    "GARBAGE, outage-HEAD_TOO_LARGE",
    "EMPTY, outage-MALFORMED"
  })
  void an_answer_that_is_wrong_loses_nothing(Fault fault, @Nullable String cause) throws Exception {
    long said = instance.publish("embassy", "Consular hours", START.minusSeconds(90));
    long changed = instance.publish("mfa", "We welcome the <talks>", START.minusSeconds(60));
    long taken = instance.publish("mfa", "Too soon", START.minusSeconds(50));
    instance.boost("mfa", said, START.minusSeconds(40));
    read(Streaming.NONE, deadline(fault));
    untilCounted("visits", 1);

    for (int i = 0; i < 45; i++) { // more than a page
      instance.publish("mfa", "Meanwhile " + i, START.plusSeconds(60 + i));
    }
    instance.reply("mfa", "As said", changed, START.plusSeconds(120));
    instance.edit(changed, "We welcome the talks in Geneva", START.plusSeconds(130));
    instance.delete(taken, START.plusSeconds(140));
    server.troubles().plan(STATUSES, fault);
    later(Duration.ofHours(3));
    untilCounted("visits", 2);
    assertThat(server.troubles().fired()).containsExactly(new Troubles.Fired(fault, STATUSES));
    if (cause != null) {
      assertThat(counts).containsEntry(cause, 1L);
      assertThat(stored()).as("nothing of a wrong answer").hasSize(3);
    }
    later(Duration.ofDays(2));
    untilCounted("visits", 3);
    assertThat(stored()).isEqualTo(published()).hasSize(48);
    assertThat(gaps()).isEqualTo(cause == null ? List.of() : List.of(gap(MFA, START, now.get())));
    assertThat(elsewhere.asked()).as("nobody is led elsewhere").isEmpty();
    assertThat(counts.keySet())
        .as("no other cause")
        .allMatch(what -> !what.startsWith("outage-") || what.equals(cause));
  }
}
