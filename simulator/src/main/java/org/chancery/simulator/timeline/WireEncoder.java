package org.chancery.simulator.timeline;

import java.util.Optional;
import org.chancery.simulator.world.Happening;

/** Puts happenings into the wire form of one network. */
@FunctionalInterface
public interface WireEncoder {
  /** Empty for what is never on this wire. */
  Optional<WireEvent> encode(Happening happening);
}
