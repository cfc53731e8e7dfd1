package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountsPlaceTest {
  @Test
  void a_place_comes_back_from_its_text_and_more_is_later() {
    AccountsPlace some =
        new AccountsPlace(20_000, "did:plc:b", Set.of()).withRead("did:plc:aaaaaaaaaaaa");
    for (AccountsPlace place : Set.of(AccountsPlace.START, some, some.withRead("did:web:x.y"))) {
      assertThat(AccountsPlace.parse(place.text())).isEqualTo(place);
    }
    assertThat(AccountsPlace.START).isLessThan(some);
    assertThat(some).isLessThan(some.withRead("did:plc:other"));
    assertThat(some.hasRead("did:plc:aaaaaaaaaaaa")).isTrue();
    assertThat(some.hasRead("did:plc:aaaaaaaaaaab")).isFalse();
    assertThat(some.withRead("did:web:a.state.gov").hasRead("did:web:b.state.gov")).isFalse();
  }

  @Test
  void a_tid_tells_the_moment_at_which_it_was_made() {
    // the revision of a commit that its PDS sent at 2026-11-21T20:54:47.289Z
    long micros = AccountsReader.tidMicros("3n2tyd4mii226");
    assertThat(StreamPlace.from(micros).instant())
        .isBetween(Instant.parse("2026-11-21T20:54:46Z"), Instant.parse("2026-11-21T20:54:48Z"));
  }
}
