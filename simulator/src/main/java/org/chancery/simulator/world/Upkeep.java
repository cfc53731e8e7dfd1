package org.chancery.simulator.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.cast.Diplomat;

/** What befalls accounts: follows, profiles, new handles, switching off and on. */
final class Upkeep {
  private static final double UNFOLLOWED = 0.06;

  private final Stage stage;
  private final Set<Long> follows = new HashSet<>();
  private final Map<Integer, Integer> renames = new HashMap<>();

  Upkeep(Stage stage) {
    this.stage = stage;
  }

  void follow(Diplomat who) {
    Account account = who.account();
    Account subject = stage.peer(who).account();
    if (stage.isOff(account) || !follows.add((long) account.number() << 32 | subject.number()))
      return;
    long stamp = stage.stamp();
    String rkey = Stage.rkey(account, stamp);
    stage.emit(
        new Happening.Followed(
            stamp,
            account,
            rkey,
            Stage.rev(account, stamp),
            Stage.cid(account, stamp),
            stage.createdBefore(stamp),
            subject));
    if (stage.chance.happens(UNFOLLOWED)) {
      stage.later(
          stage.chance.logNormal(200_000, 1), new Action.Unmark(account, Collection.FOLLOW, rkey));
    }
  }

  void describe(Diplomat who) {
    Account account = who.account();
    long stamp = stage.stamp();
    String name = account.findActorAt(stamp).map(actor -> actor.nameEn()).orElse(account.handle());
    stage.emit(
        new Happening.ProfileSet(
            stamp,
            account,
            Stage.rev(account, stamp),
            Stage.cid(account, stamp),
            name,
            "Simulated account. Nothing here was said by anybody."));
  }

  void rename(Diplomat who) {
    Account account = who.account();
    int count = renames.merge(account.number(), 1, Integer::sum);
    String handle =
        account.handle().replaceFirst("\\.sim\\.test$", "-v" + (count + 1) + ".sim.test");
    stage.rename(account, handle);
    stage.emit(new Happening.Renamed(stage.stamp(), account, handle, stage.nextSequence()));
  }

  void switchOff(Account account, String status, boolean comesBack) {
    if (stage.isOff(account)) return;
    stage.switchTo(account, false);
    stage.emit(new Happening.Switched(stage.stamp(), account, false, status, stage.nextSequence()));
    if (comesBack) stage.later(stage.chance.logNormal(40_000, 0.6), new Action.SwitchOn(account));
  }

  void switchOn(Account account) {
    stage.switchTo(account, true);
    stage.emit(new Happening.Switched(stage.stamp(), account, true, "", stage.nextSequence()));
  }

  /** What an account can be switched off for, other than by its owner. */
  static List<String> statuses() {
    return List.of("takendown", "suspended", "deleted");
  }
}
