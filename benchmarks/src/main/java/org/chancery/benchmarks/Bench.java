package org.chancery.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./bench NAME}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Comparisons, each a ratio against a named floor measured in the same run.",
    subcommands = {
      TopologyBench.class,
      DecodeBench.class,
      IngestBench.class,
      LoadBench.class,
      QueriesBench.class,
      KillsBench.class,
      FeedsBench.class
    })
public final class Bench implements Runnable {
  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }
}
