package org.chancery.server.hub;

import java.time.InstantSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.chancery.ingest.topology.Directory;
import org.chancery.ingest.topology.LiveBoard;

/**
 * What answers are made from. Immutable; its parts are safe to share.
 *
 * @param directory the registry in force
 * @param clock the hub's only clock: the simulator's in the demo
 * @param simulated whether everything shown is invented
 * @param speed simulated seconds per real second, 1 outside the demo
 */
public record Surroundings(
    DataSource store,
    Supplier<Directory> directory,
    LiveBoard board,
    InstantSource clock,
    boolean simulated,
    double speed,
    Build build) {

  /** Which program this is. */
  public record Build(String version, String commit, String time) {}
}
