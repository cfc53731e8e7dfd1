package org.chancery.simulator.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.chancery.simulator.atproto.Identifiers;
import org.chancery.simulator.atproto.Tid;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.cast.Cast;
import org.chancery.simulator.cast.Diplomat;
import org.chancery.simulator.chance.Chance;
import org.chancery.simulator.speech.Languages;
import org.chancery.simulator.speech.Saying.Addressee;

/**
 * What all parts of the world share: its moment, its agenda, what it remembers, and the audience
 * that hears of each happening. Confined to the world's thread.
 */
final class Stage {
  private static final int REMEMBERED_EACH = 10;
  private static final long REMEMBERED = 72 * Rhythm.HOUR;

  final Cast cast;
  final Languages languages;
  final Chance chance;
  final Agenda agenda = new Agenda();
  private final Consumer<Happening> audience;
  private final Map<Integer, Deque<LivePost>> recent = new HashMap<>();
  private final Map<Integer, String> handles = new HashMap<>();
  private final Map<String, Diplomat> byDid = new HashMap<>();
  private final Set<Integer> switchedOff = new HashSet<>();
  private long now;
  private long last = Long.MIN_VALUE;
  private long sequence = 1_000_000;

  Stage(Cast cast, Languages languages, Chance chance, Consumer<Happening> audience) {
    this.cast = cast;
    this.languages = languages;
    this.chance = chance;
    this.audience = audience;
    for (Diplomat diplomat : cast.diplomats()) byDid.put(diplomat.account().did(), diplomat);
  }

  long now() {
    return now;
  }

  void setNow(long micros) {
    now = micros;
  }

  /** The time of the next happening: now, or a microsecond after the last one. */
  long stamp() {
    last = Math.max(now, last + 1);
    return last;
  }

  void emit(Happening happening) {
    audience.accept(happening);
  }

  void later(double seconds, Action action) {
    agenda.enter(now + Math.max(1, (long) (seconds * Rhythm.SECOND)), action);
  }

  long nextSequence() {
    return ++sequence;
  }

  /** A record key of this moment; one for each stamp. */
  static String rkey(Account who, long stamp) {
    return Tid.of(stamp - 1_500, who.number());
  }

  static String rev(Account who, long stamp) {
    return Tid.of(stamp, who.number());
  }

  static String cid(Account who, long stamp) {
    return Identifiers.recordCid(who.number(), stamp);
  }

  /** What the author's clock says shortly before the event is seen, in whole milliseconds. */
  long createdBefore(long stamp) {
    double lag = Math.min(3, chance.logNormal(0.35, 0.6));
    return Math.floorDiv(stamp - (long) (lag * Rhythm.SECOND), 1_000L) * 1_000;
  }

  Diplomat diplomat(int position) {
    return cast.diplomats().get(position);
  }

  Optional<Diplomat> findDiplomat(String did) {
    return Optional.ofNullable(byDid.get(did));
  }

  /** One of those that a diplomat deals with most. */
  Diplomat peer(Diplomat who) {
    return diplomat(chance.pick(cast.circles().get(who.account().number())));
  }

  Account stranger() {
    return chance.pick(cast.strangers());
  }

  Addressee addressee(Account account) {
    return new Addressee(handles.getOrDefault(account.number(), account.handle()), account.did());
  }

  void rename(Account account, String handle) {
    handles.put(account.number(), handle);
  }

  boolean isOff(Account account) {
    return switchedOff.contains(account.number());
  }

  void switchTo(Account account, boolean active) {
    if (active) switchedOff.remove(account.number());
    else switchedOff.add(account.number());
  }

  void remember(LivePost post) {
    Deque<LivePost> own =
        recent.computeIfAbsent(post.author.account().number(), n -> new ArrayDeque<>());
    own.addLast(post);
    if (own.size() > REMEMBERED_EACH) own.removeFirst();
  }

  /** A recent post of a diplomat that is still there. */
  Optional<LivePost> findRecent(Diplomat author) {
    List<LivePost> alive = new ArrayList<>();
    for (LivePost post : recent.getOrDefault(author.account().number(), new ArrayDeque<>())) {
      if (!post.isGone() && now - post.madeMicros < REMEMBERED) alive.add(post);
    }
    return alive.isEmpty() ? Optional.empty() : Optional.of(chance.pick(alive));
  }
}
