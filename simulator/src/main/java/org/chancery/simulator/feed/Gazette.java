package org.chancery.simulator.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.chancery.simulator.http.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What a ministry publishes: its feed shows the newest entries only. Keeps the ledger of what a
 * reader was told whole. Thread-safe.
 */
public final class Gazette {
  /** A span in which entries came and went untold: after the first moment, before the second. */
  public record Lost(Instant from, Instant to, int entries) {}

  private final Format format;
  private final int shown;
  private final List<Item> items = new ArrayList<>();
  private final BitSet told = new BitSet();
  private final List<Lost> lost = new ArrayList<>();
  private @Nullable Instant toldAt;
  private int revision;

  /**
   * @param shown how many entries the feed shows
   */
  public Gazette(Format format, int shown) {
    this.format = format;
    this.shown = shown;
  }

  Format format() {
    return format;
  }

  /** Publishes an entry and tells its number. */
  public synchronized int publish(String title, Instant at) {
    items.add(new Item(items.size(), title, "By the spokesperson: " + title, at, at));
    revision++;
    return items.size() - 1;
  }

  /** Changes the title of an entry. */
  public synchronized void edit(int number, String title, Instant at) {
    Item before = items.get(number);
    items.set(
        number, new Item(number, title, "By the spokesperson: " + title, before.published(), at));
    revision++;
  }

  /** All that was published, whether the feed still shows it or not. */
  public synchronized List<Item> items() {
    return List.copyOf(items);
  }

  /** Grows with each change. */
  synchronized int revision() {
    return revision;
  }

  synchronized Instant changed() {
    return items.stream().map(Item::changed).max(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /** What the feed shows, newest first unless that is the fault. */
  synchronized List<Item> shown(@Nullable Fault fault) {
    List<Item> page =
        new ArrayList<>(items.subList(Math.max(0, items.size() - shown), items.size()).reversed());
    if (fault == Fault.OUT_OF_ORDER) {
      Collections.shuffle(page, new Random(items.size()));
    } else if (fault == Fault.DUPLICATED) {
      page.addAll(List.copyOf(page));
    }
    return page;
  }

  /** The feed is told whole, or truly that nothing of it changed. */
  synchronized void told(Instant now) {
    int from = Math.max(0, items.size() - shown);
    int scrolled = 0;
    for (int number = told.length(); number < from; number++) {
      scrolled++;
    }
    if (scrolled > 0 && toldAt != null) {
      lost.add(new Lost(toldAt, now, scrolled));
    }
    told.set(from, items.size());
    toldAt = now;
  }

  /** Numbers of the entries that were told whole. */
  public synchronized List<Integer> heard() {
    return told.stream().boxed().toList();
  }

  /** What came and went between two readings. */
  public synchronized List<Lost> lost() {
    return List.copyOf(lost);
  }
}
