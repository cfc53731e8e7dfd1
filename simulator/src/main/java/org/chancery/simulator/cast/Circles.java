package org.chancery.simulator.cast;

import java.util.ArrayList;
import java.util.List;
import org.chancery.simulator.chance.Chance;

/**
 * Draws for each diplomat the few others it deals with: the near, the popular, those of the same
 * language.
 */
final class Circles {
  private static final int SIZE = 14;
  private static final double NEAR_KM = 3_000;

  private Circles() {}

  static List<List<Integer>> draw(List<Diplomat> diplomats, Chance chance) {
    List<List<Integer>> circles = new ArrayList<>();
    for (int i = 0; i < diplomats.size(); i++) circles.add(circle(i, diplomats, chance));
    return circles;
  }

  /** Weighted sampling without replacement by keys (Efraimidis and Spirakis, 2006). */
  private static List<Integer> circle(int self, List<Diplomat> diplomats, Chance chance) {
    Diplomat me = diplomats.get(self);
    record Keyed(int position, double key) {}
    List<Keyed> keyed = new ArrayList<>();
    for (int i = 0; i < diplomats.size(); i++) {
      double draw = chance.nextDouble();
      if (i != self)
        keyed.add(new Keyed(i, StrictMath.log(1 - draw) / affinity(me, diplomats.get(i))));
    }
    keyed.sort((a, b) -> Double.compare(b.key(), a.key()));
    return keyed.stream().limit(SIZE).map(Keyed::position).toList();
  }

  private static double affinity(Diplomat me, Diplomat other) {
    double near = 0.08 + StrictMath.exp(-me.home().kilometresTo(other.home()) / NEAR_KM);
    double speaks = me.languages().get(0).equals(other.languages().get(0)) ? 1.6 : 1;
    return near * speaks * (0.2 + StrictMath.sqrt(other.popularity()));
  }
}
