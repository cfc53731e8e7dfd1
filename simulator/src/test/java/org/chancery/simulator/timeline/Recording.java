package org.chancery.simulator.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chancery.simulator.TestWorlds;
import org.chancery.simulator.jetstream.JetstreamEncoder;
import org.chancery.simulator.speech.Languages;
import org.chancery.simulator.world.World;
import org.chancery.simulator.world.WorldPlan;

/** A world's history written to ledger and spool, without clock or sockets. */
public record Recording(Path ledger, Path spool, List<WireEvent> events) {
  public static Recording of(Path folder, long seed, int actors, Duration history)
      throws IOException {
    Files.createDirectories(folder);
    Path ledgerFile = folder.resolve("ledger.jsonl");
    Path spoolFile = folder.resolve("events.spool");
    List<WireEvent> events = new ArrayList<>();
    try (Ledger ledger = new Ledger(ledgerFile);
        Spool spool = new Spool(spoolFile)) {
      Timeline timeline = new Timeline(ledger, new JetstreamEncoder(), spool);
      World world =
          new World(
              TestWorlds.plan(seed, history),
              TestWorlds.cast(seed, actors, history),
              new Languages(),
              timeline);
      world.advanceTo(WorldPlan.micros(TestWorlds.START) - 1);
      timeline.publish();
      try (SpoolReader reader = SpoolReader.from(spool, 0)) {
        for (WireEvent event = reader.poll(); event != null; event = reader.poll())
          events.add(event);
      }
    }
    return new Recording(ledgerFile, spoolFile, events);
  }
}
