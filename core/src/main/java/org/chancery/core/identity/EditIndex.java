package org.chancery.core.identity;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Finds the texts within one or two edits of a given one, among many, without comparing with each.
 * Two texts within d edits have a common text after at most d deletions from each (symmetric
 * deletes: Garbe 2012, SymSpell, after Mor and Fraenkel 1982). Kept are not the texts but 64-bit
 * polynomial sums of them, which for a text without one or two letters follow in constant time from
 * sums of its beginnings. A wrong candidate is possible and is told apart by the true distance; a
 * missing one is not. Immutable, thread-safe.
 */
final class EditIndex {
  private static final long BASE = 0x9E3779B97F4A7C15L;
  private static final int LONGEST = 64;
  private static final long[] POWERS = new long[LONGEST + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= LONGEST; i++) {
      POWERS[i] = POWERS[i - 1] * BASE;
    }
  }

  /** How many edits may part a text of a length from another. */
  @FunctionalInterface
  interface Reach {
    int of(int length);
  }

  private final Reach reach;
  private final long[] sums;
  private final int[] entries;
  private final int mask;

  /** An index of texts; a find tells their places in the list. Longer ones than 64 are left out. */
  EditIndex(List<String> texts, Reach reach) {
    this.reach = reach;
    int[] size = {0};
    for (String text : texts) {
      deletions(text, reach.of(text.length()), sum -> size[0]++);
    }
    int capacity = Integer.highestOneBit(Math.max(8, size[0] * 2 - 1)) << 1;
    this.sums = new long[capacity];
    this.entries = new int[capacity];
    this.mask = capacity - 1;
    Arrays.fill(entries, -1);
    for (int i = 0; i < texts.size(); i++) {
      int entry = i;
      deletions(texts.get(i), reach.of(texts.get(i).length()), sum -> put(sum, entry));
    }
  }

  @FunctionalInterface
  private interface Sums {
    void take(long sum);
  }

  /** Sums of the text without up to {@code most} of its characters. */
  private static void deletions(String text, int most, Sums into) {
    int n = text.length();
    if (most <= 0 || n == 0 || n > LONGEST) {
      return;
    }
    long[] begin = new long[n + 1];
    for (int i = 0; i < n; i++) {
      begin[i + 1] = begin[i] * BASE + text.charAt(i) + 1;
    }
    long whole = begin[n];
    into.take(whole);
    for (int i = 0; i < n; i++) {
      long head = begin[i];
      long withoutOne = head * POWERS[n - i - 1] + tail(begin, n, i + 1);
      into.take(withoutOne);
      if (most > 1) {
        for (int j = i + 1; j < n; j++) {
          long middle = begin[j] - begin[i + 1] * POWERS[j - i - 1];
          into.take(
              (head * POWERS[j - i - 1] + middle) * POWERS[n - j - 1] + tail(begin, n, j + 1));
        }
      }
    }
  }

  private static long tail(long[] begin, int n, int from) {
    return begin[n] - begin[from] * POWERS[n - from];
  }

  private int slot(long sum) {
    long mixed = (sum ^ sum >>> 32) * 0xD6E8FEB86659FD93L;
    return (int) (mixed >>> 32) & mask;
  }

  private void put(long sum, int entry) {
    int slot = slot(sum);
    while (entries[slot] >= 0) {
      if (sums[slot] == sum && entries[slot] == entry) {
        return;
      }
      slot = slot + 1 & mask;
    }
    sums[slot] = sum;
    entries[slot] = entry;
  }

  /** Tells the places of all texts that may lie within reach, each once. */
  void candidates(String text, IntConsumer each) {
    BitSet told = new BitSet(0);
    deletions(
        text,
        Math.max(reach.of(text.length()), reach.of(text.length() + 2)),
        sum -> {
          for (int slot = slot(sum); entries[slot] >= 0; slot = slot + 1 & mask) {
            if (sums[slot] == sum && !told.get(entries[slot])) {
              told.set(entries[slot]);
              each.accept(entries[slot]);
            }
          }
        });
  }
}
