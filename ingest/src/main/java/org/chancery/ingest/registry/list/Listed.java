package org.chancery.ingest.registry.list;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was read from lists. Immutable. */
public record Listed(List<Candidate> candidates, List<Reject> rejects) {
  public Listed {
    candidates = List.copyOf(candidates);
    rejects = List.copyOf(rejects);
  }

  public Map<RejectCause, Integer> rejectsByCause() {
    Map<RejectCause, Integer> counts = new EnumMap<>(RejectCause.class);
    rejects.forEach(reject -> counts.merge(reject.cause(), 1, Integer::sum));
    return counts;
  }
}
