package org.chancery.core.event;

import java.time.Instant;

/**
 * Something a network said, in one neutral form for all networks. Immutable. The order of events of
 * one author is kept through the pipeline; between authors there is none.
 */
public sealed interface Event
    permits PostSeen,
        PostEdited,
        PostDeleted,
        ReactionSeen,
        ReactionGone,
        EngagementSeen,
        AccountSeen,
        AccountStateChanged,
        TieSeen,
        TieGone,
        FollowListSeen {

  Network network();

  /** When the source showed it to us, or the newest moment it vouches for. */
  Instant seen();

  /**
   * Deterministic: the same thing heard twice, from any source, has the same id. Network, kind,
   * native id and version, joined by a bar.
   */
  String eventId();

  /** Events with the same key are handled in the order in which they came. */
  String orderKey();
}
