package org.chancery.server.cli;

import org.chancery.server.hub.Surroundings;
import picocli.CommandLine.IVersionProvider;

/** Which program this is; the launcher tells the commit. */
final class BuildInfo implements IVersionProvider {
  private static final String VERSION = "0.1.0";

  static Surroundings.Build build() {
    return new Surroundings.Build(
        VERSION,
        System.getProperty("chancery.commit", "unknown"),
        System.getProperty("chancery.built", "unknown"));
  }

  @Override
  public String[] getVersion() {
    Surroundings.Build build = build();
    return new String[] {"chancery %s (%s)".formatted(build.version(), build.commit())};
  }
}
