package org.chancery.ingest.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Changes gathered to be written in one transaction; of several observations of a post the best
 * stays. Not thread-safe.
 */
public final class Batch {
  final Map<UUID, Change.Post> posts = new LinkedHashMap<>();
  final Map<UUID, Change.Gone> gone = new LinkedHashMap<>();
  final Map<UUID, Change.Reaction> reactions = new LinkedHashMap<>();
  final Map<UUID, Change.Totals> totals = new LinkedHashMap<>();
  final Map<Integer, Change.AccountState> states = new HashMap<>();
  final List<Change.Audience> audiences = new ArrayList<>();
  final Map<String, Change.Progress> progress = new HashMap<>();
  final List<Change.Gap> gaps = new ArrayList<>();
  private int size;

  /** Takes one more change in. */
  public void add(Change change) {
    size++;
    switch (change) {
      case Change.Post post ->
          posts.merge(
              post.row().key(), post, (old, now) -> now.row().betterThan(old.row()) ? now : old);
      case Change.Gone deletion ->
          gone.merge(deletion.key(), deletion, (a, b) -> b.seen().isBefore(a.seen()) ? b : a);
      case Change.Reaction reaction -> reactions.putIfAbsent(reaction.key(), reaction);
      case Change.Totals observed ->
          totals.merge(
              observed.post(), observed, (old, now) -> now.seen().isAfter(old.seen()) ? now : old);
      case Change.Audience audience -> audiences.add(audience);
      case Change.Progress now -> progress.put(now.source(), now);
      case Change.Gap gap -> gaps.add(gap);
      case Change.AccountState state -> states.put(state.account(), state);
    }
  }

  /** Number of changes taken in, folded ones too. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }
}
