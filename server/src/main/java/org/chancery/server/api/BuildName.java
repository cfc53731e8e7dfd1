package org.chancery.server.api;

import org.chancery.server.hub.Surroundings;

/** The name of the running build: a page that was made by another one reloads itself. */
public final class BuildName {
  public static final String HEADER = "x-api-version";

  private BuildName() {}

  public static String of(Surroundings.Build build) {
    String commit = build.commit().replaceAll("[^A-Za-z0-9._-]", "");
    String version = build.version().replaceAll("[^A-Za-z0-9._-]", "");
    return commit.isEmpty() ? version : version + "+" + commit;
  }
}
