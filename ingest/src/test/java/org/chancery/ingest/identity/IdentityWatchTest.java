package org.chancery.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.Pseudonyms;
import org.junit.jupiter.api.Test;

/** Changes of listed accounts, and who is left alone. */
class IdentityWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final Registry REGISTRY =
      new Registry(
          List.of(),
          List.of(
              new Actor(
                  "fr-mfa",
                  ActorKind.FOREIGN_MINISTRY,
                  "Ministry",
                  "Ministère",
                  "FRA",
                  null,
                  Voice.INSTITUTION,
                  null,
                  null,
                  "website https://www.diplomatie.gouv.fr",
                  "t",
                  null)),
          List.of(
              new AccountRow(
                  "fr-mfa",
                  Network.BLUESKY,
                  "diplomatie.gouv.fr",
                  "did:plc:a",
                  null,
                  null,
                  "t",
                  null),
              new AccountRow(
                  "fr-mfa",
                  Network.BLUESKY,
                  "francediplo.bsky.social",
                  "did:plc:b",
                  null,
                  null,
                  "t",
                  null),
              new AccountRow("fr-mfa", Network.X, "francediplo", null, null, null, "t", null)),
          List.of());
  private final IdentityWatch watch =
      new IdentityWatch(new IdentityIndex(REGISTRY), new Pseudonyms(new byte[32]), false);

  private List<String> kinds(Network network, String id, String handle) {
    return watch
        .alerts(new AccountSeen(new AccountRef(network, id, handle), null, null, NOON))
        .stream()
        .map(Change.IdentityAlert::kind)
        .toList();
  }

  @Test
  void a_listed_account_under_its_own_handle_is_nothing_to_tell() {
    assertThat(kinds(Network.BLUESKY, "did:plc:a", "diplomatie.gouv.fr")).isEmpty();
    assertThat(kinds(Network.BLUESKY, "did:plc:b", "FranceDiplo.bsky.social")).isEmpty();
    assertThat(kinds(Network.X, "77", "FranceDiplo")).isEmpty();
  }

  @Test
  void changes_of_listed_accounts_are_told() {
    assertThat(kinds(Network.BLUESKY, "did:plc:b", "quai.example.org"))
        .containsExactly("handle-changed");
    assertThat(kinds(Network.BLUESKY, "did:plc:z", "francediplo.bsky.social"))
        .containsExactly("handle-taken");
    assertThat(kinds(Network.BLUESKY, "did:plc:z", "diplomatie.gouv.fr"))
        .containsExactly("did-changed");
  }

  @Test
  void who_took_a_handle_is_not_named() {
    var taken =
        watch.alerts(
            new AccountSeen(
                new AccountRef(Network.BLUESKY, "did:plc:z", "francediplo.bsky.social"),
                null,
                null,
                NOON));
    assertThat(taken.getFirst().nativeId()).isNull();
    assertThat(taken.getFirst().key().toString()).doesNotContain("plc");
  }

  private static IdentityWatch dated() {
    Instant handOver = Instant.parse("2020-09-02T00:00:00Z");
    return new IdentityWatch(
        new IdentityIndex(
            new Registry(
                List.of(),
                REGISTRY.actors(),
                List.of(
                    new AccountRow(
                        "fr-mfa", Network.X, "NewName", "1", null, null, "t", "2026-10-01"),
                    new AccountRow(
                        "fr-mfa", Network.X, "Lent", "2", null, handOver, "t", "2019-01-01"),
                    new AccountRow(
                        "fr-mfa",
                        Network.BLUESKY,
                        "did:plc:d",
                        "did:plc:d",
                        null,
                        null,
                        "t",
                        null)),
                List.of())),
        new Pseudonyms(new byte[32]),
        true);
  }

  private static List<String> kinds(String id, String handle, String day) {
    Instant then = Instant.parse(day + "T12:00:00Z");
    return dated()
        .alerts(new AccountSeen(new AccountRef(Network.X, id, handle), null, null, then))
        .stream()
        .map(Change.IdentityAlert::kind)
        .toList();
  }

  @Test
  void what_was_before_the_source_or_outside_the_period_is_no_change() {
    assertThat(kinds("1", "OldName", "2015-06-01")).isEmpty();
    assertThat(kinds("1", "OldName", "2026-09-30")).isEmpty();
    assertThat(kinds("1", "NextName", "2026-10-01")).containsExactly("handle-changed");
    assertThat(kinds("99", "NewName", "2015-06-01")).as("a former owner").isEmpty();
    assertThat(kinds("99", "NewName", "2026-11-02")).containsExactly("handle-taken");
    assertThat(kinds("99", "Lent", "2020-01-01")).containsExactly("handle-taken");
    assertThat(kinds("99", "Lent", "2021-01-01")).as("given up before").isEmpty();
    assertThat(kinds("2", "Another", "2021-01-01")).isEmpty();
  }

  @Test
  void an_old_post_that_is_read_today_is_old() {
    assertThat(dated().alerts(post("1", "OldName", "2015-06-01T12:00:00Z"))).isEmpty();
    assertThat(dated().alerts(post("1", "NextName", "2026-11-01T12:00:00Z"))).hasSize(1);
  }

  private static PostSeen post(String id, String handle, String created) {
    return new PostSeen(
        Network.X,
        "5",
        new AccountRef(Network.X, id, handle),
        null,
        null,
        Instant.parse(created),
        NOON,
        "",
        null,
        PostKind.ORIGINAL,
        null,
        null,
        null,
        Entities.UNKNOWN,
        0,
        Engagement.UNKNOWN,
        true);
  }

  @Test
  void where_only_the_did_is_listed_no_handle_is_another() {
    assertThat(
            dated()
                .alerts(
                    new AccountSeen(
                        new AccountRef(Network.BLUESKY, "did:plc:d", "paper.example"),
                        null,
                        null,
                        NOON)))
        .isEmpty();
  }

  @Test
  void look_alikes_are_found_but_not_in_what_x_shows_live() {
    assertThat(kinds(Network.BLUESKY, "did:plc:q", "francediplo-official.bsky.social"))
        .containsExactly("look-alike");
    assertThat(kinds(Network.BLUESKY, "did:plc:q", "presse.diplomatie.gouv.fr")).isEmpty();
    assertThat(kinds(Network.X, "9", "francedip1o")).isEmpty();
    assertThat(
            new IdentityWatch(new IdentityIndex(REGISTRY), new Pseudonyms(new byte[32]), true)
                .alerts(
                    new AccountSeen(
                        new AccountRef(Network.X, "9", "francedip1o"), null, null, NOON)))
        .hasSize(1);
  }
}
