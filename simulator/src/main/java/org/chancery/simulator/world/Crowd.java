package org.chancery.simulator.world;

import java.util.List;
import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.atproto.StrongRef;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.cast.Diplomat;
import org.chancery.simulator.chance.Chance;
import org.chancery.simulator.speech.Topic;

/**
 * What strangers, and actors as readers, do with actors' posts: likes, reposts, replies, questions.
 */
final class Crowd {
  static final int LIKED = 0;
  static final int REPOSTED = 1;

  private static final double LIKES_PER_POST = 2.4;
  private static final double REPOSTS_PER_POST = 0.24;
  private static final double REPLIES_PER_POST = 0.22;
  private static final int MOST_LIKES = 600;
  private static final double LIKED_BY_PEER = 0.08;
  private static final double UNLIKED = 0.02;
  private static final double OFFICE_ANSWERS = 0.06;

  private final Stage stage;
  private final Pen pen;

  Crowd(Stage stage, Pen pen) {
    this.stage = stage;
    this.pen = pen;
  }

  /** Puts on the agenda what a new post will draw: heavy-tailed, most of it within a few hours. */
  void attract(LivePost post) {
    Chance chance = stage.chance;
    double pull =
        post.author.popularity() * chance.logNormal(0.6, 0.9) * (isScene(post.topic) ? 1.8 : 1);
    int likes = Math.min(MOST_LIKES, chance.poisson(LIKES_PER_POST * pull));
    for (int i = 0; i < likes; i++)
      stage.later(chance.logNormal(2_400, 1.4), new Action.Like(post));
    int reposts = chance.poisson(REPOSTS_PER_POST * pull);
    for (int i = 0; i < reposts; i++)
      stage.later(chance.logNormal(3_600, 1.3), new Action.CrowdRepost(post));
    int replies = chance.poisson(REPLIES_PER_POST * pull);
    for (int i = 0; i < replies; i++)
      stage.later(chance.logNormal(3_000, 1.3), new Action.CrowdReply(post));
  }

  private static boolean isScene(Topic topic) {
    return topic == Topic.SUMMIT || topic == Topic.EARTHQUAKE || topic == Topic.TREATY;
  }

  void like(LivePost post) {
    Chance chance = stage.chance;
    Account who =
        chance.happens(LIKED_BY_PEER) ? stage.peer(post.author).account() : stage.stranger();
    if (post.isGone() || stage.isOff(who) || !post.mark(who.number(), LIKED)) return;
    String rkey = mark(who, Collection.LIKE, post.post().ref());
    if (chance.happens(UNLIKED)) {
      stage.later(chance.logNormal(9_000, 1.5), new Action.Unmark(who, Collection.LIKE, rkey));
    }
  }

  void repost(LivePost post) {
    Account who = stage.stranger();
    if (post.isGone() || stage.isOff(who) || !post.mark(who.number(), REPOSTED)) return;
    String rkey = mark(who, Collection.REPOST, post.post().ref());
    if (stage.chance.happens(UNLIKED)) {
      stage.later(
          stage.chance.logNormal(9_000, 1.5), new Action.Unmark(who, Collection.REPOST, rkey));
    }
  }

  /**
   * @return the record key of the mark
   */
  String mark(Account who, Collection kind, StrongRef subject) {
    long stamp = stage.stamp();
    String rkey = Stage.rkey(who, stamp);
    stage.emit(
        new Happening.Marked(
            stamp,
            who,
            kind,
            rkey,
            Stage.rev(who, stamp),
            Stage.cid(who, stamp),
            stage.createdBefore(stamp),
            subject));
    return rkey;
  }

  void unmark(Account who, Collection kind, String rkey) {
    long stamp = stage.stamp();
    stage.emit(new Happening.Removed(stamp, who, kind, rkey, Stage.rev(who, stamp), List.of()));
  }

  void reply(LivePost post) {
    Account who = stage.stranger();
    if (post.isGone() || stage.isOff(who)) return;
    String language = stage.chance.happens(0.7) ? post.language : who.language();
    Draft draft =
        Draft.plain(Topic.CITIZEN, language, post.author.home().code(), "").below(post.replyTo());
    mayAnswer(post.author, stranger(who, draft), language);
  }

  /** A stranger asks an office, in the office's first language or the stranger's own. */
  void approach(Diplomat office) {
    Account who = stage.stranger();
    if (stage.isOff(who)) return;
    String language = stage.chance.happens(0.6) ? office.languages().get(0) : who.language();
    Draft draft =
        Draft.plain(Topic.QUESTION, language, office.home().code(), "").to(office.account());
    mayAnswer(office, stranger(who, draft), language);
  }

  private void mayAnswer(Diplomat office, Post question, String language) {
    if (!office.isSilent() && stage.chance.happens(OFFICE_ANSWERS)) {
      stage.later(
          stage.chance.logNormal(10_800, 1.2),
          new Action.AnswerStranger(office, question, language));
    }
  }

  private Post stranger(Account who, Draft draft) {
    long stamp = stage.stamp();
    Post post = pen.write(who, draft, stamp, stage.createdBefore(stamp));
    stage.emit(new Happening.PostMade(stamp, post, Stage.rev(who, stamp), List.of()));
    return post;
  }

  /** A stranger speaks of a scene and addresses nobody: foreign to whoever watches actors. */
  void murmur(Scene scene) {
    Account who = stage.stranger();
    if (stage.isOff(who)) return;
    long stamp = stage.stamp();
    Draft draft = Draft.plain(Topic.CITIZEN, who.language(), "", scene.place()).tagged(scene.tag());
    Post post = pen.write(who, draft, stamp, stage.createdBefore(stamp));
    stage.emit(
        new Happening.Foreign(
            new Happening.PostMade(stamp, post, Stage.rev(who, stamp), List.of())));
  }
}
