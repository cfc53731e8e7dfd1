package org.chancery.server.api.status;

import java.time.Instant;
import java.util.List;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** How hubs do that were asked to push feeds (WebSub); each feed is in one of the four sums. */
@Says("Feeds whose hub was asked to push; they are visited by themselves, too")
public record PushesOf(
    @Says("Pushed: the hub has verified and its lease lasts") long live,
    @Says("The hub has not verified yet, or its lease has ended") long waiting,
    @Says("The hub will not push: it is asked again in a week") long denied,
    @Says("The hub could not be asked, or did not verify") long failing,
    @Says("When a push last came") @Nullable Instant newest,
    @Says("Pushes without a right signature, which changed nothing") long refused,
    @Says("The denied and the failing, 50 at most") List<Troubled> troubled) {

  /** A feed that is not pushed. */
  public record Troubled(
      String feed,
      String hub,
      @Says("denied or failing") String state,
      @Says("Its cause as a word, such as UNVERIFIED") @Nullable String lastCause,
      @Says("When the hub is asked again") Instant due) {}
}
