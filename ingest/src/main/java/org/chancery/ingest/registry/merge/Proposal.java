package org.chancery.ingest.registry.merge;

import java.util.List;
import org.chancery.ingest.registry.list.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * A candidate and what it may be.
 *
 * @param actor id of the registry's actor, null when new
 * @param score 0..1, how sure: see {@link Matcher}
 * @param reasons for the score, in words
 * @param conflicts where list and registry tell different things; never resolved by the program
 * @param adds facts that the registry does not have
 * @param newId under which the candidate would be listed as an actor of its own
 * @param like key of an earlier candidate of the same import that looks like this one, else null
 */
public record Proposal(
    Candidate candidate,
    Verdict verdict,
    @Nullable String actor,
    double score,
    List<String> reasons,
    List<String> conflicts,
    List<String> adds,
    String newId,
    @Nullable String like) {
  public Proposal {
    reasons = List.copyOf(reasons);
    conflicts = List.copyOf(conflicts);
    adds = List.copyOf(adds);
    if ((verdict == Verdict.NEW) != (actor == null)) {
      throw new IllegalArgumentException("same and maybe name an actor, new names none");
    }
  }
}
