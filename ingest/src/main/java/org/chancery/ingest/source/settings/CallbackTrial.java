package org.chancery.ingest.source.settings;

import java.util.Optional;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.registry.PublicHosts;
import org.chancery.ingest.source.feed.websub.PushDoor;
import org.chancery.ingest.source.feed.websub.Subscriber;

/**
 * Tries the address by which hubs of feeds push, as far as that can be done from here: somebody
 * else may still not reach it, and it may be reached from elsewhere though not from here.
 */
final class CallbackTrial {
  private static final String ADVICE =
      "is %s passed on to this program, and does serve run with this callback?"
          .formatted(Subscriber.PATH);

  private CallbackTrial() {}

  /** Asks the door as a stranger does; what came, in words. */
  static Checked of(Address callback, Reach reach, Egress egress) {
    String at = callback.toString();
    Optional<String> fault = PublicHosts.fault(at);
    if (fault.isPresent() && !callback.home()) {
      return checked(at, false, "hubs elsewhere cannot reach it: " + fault.get());
    }
    if (!reach.to(callback)) {
      return checked(at, false, LeftOut.WHY);
    }
    String door = PushSettings.base(callback) + Subscriber.PATH + PushDoor.NO_TOKEN;
    return switch (egress.fetch(Ask.api(door))) {
      case Outcome.Answered answer -> answered(at, answer, callback.home());
      case Outcome.Refused refused ->
          checked(
              at,
              false,
              "not asked, our rules forbid it: %s (%s)"
                  .formatted(refused.detail(), refused.rule()));
      case Outcome.Failed failed ->
          checked(
              at,
              false,
              "no answer from here: %s (%s); %s"
                  .formatted(failed.detail(), failed.cause(), ADVICE));
    };
  }

  private static Checked answered(String at, Outcome.Answered answer, boolean home) {
    if (!answer.hops().isEmpty()) {
      return checked(
          at, false, "it leads on to %s, where hubs need not follow".formatted(answer.at()));
    }
    boolean isDoor =
        answer.status() == PushDoor.STRANGE
            && answer.header("cache-control").orElse("").contains("no-store");
    if (!isDoor) {
      return checked(
          at, false, "answers %d, but not as our door does; %s".formatted(answer.status(), ADVICE));
    }
    return checked(
        at, true, "our door answers" + (home ? "; only hubs on this machine reach it" : ""));
  }

  private static Checked checked(String at, boolean fine, String words) {
    return new Checked(FeedsSection.FEEDS, "callback " + at, fine, words);
  }
}
