package org.chancery.ingest.registry.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.list.Candidate;
import org.jspecify.annotations.Nullable;

/** Makes proposals of candidates, in their order. Not thread-safe. */
public final class Proposing {
  private final Matcher matcher;
  private final ActorIds ids;
  private final Map<String, String> seen = new HashMap<>();

  private Proposing(Registry registry) {
    matcher = new Matcher(registry);
    ids = new ActorIds(registry);
  }

  public static List<Proposal> of(List<Candidate> candidates, Registry registry) {
    Proposing proposing = new Proposing(registry);
    List<Proposal> proposals = new ArrayList<>(candidates.size());
    candidates.forEach(candidate -> proposals.add(proposing.propose(candidate)));
    return proposals;
  }

  private Proposal propose(Candidate candidate) {
    List<Matcher.Scored> scored = matcher.scores(candidate);
    String like = like(candidate);
    Matcher.Scored best = scored.isEmpty() ? null : scored.getFirst();
    if (best == null || best.score() < Matcher.MAYBE) {
      Comparison facts = Comparison.of(candidate, null, matcher.index());
      List<String> reasons = new ArrayList<>();
      if (best != null) {
        reasons.add("nearest is %s: %s".formatted(best.actor(), String.join(", ", best.reasons())));
      }
      return new Proposal(
          candidate,
          Verdict.NEW,
          null,
          best == null ? 0 : best.score(),
          reasons,
          facts.conflicts(),
          facts.adds(),
          ids.give(candidate),
          like);
    }
    Actor actor = matcher.index().entry(best.actor()).actor();
    Comparison facts = Comparison.of(candidate, actor, matcher.index());
    List<String> reasons = new ArrayList<>(best.reasons());
    Optional<Matcher.Scored> rival = rival(scored);
    rival.ifPresent(r -> reasons.add("nearly as like: %s (%.2f)".formatted(r.actor(), r.score())));
    boolean isSame = best.score() >= Matcher.SAME && rival.isEmpty();
    return new Proposal(
        candidate,
        isSame ? Verdict.SAME : Verdict.MAYBE,
        best.actor(),
        best.score(),
        reasons,
        facts.conflicts(),
        facts.adds(),
        ids.give(candidate),
        like);
  }

  /** Another that is nearly as likely; none beside one of the same Wikidata item. */
  private static Optional<Matcher.Scored> rival(List<Matcher.Scored> scored) {
    Matcher.Scored best = scored.getFirst();
    return best.isSameItem()
        ? Optional.empty()
        : scored.stream()
            .skip(1)
            .findFirst()
            .filter(second -> second.score() >= best.score() - Matcher.MARGIN);
  }

  /** The first candidate of this import with the same item, account or mission. */
  private @Nullable String like(Candidate candidate) {
    List<String> keys = new ArrayList<>();
    if (candidate.wikidata() != null) {
      keys.add(candidate.wikidata());
    }
    candidate.accounts().forEach(a -> keys.add(ActorIndex.handleKey(a.network(), a.handle())));
    Candidate.Mission mission = candidate.mission();
    if (mission != null && mission.city() != null) {
      keys.add(
          String.join(
              ">",
              candidate.country(),
              candidate.host(),
              mission.type().slug(),
              mission.city().toLowerCase(java.util.Locale.ROOT)));
    } else if (!candidate.isNameComposed()) {
      keys.add(candidate.voice() + candidate.name() + candidate.country());
    }
    String like = null;
    for (String key : keys) {
      String first = seen.putIfAbsent(key, candidate.place().key());
      if (first != null && like == null) {
        like = first;
      }
    }
    return like;
  }
}
