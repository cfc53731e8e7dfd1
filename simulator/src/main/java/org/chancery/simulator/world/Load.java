package org.chancery.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.atproto.Identifiers;
import org.chancery.simulator.atproto.StrongRef;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.cast.Diplomat;
import org.chancery.simulator.chance.Chance;
import org.chancery.simulator.speech.RichText;
import org.chancery.simulator.speech.Topic;

/**
 * Extra load at an even pace: 18 of 100 events are posts of actors, which draw no reactions, the
 * others posts and likes of strangers about nothing, 1 KB in the mean. It draws from a chance of
 * its own and is not remembered, so the natural world is the same with and without it.
 */
final class Load {
  static final double OF_INTEREST = 0.18;

  private static final double LIKES = 0.3;
  private static final int CROWD = 20_000;
  private static final String[] WORDS = {
    "garden", "летний", "coffee", "bicycle", "lumière", "朝の散歩", "football", "verano"
  };

  private final Stage stage;
  private final Pen pen;
  private final List<Diplomat> speakers;
  private final Chance chance;
  private final long startMicros;
  private final double spacingMicros;
  private final List<Account> crowd = new ArrayList<>();
  private final List<RichText> chatter = new ArrayList<>();

  Load(Stage stage, Chance chance, long startMicros, double spacingMicros, long seed) {
    this.stage = stage;
    this.pen = new Pen(stage, chance);
    this.speakers = stage.cast.diplomats().stream().filter(who -> !who.isSilent()).toList();
    this.chance = chance;
    this.startMicros = startMicros;
    this.spacingMicros = spacingMicros;
    int first = stage.cast.diplomats().size() + stage.cast.strangers().size();
    for (int i = 0; i < CROWD; i++) {
      crowd.add(
          new Account(
              first + i,
              Identifiers.did(seed, first + i),
              "load-" + i + ".sim.test",
              List.of(),
              "en"));
    }
    for (int i = 0; i < 64; i++) chatter.add(chatter());
  }

  private RichText chatter() {
    RichText.Builder out = new RichText.Builder();
    int words = 55 + chance.nextInt(45);
    for (int i = 0; i < words; i++) out.say(WORDS[chance.nextInt(WORDS.length)]).say(" ");
    return out.tag("weekend").build();
  }

  void begin() {
    stage.agenda.enter(startMicros, new Action.LoadTick(0));
  }

  void tick(long number) {
    if (chance.happens(OF_INTEREST)) office();
    else if (chance.happens(LIKES)) like();
    else foreignPost();
    stage.agenda.enter(
        startMicros + (long) ((number + 1) * spacingMicros), new Action.LoadTick(number + 1));
  }

  private void office() {
    Diplomat who = chance.pick(speakers);
    String about = chance.pick(speakers).home().code();
    Draft draft =
        Draft.plain(
            chance.pick(Topic.BUSINESS), who.languages().get(0), about, chance.pick(World.PLACES));
    long stamp = stage.stamp();
    Post post = pen.write(who.account(), draft, stamp, stamp - 300_000 - stamp % 1_000);
    stage.emit(new Happening.PostMade(stamp, post, Stage.rev(who.account(), stamp), List.of()));
  }

  private void foreignPost() {
    Account who = chance.pick(crowd);
    long stamp = stage.stamp();
    String rkey = Stage.rkey(who, stamp);
    StrongRef ref = new StrongRef(Collection.POST.uri(who.did(), rkey), Stage.cid(who, stamp));
    Post post =
        new Post(
            who,
            rkey,
            ref,
            stamp - 200_000 - stamp % 1_000,
            chance.pick(chatter),
            List.of("en"),
            null,
            null,
            null,
            chance.nextInt(2));
    stage.emit(
        new Happening.Foreign(
            new Happening.PostMade(stamp, post, Stage.rev(who, stamp), List.of())));
  }

  private void like() {
    Account who = chance.pick(crowd);
    Account of = chance.pick(crowd);
    long stamp = stage.stamp();
    StrongRef subject =
        new StrongRef(
            Collection.POST.uri(of.did(), Stage.rkey(of, stamp - 60_000_000)),
            Stage.cid(of, stamp));
    stage.emit(
        new Happening.Foreign(
            new Happening.Marked(
                stamp,
                who,
                Collection.LIKE,
                Stage.rkey(who, stamp),
                Stage.rev(who, stamp),
                Stage.cid(who, stamp),
                stamp - 200_000 - stamp % 1_000,
                subject)));
  }
}
