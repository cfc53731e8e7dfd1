package org.chancery.ingest.registry.sync;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.egress.TextRecords;
import org.chancery.ingest.source.JsonEntrance;
import org.chancery.ingest.source.JsonEntrance.Verdict;

/** Where JSON comes in answers about accounts of the registry. */
public final class SyncEntrances {
  private static final URI ANYWHERE = URI.create("https://a.example/");

  private SyncEntrances() {}

  public static final List<JsonEntrance> ALL =
      List.of(
          entrance(
              "document of a DID",
              "{\"alsoKnownAs\":[\"at://mfa.example\"],\"x\":",
              asking ->
                  new BlueskyCheck(asking, TextRecords.NONE, Addresses.USUAL)
                      .check(account(Network.BLUESKY, "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"))),
          entrance(
              "WebFinger, and an account of Mastodon",
              "{\"subject\":\"acct:mfa@social.example\",\"x\":",
              asking ->
                  new MastodonCheck(asking, Addresses.USUAL)
                      .check(account(Network.MASTODON, "@mfa@social.example"))));

  private static AccountRow account(Network network, String handle) {
    return new AccountRow("fr-mfa", network, handle, null, null, null, "test", null);
  }

  private static JsonEntrance entrance(String name, String head, Function<Asking, Learnt> check) {
    return new JsonEntrance(
        name,
        head,
        false,
        false,
        input -> {
          Outcome answer =
              new Outcome.Answered(200, ANYWHERE, List.of(), Map.of(), input.text(), null);
          Learnt learnt =
              check.apply(
                  new Asking(
                      ask -> answer,
                      InstantSource.fixed(Instant.EPOCH),
                      time -> {},
                      Duration.ZERO));
          return learnt.result() == Learnt.Result.NO_ANSWER
              ? Verdict.refused(learnt.detail())
              : Verdict.READ;
        });
  }
}
