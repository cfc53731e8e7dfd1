package org.chancery.simulator.world;

import org.chancery.simulator.cast.Diplomat;

/**
 * When offices are awake. Weights are relative to the busiest hour of a working day, 0..1; the
 * local hour follows from the longitude (15 degrees an hour), not from political time zones.
 */
final class Rhythm {
  static final long SECOND = 1_000_000L;
  static final long HOUR = 3_600 * SECOND;
  static final long DAY = 24 * HOUR;

  private static final double WEEKEND = 0.35;
  private static final double[] OFFICE = {
    .02, .01, .01, .01, .02, .05, .12, .30, .62, .90, 1.0, .98, .80, .72, .88, .95, .90, .70, .45,
    .30, .20, .14, .08, .04
  };
  private static final double[] PERSON = {
    .06, .03, .02, .02, .03, .07, .20, .45, .70, .85, .90, .85, .75, .72, .75, .80, .85, .88, .90,
    .95, 1.0, .80, .45, .18
  };

  private Rhythm() {}

  /** The weight at a moment for one diplomat. */
  static double weight(Diplomat who, long micros) {
    long local = micros + (long) (who.home().longitude() / 15 * HOUR);
    double[] hours = who.kind().isPerson() ? PERSON : OFFICE;
    double ofHour = hours[(int) (Math.floorMod(local, DAY) / HOUR)];
    return isWeekend(local, who.fridayWeekend()) ? ofHour * WEEKEND : ofHour;
  }

  /** The mean weight over a week: what thinning must divide by. */
  static double mean(Diplomat who) {
    double sum = 0;
    for (double w : who.kind().isPerson() ? PERSON : OFFICE) sum += w;
    return sum / 24 * (5 + 2 * WEEKEND) / 7;
  }

  private static boolean isWeekend(long localMicros, boolean friday) {
    // 1970-01-01 was a Thursday
    int sinceThursday = (int) Math.floorMod(Math.floorDiv(localMicros, DAY), 7L);
    return friday
        ? sinceThursday == 1 || sinceThursday == 2
        : sinceThursday == 2 || sinceThursday == 3;
  }
}
