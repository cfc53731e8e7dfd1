package org.chancery.simulator.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chancery.simulator.timeline.WireEvent;
import org.chancery.simulator.timeline.WireEvent.Lane;
import org.junit.jupiter.api.Test;

class WantedTest {
  private static final String DID = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";

  private static Set<Lane> accepted(Wanted wanted, String did) {
    Set<Lane> lanes = EnumSet.noneOf(Lane.class);
    for (Lane lane : Lane.values()) {
      if (wanted.accepts(new WireEvent(1, WireEvent.hash(did), lane, new byte[100])))
        lanes.add(lane);
    }
    return lanes;
  }

  @Test
  void nothing_asked_for_is_everything() {
    assertThat(accepted(Wanted.of(List.of(), List.of(), 0), DID))
        .containsExactlyInAnyOrder(Lane.values());
  }

  @Test
  void identity_and_account_pass_the_filter_of_collections() {
    Wanted wanted = Wanted.of(List.of("app.bsky.graph.*"), List.of(), 0);
    assertThat(accepted(wanted, DID))
        .containsExactlyInAnyOrder(Lane.FOLLOW, Lane.IDENTITY, Lane.ACCOUNT, Lane.MALFORMED);
    assertThat(accepted(Wanted.of(List.of("com.example.unknown"), List.of(), 0), DID))
        .containsExactlyInAnyOrder(Lane.IDENTITY, Lane.ACCOUNT, Lane.MALFORMED);
  }

  @Test
  void nothing_of_other_dids_passes() {
    Wanted wanted = Wanted.of(List.of("app.bsky.feed.post"), List.of(DID), 0);
    assertThat(accepted(wanted, DID)).contains(Lane.POST, Lane.IDENTITY).doesNotContain(Lane.LIKE);
    assertThat(accepted(wanted, "did:plc:b")).containsExactly(Lane.MALFORMED);
  }

  @Test
  void messages_above_the_wanted_size_are_left_out() {
    assertThat(accepted(Wanted.of(List.of(), List.of(), 99), DID)).isEmpty();
    assertThat(accepted(Wanted.of(List.of(), List.of(), 100), DID)).isNotEmpty();
  }

  @Test
  void what_jetstream_refuses_is_refused() {
    assertThatThrownBy(() -> Wanted.of(List.of("app.bsky.feed.fo*"), List.of(), 0))
        .hasMessageContaining("invalid collection");
    assertThatThrownBy(() -> Wanted.of(List.of(), List.of("bob"), 0))
        .hasMessageContaining("invalid did");
    assertThatThrownBy(() -> Wanted.of(Collections.nCopies(101, "a.b"), List.of(), 0))
        .hasMessageContaining("too many");
    assertThatThrownBy(() -> Wanted.of(List.of(), Collections.nCopies(10_001, DID), 0))
        .hasMessageContaining("too many");
  }

  @Test
  void an_options_update_is_read_and_a_bad_one_refused() {
    Wanted wanted =
        OptionsUpdate.parse(
            "{\"type\":\"options_update\",\"payload\":{\"wantedCollections\":[\"app.bsky.feed.like\"],\"wantedDids\":[],\"maxMessageSizeBytes\":5000}}");
    assertThat(wanted).isEqualTo(Wanted.of(List.of("app.bsky.feed.like"), List.of(), 5_000));
    assertThat(OptionsUpdate.parse("{\"type\":\"other\"}")).isNull();
    assertThatThrownBy(() -> OptionsUpdate.parse("{\"type\""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OptionsUpdate.parse("[1]"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
