package org.chancery.simulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The samples beside the project; where they are absent a test says so by name and is skipped. */
public final class Shared {
  private Shared() {}

  /** A file of the samples, or a skipped test. */
  public static Path file(String name) {
    String root = System.getProperty("chancery.shared", "");
    Path path = Path.of(root).resolve(name);
    assumeTrue(!root.isEmpty() && Files.isReadable(path), "left out: needs ../shared/" + name);
    return path;
  }
}
