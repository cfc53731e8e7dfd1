package org.chancery.ingest.source.feed;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.chancery.ingest.source.feed.websub.PushDoor;

/**
 * What hubs change about when feeds are visited. A hub is believed once a push of it came, and no
 * more when a visit finds news or edits of which no push told: a feed of a believed hub is visited
 * less often, but visited. Guarded by its schedule.
 */
final class Pushing {
  /** Least time between two visits of a feed whose hub is believed. */
  static final Duration WHEN_BELIEVED = Duration.ofHours(3);

  /**
   * When a push brought nothing new: what the feed's server hands out may be old for a while. Such
   * a visit is owed to the push, so that its news are the hub's.
   */
  static final Duration ONCE_MORE = Duration.ofMinutes(10);

  private final Set<String> pushed = new HashSet<>();
  private final Set<String> postponed = new HashSet<>();
  private final Set<String> owed = new HashSet<>();
  private final Set<String> believed = new HashSet<>();

  /** What was pushed while nobody listened. */
  void recall(FeedStates states) throws SQLException {
    pushed.addAll(states.pushed());
  }

  /** Reads which hubs are believed and keep their lease. */
  void refresh(FeedStates states, Instant now) throws SQLException {
    Set<String> known = states.believed(now);
    believed.clear();
    believed.addAll(known);
  }

  void push(String feed) {
    pushed.add(feed);
    believed.add(feed);
  }

  /** Whether a feed is visited because it was pushed; a push that comes later is another one. */
  boolean takePush(String feed) {
    boolean before = postponed.remove(feed);
    return pushed.remove(feed) || before;
  }

  /** The same feed, due sooner where it was pushed and nothing speaks against asking it. */
  FeedState hastened(FeedState feed, Instant now) {
    if (!pushed.contains(feed.feed()) || feed.due() == null || feed.failures() > 0) {
      return feed;
    }
    Instant floor = feed.asked() == null ? now : feed.asked().plus(PushDoor.FLOOR);
    Instant soon = floor.isBefore(now) ? now : floor;
    return soon.isBefore(feed.due()) ? feed.dueAt(soon) : feed;
  }

  /**
   * Paces a visit.
   *
   * @param wasPushed whether it was because of a push
   * @param first whether the feed was never read before: then its hub could tell of nothing
   */
  FeedVisit paced(
      FeedVisit visit, boolean wasPushed, boolean first, Instant now, RandomGenerator chance) {
    FeedState after = visit.after();
    if (visit.ending() != FeedVisit.Ending.READ) {
      if (wasPushed && visit.ending() == FeedVisit.Ending.POSTPONED) {
        postponed.add(after.feed());
      }
      return visit;
    }
    boolean news = !visit.events().isEmpty();
    boolean wasOwed = owed.remove(after.feed());
    if (wasPushed && !news) {
      owed.add(after.feed());
      Instant again = now.plus(FeedPace.jittered(ONCE_MORE, chance));
      return visit.paced(again.isBefore(after.due()) ? again : after.due(), false);
    }
    if (!believed.contains(after.feed())) {
      return visit;
    }
    boolean wasTold = wasPushed || wasOwed || pushed.contains(after.feed());
    if (news && !wasTold && !first) {
      believed.remove(after.feed());
      return visit.paced(after.due(), true);
    }
    Instant later = now.plus(FeedPace.jittered(WHEN_BELIEVED, chance));
    return later.isAfter(after.due()) ? visit.paced(later, false) : visit;
  }
}
