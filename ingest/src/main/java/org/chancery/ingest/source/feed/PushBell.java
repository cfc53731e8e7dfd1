package org.chancery.ingest.source.feed;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * Rung where a hub has told of news, heard where feeds are visited. Nobody may be listening: then
 * the feed is visited when the next one does ({@code feed_subscription.pushed}). Thread-safe.
 */
public final class PushBell {
  private final Set<Consumer<String>> ears = new CopyOnWriteArraySet<>();

  /** A feed was pushed. */
  public void ring(String feed) {
    ears.forEach(ear -> ear.accept(feed));
  }

  void heardBy(Consumer<String> ear) {
    ears.add(ear);
  }

  void heardNoMoreBy(Consumer<String> ear) {
    ears.remove(ear);
  }
}
