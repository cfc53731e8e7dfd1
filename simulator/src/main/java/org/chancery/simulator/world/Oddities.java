package org.chancery.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.atproto.StrongRef;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.chance.Chance;

/**
 * Bends a few posts as networks do, each bend written on the happening. Accounts that change hands
 * are left straight, so that the truth of attribution never hangs on a doubtful time.
 */
final class Oddities {
  private static final double IN_FUTURE = 0.0005;
  private static final double LONG_AGO = 0.0005;
  private static final double NO_LANGS = 0.005;
  private static final double LATE = 0.003;
  private static final double TWICE = 0.001;
  private static final double DELETE_FIRST = 0.0004;

  private final Stage stage;
  private final Chance chance;

  Oddities(Stage stage, Chance chance) {
    this.stage = stage;
    this.chance = chance;
  }

  Happening.PostMade bend(Happening.PostMade made) {
    double draw = chance.nextDouble();
    if (made.who().changesHands()) return made;
    Post post = made.post();
    long created = post.createdMicros();
    if ((draw -= IN_FUTURE) < 0) {
      return bent(
          made,
          created + (1 + chance.nextInt(72)) * Rhythm.HOUR,
          post.langs(),
          Oddity.CREATED_IN_FUTURE);
    }
    if ((draw -= LONG_AGO) < 0) {
      return bent(
          made,
          created - (400 + chance.nextInt(4_000)) * Rhythm.DAY,
          post.langs(),
          Oddity.CREATED_LONG_AGO);
    }
    if ((draw -= NO_LANGS) < 0) return bent(made, created, List.of(), Oddity.NO_LANGS);
    if ((draw -= LATE) < 0) {
      return bent(
          made, created - (5 + chance.nextInt(20)) * Rhythm.SECOND, post.langs(), Oddity.LATE);
    }
    return (draw -= DELETE_FIRST) < 0
        ? bent(made, created, post.langs(), Oddity.DELETE_FIRST)
        : made;
  }

  private static Happening.PostMade bent(
      Happening.PostMade made, long created, List<String> langs, Oddity why) {
    Post p = made.post();
    Post post =
        new Post(
            p.author(),
            p.rkey(),
            p.ref(),
            created,
            p.text(),
            langs,
            p.reply(),
            p.quote(),
            p.external(),
            p.images());
    return new Happening.PostMade(made.timeMicros(), post, made.rev(), List.of(why));
  }

  void mayRepeat(Happening.PostMade made) {
    if (chance.happens(TWICE)) stage.later(1 + chance.nextInt(30), new Action.SendAgain(made));
  }

  void sendAgain(Happening.PostMade made) {
    List<Oddity> why = new ArrayList<>(made.oddities());
    why.add(Oddity.DUPLICATE);
    stage.emit(made.at(stage.stamp(), why));
  }

  /** Sends the delete at once and the create a few seconds later. */
  void deleteBefore(Happening.PostMade made) {
    Account who = made.who();
    stage.emit(
        new Happening.Removed(
            made.timeMicros(),
            who,
            Collection.POST,
            made.post().rkey(),
            Stage.rev(who, made.timeMicros() + 1),
            made.oddities()));
    stage.later(2 + chance.nextInt(5), new Action.ComeAfterDelete(made));
  }

  /** Sends half a line, made from a stranger's like, and plans the next one. */
  void garble() {
    long stamp = stage.stamp();
    Account who = chance.pick(stage.cast.strangers());
    StrongRef subject =
        new StrongRef(
            Collection.POST.uri(who.did(), Stage.rkey(who, stamp)), Stage.cid(who, stamp));
    Happening cut =
        new Happening.Marked(
            stamp,
            who,
            Collection.LIKE,
            Stage.rkey(who, stamp),
            Stage.rev(who, stamp),
            Stage.cid(who, stamp),
            stamp - stamp % 1_000,
            subject);
    stage.emit(new Happening.Garbled(stamp, who, cut));
    stage.later(chance.logNormal(1_000, 0.5), new Action.Garble());
  }

  void comeAfterDelete(Happening.PostMade made) {
    stage.emit(made.at(stage.stamp(), made.oddities()));
  }
}
