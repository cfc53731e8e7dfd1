package org.chancery.ingest.registry.sync;

import java.util.Locale;
import org.chancery.core.registry.AccountRow;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt about one account.
 *
 * @param value the id found, or the new address; null when none
 * @param detail one line, safe to print
 * @param source where it was learnt, as the registry writes sources; empty when nowhere
 */
public record Learnt(
    AccountRow account, Result result, @Nullable String value, String detail, String source) {
  /** How it stands. Names are stable: scripts match them. */
  public enum Result {
    /** As the registry says. */
    CONFIRMED,
    /** The registry has no id for it; here it is. */
    ID_FOUND,
    /** The handle now belongs to another account: somebody should look at once. */
    ID_CHANGED,
    /** It has moved for good to another address. */
    MOVED,
    /** Answers that there is no such account. */
    GONE,
    /** No answer, or none that tells anything: nothing is known. */
    NO_ANSWER;

    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
