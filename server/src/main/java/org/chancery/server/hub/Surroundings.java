package org.chancery.server.hub;

import java.time.InstantSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.chancery.ingest.source.feed.websub.PushDoor;
import org.chancery.ingest.topology.Directory;
import org.chancery.ingest.topology.LiveBoard;
import org.jspecify.annotations.Nullable;

/**
 * What answers are made from. Immutable; its parts are safe to share.
 *
 * @param directory the registry in force
 * @param clock the hub's only clock: the simulator's in the demo
 * @param simulated whether everything shown is invented
 * @param speed simulated seconds per real second, 1 outside the demo
 * @param contact where readers report errors; null where nobody said so
 * @param door where hubs of feeds push; null where they cannot
 */
public record Surroundings(
    DataSource store,
    Supplier<Directory> directory,
    LiveBoard board,
    InstantSource clock,
    boolean simulated,
    double speed,
    Build build,
    @Nullable Contact contact,
    @Nullable PushDoor door) {

  /** Without contact and door. */
  public Surroundings(
      DataSource store,
      Supplier<Directory> directory,
      LiveBoard board,
      InstantSource clock,
      boolean simulated,
      double speed,
      Build build) {
    this(store, directory, board, clock, simulated, speed, build, null, null);
  }

  /** The same, with a door for hubs. */
  public Surroundings with(@Nullable PushDoor other) {
    return new Surroundings(
        store, directory, board, clock, simulated, speed, build, contact, other);
  }

  /** Which program this is. */
  public record Build(String version, String commit, String time) {}
}
