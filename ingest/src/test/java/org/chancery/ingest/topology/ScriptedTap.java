package org.chancery.ingest.topology;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.jspecify.annotations.Nullable;

/** A tap that gives written batches, as far as it is let; the cursor is the number given so far. */
record ScriptedTap(String source, boolean live) implements Tap {
  private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();

  /** What a tap gives, shared with the test; the tap itself is serialised by the engine. */
  static final class Script {
    final List<List<Event>> batches;
    final AtomicInteger let;
    final AtomicInteger given = new AtomicInteger();

    /** Where it begins when nothing was heard, as "now" would be. */
    volatile @Nullable String beginning;

    Script(List<List<Event>> batches, int let) {
      this.batches = batches;
      this.let = new AtomicInteger(let);
    }
  }

  static Script script(String source, List<List<Event>> batches, int let) {
    Script script = new Script(batches, let);
    SCRIPTS.put(source, script);
    return script;
  }

  @Override
  public Network network() {
    return Network.BLUESKY;
  }

  @Override
  public @Nullable String beginning() {
    return SCRIPTS.get(source).beginning;
  }

  @Override
  public boolean before(String first, String second) {
    return Integer.parseInt(first) < Integer.parseInt(second);
  }

  @Override
  public TapReader open(@Nullable String cursor, String part) {
    Script script = SCRIPTS.get(source);
    return new TapReader() {
      private int at = cursor == null ? 0 : Integer.parseInt(cursor);

      @Override
      public TapBatch poll() throws InterruptedException {
        String state = live ? "live" : "loading";
        if (at >= Math.min(script.let.get(), script.batches.size())) {
          Thread.sleep(20);
          return TapBatch.nothing(at == 0 ? null : Integer.toString(at), state, null);
        }
        List<Event> events = script.batches.get(at);
        at++;
        script.given.incrementAndGet();
        boolean last = !live && at == script.batches.size();
        return new TapBatch(
            events,
            Integer.toString(at),
            Map.of("records", (long) events.size()),
            List.of(),
            last ? "finished" : state,
            null,
            last);
      }

      @Override
      public void close() {}
    };
  }
}
