package org.chancery.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.chancery.simulator.cast.Diplomat;
import org.chancery.simulator.cast.Names;
import org.chancery.simulator.chance.Chance;
import org.chancery.simulator.speech.Topic;

/**
 * Events of the world. One actor speaks first; some follow after log-normal delays, those who sleep
 * in the morning; the others stay silent. The tag of each scene is used by nothing else.
 */
final class Scenes {
  private static final double MEDIAN_DELAY_SECONDS = 6_000;
  private static final double AWAKE = 0.3;
  private static final int MURMURS = 40;

  private final Stage stage;
  private final Speaking speaking;
  private final Names names;

  Scenes(Stage stage, Speaking speaking, Names names) {
    this.stage = stage;
    this.speaking = speaking;
    this.names = names;
  }

  void open() {
    Chance chance = stage.chance;
    Topic topic = chance.pick(List.of(Topic.SUMMIT, Topic.EARTHQUAKE, Topic.TREATY));
    String place = names.place();
    Scene scene = new Scene(topic, place, place + suffix(topic));
    List<Diplomat> willing = new ArrayList<>();
    for (Diplomat who : stage.cast.diplomats())
      if (chance.happens(likelihood(who, topic))) willing.add(who);
    if (willing.isEmpty()) return;
    Diplomat first = chance.pick(willing);
    stage.emit(new Happening.SceneOpened(stage.stamp(), first.account(), scene, willing.size()));
    react(first, scene);
    for (Diplomat who : willing) {
      int times = (who == first ? 0 : 1) + chance.poisson(0.4);
      for (int i = 0; i < times; i++) stage.agenda.enter(moment(who), new Action.React(who, scene));
    }
    int murmurs = chance.poisson(MURMURS);
    for (int i = 0; i < murmurs; i++)
      stage.later(chance.logNormal(9_000, 1.1), new Action.Murmur(scene));
  }

  private static String suffix(Topic topic) {
    return topic == Topic.SUMMIT ? "Summit" : topic == Topic.EARTHQUAKE ? "Quake" : "Accord";
  }

  private static double likelihood(Diplomat who, Topic topic) {
    if (who.isSilent()) return 0;
    double eager = Math.min(1, 0.35 + 0.2 * who.postsPerDay());
    return eager * (topic == Topic.EARTHQUAKE ? 0.38 : topic == Topic.SUMMIT ? 0.30 : 0.24);
  }

  /** After a delay; who would be asleep speaks when its office opens. */
  private long moment(Diplomat who) {
    long at =
        stage.now() + (long) (stage.chance.logNormal(MEDIAN_DELAY_SECONDS, 1.0) * Rhythm.SECOND);
    for (int hour = 0; hour < 12 && Rhythm.weight(who, at) < AWAKE * 0.35; hour++)
      at += Rhythm.HOUR;
    return at;
  }

  void react(Diplomat who, Scene scene) {
    if (stage.isOff(who.account())) return;
    Draft base = speaking.draft(who, scene.topic());
    Draft draft =
        new Draft(
            scene.topic(),
            base.language(),
            null,
            base.about(),
            scene.place(),
            List.of(scene.tag()),
            null,
            null);
    speaking.publish(who, stage.chance.happens(0.3) ? draft.to(stage.peer(who).account()) : draft);
  }
}
