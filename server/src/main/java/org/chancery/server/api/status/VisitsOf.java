package org.chancery.server.api.status;

import java.time.Instant;
import java.util.List;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** How those do that are asked one by one, summed. */
@Says("How many feeds, or accounts of Mastodon, answer, and those that do not")
public record VisitsOf(
    @Says("Answered when last asked, where they moved included") long fine,
    @Says("Of those fine: answer at another place for good") long moved,
    long failing,
    @Says("Suspended by their own server: asked again, less often") long suspended,
    @Says("Gone: a feed said so for good (410), or an account is known no more") long gone,
    @Says("Not asked yet") long waiting,
    @Says("The failing, the suspended and the gone, longest first, 200 at most")
        List<Troubled> troubled,
    @Says("The newest 100 spans in which what one of them said may have come and gone unread")
        List<Missed> gaps,
    @Says("Of feeds whose hub was asked to push; null where none was") @Nullable PushesOf pushes) {

  /** One that fails, is suspended or is gone. */
  public record Troubled(
      @Says("Address of a feed as the registry or a list names it, or @user@host") String handle,
      @Says("Whose it is, where it is listed") @Nullable String actor,
      @Says("failing, suspended or gone") String state,
      @Says("Failures in a row") int failures,
      @Says("When it last gave an answer that could be read") @Nullable Instant answered,
      @Says("When it is asked again") @Nullable Instant due,
      @Says("In words, English") @Nullable String lastError,
      @Says("Its cause as a word, such as HTTP_500; null where it has none")
          @Nullable String lastCause) {}

  /** A span in which something may have been missed. */
  public record Missed(
      @Says("As above, or the host and name of a stream of Mastodon") String handle,
      @Nullable String actor,
      Instant from,
      Instant to,
      @Says(
              "scrolled: nothing of the time before was there any more; stream: a stream broke; else the cause of the outage")
          String why) {}
}
