package org.chancery.simulator.cast;

import java.util.List;

/**
 * An account of an actor with its habits.
 *
 * @param home where its day goes by
 * @param postsPerDay mean over working days and weekends; 0 for the silent
 * @param popularity engagement per post relative to the mean of all, above 0
 * @param languages what it writes, the most used first
 * @param fridayWeekend whether its weekend is Friday and Saturday
 */
public record Diplomat(
    Account account,
    Kind kind,
    Country home,
    double postsPerDay,
    double popularity,
    List<String> languages,
    boolean fridayWeekend) {
  public Diplomat {
    languages = List.copyOf(languages);
  }

  public boolean isSilent() {
    return postsPerDay == 0;
  }
}
