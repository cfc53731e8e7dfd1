package org.chancery.simulator.world;

import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.cast.Diplomat;

/** What is on the agenda of the world. */
sealed interface Action {
  /** Plan what each does in the day that begins now. */
  record PlanDay(int day) implements Action {}

  /** A diplomat does what the day's rhythm brings: a post, a reply, a quote or a repost. */
  record Speak(Diplomat who) implements Action {}

  /** A diplomat answers a colleague's post. */
  record Answer(Diplomat who, LivePost post) implements Action {}

  /** A diplomat answers a stranger. */
  record AnswerStranger(Diplomat who, Post post, String language) implements Action {}

  record Like(LivePost post) implements Action {}

  record CrowdRepost(LivePost post) implements Action {}

  record CrowdReply(LivePost post) implements Action {}

  /** A stranger asks an office something. */
  record Approach(Diplomat office) implements Action {}

  record Unmark(Account who, Collection collection, String rkey) implements Action {}

  record Retract(LivePost post) implements Action {}

  record Revise(LivePost post) implements Action {}

  record SendAgain(Happening.PostMade what) implements Action {}

  /** The create that comes after its delete. */
  record ComeAfterDelete(Happening.PostMade what) implements Action {}

  record OpenScene() implements Action {}

  record React(Diplomat who, Scene scene) implements Action {}

  /** A stranger uses a scene's hashtag and addresses nobody. */
  record Murmur(Scene scene) implements Action {}

  record Follow(Diplomat who) implements Action {}

  record Describe(Diplomat who) implements Action {}

  record Rename(Diplomat who) implements Action {}

  record SwitchOff(Account who, String status, boolean comesBack) implements Action {}

  record SwitchOn(Account who) implements Action {}

  /** Extra load: the number says which event it is. */
  record LoadTick(long number) implements Action {}

  record Garble() implements Action {}
}
