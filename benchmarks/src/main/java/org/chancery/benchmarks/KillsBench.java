package org.chancery.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills the real program with SIGKILL at random moments, during import and while it listens, and
 * compares what it holds in the end with what was given: nothing lost, nothing counted twice.
 */
@Command(
    name = "kills",
    mixinStandardHelpOptions = true,
    description = "kill -9 at random moments of import and live, against file and ledger.")
final class KillsBench implements Callable<Integer> {
  @Option(names = "--times", description = "Kills of each kind (default: 20).")
  private int times = 20;

  @Option(names = "--posts", description = "Posts of the import (default: 150000).")
  private int posts = 150_000;

  @Option(names = "--seed", description = "Seed (default: 1).")
  private long seed = 1;

  @Override
  public Integer call() throws Exception {
    Path work = Files.createTempDirectory("chancery-kills");
    boolean good = imports(work) & live(work);
    System.out.println(good ? "0 lost, 0 counted twice" : "NOT what was given");
    return good ? 0 : 1;
  }

  private boolean imports(Path work) throws Exception {
    Random random = new Random(seed);
    Path file = work.resolve("posts.jsonl");
    Map<String, Long> given = new TreeMap<>();
    Files.write(file, ImportFile.lines(posts, seed, given));
    Path registry = ImportFile.registry(work.resolve("registry"), seed);
    List<String> command =
        List.of(
            "import",
            "--data",
            work.resolve("import").toString(),
            "--registry",
            registry.toString(),
            file.toString());
    int killed = 0;
    for (int attempt = 0; killed < times && attempt < times * 3; attempt++) {
      Process run = Program.start(work.resolve("import.log"), command);
      long wait = 2_000 + random.nextInt(14_000);
      if (run.waitFor(wait, TimeUnit.MILLISECONDS)) {
        System.out.printf("  import ended with %d before its kill%n", run.exitValue());
        break;
      }
      run.destroyForcibly().waitFor();
      killed++;
    }
    Process last = Program.start(work.resolve("import.log"), command);
    int code = last.waitFor();
    try (Program.Served hub = Program.serve(work.resolve("import"), registry, List.of())) {
      Map<String, Long> stored = hub.postsByActor();
      boolean same = stored.equals(given) && code == 0;
      System.out.printf(
          "import: killed %d times, then ended with %d; %,d posts given, %,d counted: %s%n",
          killed, code, sum(given), sum(stored), same ? "equal for each actor" : "DIFFERENT");
      return same & sound(work.resolve("import"), hub, work);
    }
  }

  private boolean live(Path work) throws Exception {
    Random random = new Random(seed + 1);
    try (Program.World world = Program.world(work.resolve("world"), seed)) {
      List<String> listen =
          List.of("--jetstream", world.jetstream(), "--jetstream-from", world.historyFrom());
      Path data = work.resolve("live");
      for (int i = 0; i < times; i++) {
        Process run =
            Program.start(
                work.resolve("live.log"), Program.serving(data, world.registry(), listen));
        Thread.sleep(4_000 + random.nextInt(12_000));
        run.destroyForcibly().waitFor();
      }
      try (Program.Served hub = Program.serve(data, world.registry(), listen)) {
        String until = world.awaitHeard(hub);
        Map<String, Long> stored = hub.postsByActorUntil(until);
        Map<String, Long> given = Ledger.postsByActor(world.ledger(), until, hub.newest());
        boolean same = stored.equals(given);
        System.out.printf(
            "live: killed %d times; until %s the ledger has %,d posts, the hub %,d: %s%n",
            times, until, sum(given), sum(stored), same ? "equal for each actor" : "DIFFERENT");
        return same & sound(data, hub, work);
      }
    }
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Ends the hub and lets it recount its own rollups. */
  private static boolean sound(Path data, Program.Served hub, Path work) throws Exception {
    hub.close();
    Process check =
        Program.start(
            work.resolve("check.log"), List.of("rollups", "check", "--data", data.toString()));
    boolean sound = check.waitFor() == 0;
    System.out.println("  rollups equal a recount: " + sound);
    return sound;
  }
}
