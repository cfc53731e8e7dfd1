package org.chancery.simulator.world;

import java.util.List;
import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.atproto.StrongRef;
import org.chancery.simulator.cast.Account;

/**
 * Something that happened in the world, in no network's wire form. {@code timeMicros} is the
 * simulated moment, Unix microseconds, strictly increasing over a world; {@code rev} is the
 * revision of the author's repository.
 */
public sealed interface Happening {
  long timeMicros();

  /** Whose act it is. */
  Account who();

  default List<Oddity> oddities() {
    return List.of();
  }

  /** A post was published. */
  record PostMade(long timeMicros, Post post, String rev, List<Oddity> oddities)
      implements Happening {
    public PostMade {
      oddities = List.copyOf(oddities);
    }

    @Override
    public Account who() {
      return post.author();
    }

    /** The same commit at another moment. */
    PostMade at(long micros, List<Oddity> why) {
      return new PostMade(micros, post, rev, why);
    }
  }

  /** A post was replaced by a new version under the same key. */
  record PostEdited(long timeMicros, Post post, String rev) implements Happening {
    @Override
    public Account who() {
      return post.author();
    }
  }

  /** A mark on another's post: a like or a repost. */
  record Marked(
      long timeMicros,
      Account who,
      Collection collection,
      String rkey,
      String rev,
      String cid,
      long createdMicros,
      StrongRef subject)
      implements Happening {}

  /** An account follows another. */
  record Followed(
      long timeMicros,
      Account who,
      String rkey,
      String rev,
      String cid,
      long createdMicros,
      Account subject)
      implements Happening {}

  /** A record was deleted: a post, a like, a repost or a follow. */
  record Removed(
      long timeMicros,
      Account who,
      Collection collection,
      String rkey,
      String rev,
      List<Oddity> oddities)
      implements Happening {
    public Removed {
      oddities = List.copyOf(oddities);
    }
  }

  /** A profile was written. */
  record ProfileSet(
      long timeMicros, Account who, String rev, String cid, String displayName, String description)
      implements Happening {}

  /** A handle changed. */
  record Renamed(long timeMicros, Account who, String handle, long sequence) implements Happening {}

  /**
   * An account was switched off ({@code deactivated}, {@code takendown}, {@code deleted}) or on
   * again.
   */
  record Switched(long timeMicros, Account who, boolean active, String status, long sequence)
      implements Happening {}

  /** A stranger's act that concerns no actor. */
  record Foreign(Happening act) implements Happening {
    @Override
    public long timeMicros() {
      return act.timeMicros();
    }

    @Override
    public Account who() {
      return act.who();
    }
  }

  /** A line on the wire that is no event; {@code who} is the author of what was cut. */
  record Garbled(long timeMicros, Account who, Happening cut) implements Happening {
    @Override
    public List<Oddity> oddities() {
      return List.of(Oddity.MALFORMED);
    }
  }

  /**
   * Something befell the world that makes many speak. It is in the ledger only, never on the wire.
   */
  record SceneOpened(long timeMicros, Account who, Scene scene, int expected)
      implements Happening {}
}
