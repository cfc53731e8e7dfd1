package org.chancery.ingest.registry.sync;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.registry.Wording;

/** Whether a feed's address answers with a feed. {@code robots.txt} is obeyed. Thread-safe. */
final class FeedCheck {
  private static final int LOOKED_AT = 4_000;
  private static final Pattern FEED =
      Pattern.compile(
          "(?s).*(<rss[\\s>]|<feed[\\s>]|<rdf:RDF[\\s>]|\"version\"\\s*:\\s*\"https?:\\\\?/\\\\?/jsonfeed).*");

  private final Asking asking;

  FeedCheck(Asking asking) {
    this.asking = asking;
  }

  Learnt check(AccountRow account) {
    Outcome asked = asking.fetch(Ask.page(account.handle()));
    if (!(asked instanceof Outcome.Answered answer)) {
      return none(account, Asking.why(asked));
    }
    if (answer.status() == 404 || answer.status() == 410) {
      return new Learnt(
          account, Learnt.Result.GONE, null, "HTTP " + answer.status(), account.handle());
    }
    String start =
        new String(
            answer.body(), 0, Math.min(LOOKED_AT, answer.body().length), StandardCharsets.UTF_8);
    if (answer.status() != 200 || !FEED.matcher(start).matches()) {
      return none(account, Asking.why(answer) + ", no feed in the answer");
    }
    String to = answer.movedTo().map(URI::toString).orElse(account.handle());
    return to.equals(account.handle())
        ? new Learnt(
            account, Learnt.Result.CONFIRMED, null, "answers with a feed", account.handle())
        : new Learnt(
            account,
            Learnt.Result.MOVED,
            to,
            "has moved to " + Wording.shown(to),
            account.handle());
  }

  private static Learnt none(AccountRow account, String why) {
    return new Learnt(account, Learnt.Result.NO_ANSWER, null, why, "");
  }
}
