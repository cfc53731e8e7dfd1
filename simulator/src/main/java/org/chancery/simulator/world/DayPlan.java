package org.chancery.simulator.world;

import org.chancery.simulator.cast.Diplomat;
import org.chancery.simulator.chance.Chance;

/**
 * Puts a day's business on the agenda. Speaking is a Poisson process whose rate follows the {@link
 * Rhythm}, drawn by thinning (Lewis and Shedler, 1979): moments at the peak rate, each kept with
 * the weight of its hour.
 */
final class DayPlan {
  private static final double SCENES = 0.7;
  private static final double APPROACHES_PER_OFFICE = 0.16;
  private static final double FOLLOWS_PER_OFFICE = 0.2;
  private static final double PROFILES = 3;
  private static final double RENAMES = 0.4;
  private static final double SWITCHES = 0.3;

  private final Stage stage;

  DayPlan(Stage stage) {
    this.stage = stage;
  }

  void plan(int day) {
    long from = stage.now();
    Chance chance = stage.chance;
    for (Diplomat who : stage.cast.diplomats()) {
      int candidates = chance.poisson(who.postsPerDay() / Rhythm.mean(who));
      for (int i = 0; i < candidates; i++) {
        long at = anyTime(from);
        if (chance.happens(Rhythm.weight(who, at))) stage.agenda.enter(at, new Action.Speak(who));
      }
      int approaches = chance.poisson(APPROACHES_PER_OFFICE * Math.min(3, who.popularity()));
      for (int i = 0; i < approaches; i++)
        stage.agenda.enter(anyTime(from), new Action.Approach(who));
      if (!who.isSilent() && chance.happens(FOLLOWS_PER_OFFICE)) {
        stage.agenda.enter(anyTime(from), new Action.Follow(who));
      }
    }
    if (chance.happens(SCENES)) stage.agenda.enter(anyTime(from), new Action.OpenScene());
    rarely(from, PROFILES, Action.Describe::new);
    rarely(from, RENAMES, Action.Rename::new);
    rarely(from, SWITCHES, who -> new Action.SwitchOff(who.account(), "deactivated", true));
    rarely(
        from,
        SWITCHES,
        who -> new Action.SwitchOff(stage.stranger(), chance.pick(Upkeep.statuses()), false));
    stage.agenda.enter(from + Rhythm.DAY, new Action.PlanDay(day + 1));
  }

  private interface Rare {
    Action of(Diplomat who);
  }

  private void rarely(long from, double mean, Rare rare) {
    int count = stage.chance.poisson(mean);
    for (int i = 0; i < count; i++) {
      Diplomat who = stage.chance.pick(stage.cast.diplomats());
      if (!who.isSilent()) stage.agenda.enter(anyTime(from), rare.of(who));
    }
  }

  private long anyTime(long from) {
    return from + (long) (stage.chance.nextDouble() * Rhythm.DAY);
  }
}
