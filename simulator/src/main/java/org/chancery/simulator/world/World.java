package org.chancery.simulator.world;

import java.util.List;
import java.util.function.Consumer;
import org.chancery.simulator.cast.Cast;
import org.chancery.simulator.cast.Names;
import org.chancery.simulator.chance.Chance;
import org.chancery.simulator.speech.Languages;

/**
 * The world: a discrete-event simulation that moves only when told how far. What happens does not
 * depend on the steps in which it is moved, so history and live are one. Not thread-safe: one
 * thread moves it.
 */
public final class World {
  /** Invented places of ordinary bad news. */
  static final List<String> PLACES =
      List.of(
          "Quillmora",
          "Bex Harbour",
          "Upper Tansel",
          "Ormavent",
          "Port Ilune",
          "Dorrisand",
          "Caldumere",
          "Venshire");

  private final Stage stage;
  private final Speaking speaking;
  private final Crowd crowd;
  private final Oddities oddities;
  private final Scenes scenes;
  private final Upkeep upkeep;
  private final DayPlan dayPlan;
  private final Load load;

  /**
   * @param audience hears of each happening, in order, on the thread that moves the world
   */
  public World(WorldPlan plan, Cast cast, Languages languages, Consumer<Happening> audience) {
    Chance chance = new Chance(plan.seed());
    this.stage = new Stage(cast, languages, chance.split("world"), audience);
    Pen pen = new Pen(stage, stage.chance);
    this.crowd = new Crowd(stage, pen);
    this.oddities = new Oddities(stage, chance.split("oddities"));
    this.speaking = new Speaking(stage, pen, crowd, oddities);
    this.scenes = new Scenes(stage, speaking, new Names(chance.split("places")));
    this.upkeep = new Upkeep(stage);
    this.dayPlan = new DayPlan(stage);
    long start = WorldPlan.micros(plan.start());
    double extra = plan.extraPerSimulatedSecond();
    this.load =
        new Load(
            stage, chance.split("load"), start, extra == 0 ? Rhythm.DAY : 1e6 / extra, plan.seed());
    stage.agenda.enter(WorldPlan.micros(plan.historyFrom()), new Action.PlanDay(0));
    if (extra > 0) load.begin();
    if (plan.malformed()) stage.agenda.enter(start + Rhythm.HOUR / 60, new Action.Garble());
  }

  /** Lets everything happen up to and including the moment, Unix microseconds. */
  public void advanceTo(long micros) {
    for (Agenda.Entry next = stage.agenda.pollUntil(micros);
        next != null;
        next = stage.agenda.pollUntil(micros)) {
      stage.setNow(next.timeMicros());
      perform(next.action());
    }
  }

  /** How many actions wait. */
  public int pending() {
    return stage.agenda.size();
  }

  private void perform(Action action) {
    switch (action) {
      case Action.PlanDay plan -> dayPlan.plan(plan.day());
      case Action.Speak speak -> speaking.speak(speak.who());
      case Action.Answer answer -> speaking.answer(answer.who(), answer.post());
      case Action.AnswerStranger answer ->
          speaking.answerStranger(answer.who(), answer.post(), answer.language());
      case Action.Like like -> crowd.like(like.post());
      case Action.CrowdRepost repost -> crowd.repost(repost.post());
      case Action.CrowdReply reply -> crowd.reply(reply.post());
      case Action.Approach approach -> crowd.approach(approach.office());
      case Action.Unmark unmark -> crowd.unmark(unmark.who(), unmark.collection(), unmark.rkey());
      case Action.Retract retract -> speaking.retract(retract.post());
      case Action.Revise revise -> speaking.revise(revise.post());
      case Action.SendAgain again -> oddities.sendAgain(again.what());
      case Action.ComeAfterDelete late -> oddities.comeAfterDelete(late.what());
      case Action.OpenScene scene -> scenes.open();
      case Action.React react -> scenes.react(react.who(), react.scene());
      case Action.Murmur murmur -> crowd.murmur(murmur.scene());
      case Action.Follow follow -> upkeep.follow(follow.who());
      case Action.Describe describe -> upkeep.describe(describe.who());
      case Action.Rename rename -> upkeep.rename(rename.who());
      case Action.SwitchOff off -> upkeep.switchOff(off.who(), off.status(), off.comesBack());
      case Action.SwitchOn on -> upkeep.switchOn(on.who());
      case Action.LoadTick tick -> load.tick(tick.number());
      case Action.Garble garble -> oddities.garble();
    }
  }
}
