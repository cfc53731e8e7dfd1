package org.chancery.ingest.source.x;

import java.io.Serializable;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.chancery.core.event.AccountRef;
import org.chancery.ingest.egress.Egress;

/**
 * What reading X shares with the program around it. The engine serialises its taps, so they carry a
 * {@link Ref} and look this up in their process. Thread-safe.
 *
 * @param listed accounts of X that are listed now, asked anew now and then
 * @param brought native ids of the posts that the API brought and that are still kept
 */
public record XWays(
    Egress egress,
    Supplier<Collection<AccountRef>> listed,
    Supplier<Collection<String>> brought,
    InstantSource clock) {
  private static final Map<String, XWays> WAYS = new ConcurrentHashMap<>();

  /** Makes them known to jobs of this process under a name. */
  public Ref register(String name) {
    WAYS.put(name, this);
    return new Ref(name);
  }

  /** The name of ways; can be serialised. */
  public record Ref(String name) implements Serializable {
    XWays get() {
      XWays ways = WAYS.get(name);
      if (ways == null) {
        throw new IllegalStateException("no ways to X are called " + name);
      }
      return ways;
    }
  }
}
