package org.chancery.ingest.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Changes gathered to be written in one transaction; several observations of a post are folded into
 * one. Not thread-safe.
 */
public final class Batch {
  final Map<UUID, Observed> posts = new LinkedHashMap<>();
  final Map<UUID, Change.DisplayOnly> displayOnly = new LinkedHashMap<>();
  final Map<UUID, Change.Gone> gone = new LinkedHashMap<>();
  final Map<UUID, Change.Reaction> reactions = new LinkedHashMap<>();
  final Map<UUID, Change.Totals> totals = new LinkedHashMap<>();
  final Map<Integer, Change.AccountState> states = new HashMap<>();
  final List<Change.Audience> audiences = new ArrayList<>();
  final Map<String, Change.Progress> progress = new HashMap<>();
  final Map<String, Change.Place> places = new HashMap<>();
  final List<Change.Gap> gaps = new ArrayList<>();
  final List<Change.IdentityAlert> alerts = new ArrayList<>();
  final List<Change.Ties> ties = new ArrayList<>();
  private int size;
  private long characters;

  /** Takes one more change in. */
  public void add(Change change) {
    size++;
    switch (change) {
      case Change.Post post -> {
        characters += post.row().text().length() + post.row().tsvector().length();
        posts.merge(post.row().key(), Observed.of(post), Observed::with);
      }
      case Change.DisplayOnly mark -> displayOnly.putIfAbsent(mark.key(), mark);
      case Change.Gone deletion -> gone.merge(deletion.key(), deletion, Change.Gone::with);
      case Change.Reaction reaction ->
          reactions.merge(reaction.key(), reaction, Change.Reaction::with);
      case Change.Totals observed -> {
        if (observed.engagement().known()) {
          totals.merge(observed.post(), observed, Change.Totals::with);
        }
      }
      case Change.Audience audience -> audiences.add(audience);
      case Change.Progress now -> progress.put(now.source(), now);
      case Change.Place place -> places.put(place.source() + " " + place.lane(), place);
      case Change.Gap gap -> gaps.add(gap);
      case Change.IdentityAlert alert -> alerts.add(alert);
      case Change.Ties told -> ties.add(told);
      case Change.AccountState state ->
          states.merge(state.account(), state, Change.AccountState::with);
    }
  }

  /** Length of all texts and their words for search, which is what a batch weighs in memory. */
  public long characters() {
    return characters;
  }

  /** Number of changes taken in, folded ones too. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }
}
