package org.chancery.server.api;

import org.chancery.server.hub.Surroundings;

/** The API of a hub, for tests of other packages. */
public final class Apis {
  private Apis() {}

  public static ApiHandler handler(Surroundings surroundings) {
    return TestHub.handler(surroundings, true);
  }
}
