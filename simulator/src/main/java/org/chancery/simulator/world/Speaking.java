package org.chancery.simulator.world;

import java.util.List;
import java.util.Optional;
import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.cast.Diplomat;
import org.chancery.simulator.chance.Chance;
import org.chancery.simulator.speech.Topic;

/** What actors do: posts, replies, quotes, reposts; and what they take back or correct. */
final class Speaking {
  private static final double REPOST = 0.13;
  private static final double REPLY = 0.11;
  private static final double QUOTE = 0.07;
  private static final double THREAD = 0.03;
  private static final double ADDRESSED = 0.42;
  private static final double MAIN_LANGUAGE = 0.74;
  private static final double RETRACTED = 0.011;
  private static final double REVISED = 0.004;
  private static final double PEER_ANSWERS = 0.22;

  private final Stage stage;
  private final Pen pen;
  private final Crowd crowd;
  private final Oddities oddities;

  Speaking(Stage stage, Pen pen, Crowd crowd, Oddities oddities) {
    this.stage = stage;
    this.pen = pen;
    this.crowd = crowd;
    this.oddities = oddities;
  }

  /** The day's rhythm brings a diplomat to speak. */
  void speak(Diplomat who) {
    if (stage.isOff(who.account())) return;
    Chance chance = stage.chance;
    double form = chance.nextDouble();
    boolean own = form >= REPOST + REPLY + QUOTE && form < REPOST + REPLY + QUOTE + THREAD;
    Optional<LivePost> target = stage.findRecent(own ? who : stage.peer(who));
    if (target.isEmpty() || form >= REPOST + REPLY + QUOTE + THREAD) original(who);
    else if (form < REPOST) repost(who, target.get());
    else if (form < REPOST + REPLY) answer(who, target.get());
    else if (own) publish(who, draft(who, Topic.STATEMENT).below(target.get().replyTo()));
    else publish(who, draft(who, Topic.QUOTE).quoting(target.get().post().ref()));
  }

  private void original(Diplomat who) {
    Draft draft = draft(who, stage.chance.pick(Topic.BUSINESS));
    Diplomat peer = stage.peer(who);
    boolean addressed = stage.chance.happens(ADDRESSED);
    LivePost post = publish(who, addressed ? draft.to(peer.account()) : draft);
    if (addressed) mayAnswer(peer, post);
  }

  /** A diplomat answers a colleague. */
  void answer(Diplomat who, LivePost to) {
    if (stage.isOff(who.account()) || to.isGone()) return;
    Draft draft = draft(who, Topic.REPLY).below(to.replyTo());
    boolean named = stage.chance.happens(0.25);
    LivePost made = publish(who, named ? draft.to(to.author.account()) : draft);
    if (to.author != who) mayAnswer(to.author, made);
  }

  /** A diplomat answers a stranger, in the stranger's language where it can. */
  void answerStranger(Diplomat who, Post question, String language) {
    if (stage.isOff(who.account())) return;
    Post.Reply above = question.reply();
    Post.Reply where =
        new Post.Reply(above == null ? question.ref() : above.root(), question.ref());
    String spoken = who.languages().contains(language) ? language : who.languages().get(0);
    publish(who, Draft.plain(Topic.ANSWER, spoken, who.home().code(), "").below(where));
  }

  private void mayAnswer(Diplomat who, LivePost post) {
    if (!who.isSilent() && stage.chance.happens(PEER_ANSWERS)) {
      stage.later(stage.chance.logNormal(5_400, 1.1), new Action.Answer(who, post));
    }
  }

  private void repost(Diplomat who, LivePost target) {
    Account account = who.account();
    if (!target.mark(account.number(), Crowd.REPOSTED)) return;
    crowd.mark(account, Collection.REPOST, target.post().ref());
  }

  /** A draft in one of the diplomat's languages, about a country that it deals with. */
  Draft draft(Diplomat who, Topic topic) {
    List<String> spoken = who.languages();
    boolean main = spoken.size() == 1 || stage.chance.happens(MAIN_LANGUAGE);
    String language =
        main ? spoken.get(0) : spoken.get(1 + stage.chance.nextInt(spoken.size() - 1));
    return Draft.plain(
        topic, language, stage.peer(who).home().code(), stage.chance.pick(World.PLACES));
  }

  /** Publishes what a diplomat means to say, and puts on the agenda what follows from it. */
  LivePost publish(Diplomat who, Draft draft) {
    long stamp = stage.stamp();
    Account account = who.account();
    Post post = pen.write(account, draft, stamp, stage.createdBefore(stamp));
    Happening.PostMade made =
        oddities.bend(new Happening.PostMade(stamp, post, Stage.rev(account, stamp), List.of()));
    LivePost live = new LivePost(who, draft.topic(), stamp, draft.language(), made.post());
    if (made.oddities().contains(Oddity.DELETE_FIRST)) {
      oddities.deleteBefore(made);
      live.remove();
      return live;
    }
    stage.emit(made);
    oddities.mayRepeat(made);
    stage.remember(live);
    crowd.attract(live);
    if (stage.chance.happens(RETRACTED))
      stage.later(stage.chance.logNormal(7_200, 1.2), new Action.Retract(live));
    if (stage.chance.happens(REVISED))
      stage.later(stage.chance.logNormal(1_200, 0.8), new Action.Revise(live));
    return live;
  }

  void retract(LivePost live) {
    if (live.isGone()) return;
    live.remove();
    long stamp = stage.stamp();
    Post post = live.post();
    stage.emit(
        new Happening.Removed(
            stamp,
            post.author(),
            Collection.POST,
            post.rkey(),
            Stage.rev(post.author(), stamp),
            List.of()));
  }

  void revise(LivePost live) {
    if (live.isGone()) return;
    long stamp = stage.stamp();
    Account author = live.post().author();
    live.revise(live.post().revised(pen.correct(live), Stage.cid(author, stamp)));
    stage.emit(new Happening.PostEdited(stamp, live.post(), Stage.rev(author, stamp)));
  }
}
