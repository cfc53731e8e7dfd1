package org.chancery.ingest.registry.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Voice;
import org.chancery.core.registry.match.NameForm;
import org.chancery.core.registry.match.NameSimilarity;
import org.chancery.ingest.registry.list.Candidate;
import org.chancery.ingest.registry.list.Candidate.AccountFact;

/**
 * Which actor of a registry a candidate is. Each piece of evidence has a weight, the chance that it
 * alone is right; several add up as if independent: {@code 1 - Π(1 - weight)}. What speaks against
 * caps the sum. From {@value #SAME} on, with {@value #MARGIN} before the next, it is proposed as
 * the same; from {@value #MAYBE} on as perhaps the same. The bounds were set on rows of the lists
 * of missions and of the leaders of 2014 judged by hand, and measured on others (see {@code
 * MergeSampleTest}). Thread-safe.
 */
public final class Matcher {
  static final double SAME = 0.9;
  static final double MAYBE = 0.6;
  static final double MARGIN = 0.05;

  /** Least likeness of two names of one country that are taken as one. */
  static final double LIKE = 0.82;

  /** Least likeness that is worth a look, in one country. */
  static final double PERHAPS = 0.78;

  private static final double BY_WIKIDATA = 0.99;
  private static final double BY_NATIVE_ID = 0.95;
  private static final double BY_HANDLE = 0.88;
  private static final double BY_FEED = 0.95;
  private static final double BY_OFFICE = 0.95;
  private static final double BY_MISSION = 0.92;
  private static final double BY_CITY = 0.5;
  private static final double BY_NAME_ALONE = 0.65;
  private static final double BY_COMPOSED_NAME = 0.5;
  private static final double NO_MORE_THAN_MAYBE = 0.8;
  private static final double HARDLY = 0.3;

  private final ActorIndex index;

  public Matcher(Registry registry) {
    this.index = new ActorIndex(registry);
  }

  ActorIndex index() {
    return index;
  }

  /**
   * @param actor id of the registry
   */
  record Scored(String actor, double score, List<String> reasons, boolean isSameItem) {}

  /** All that are at all likely, best first. */
  List<Scored> scores(Candidate candidate) {
    List<NameForm> names =
        candidate.mission() == null
            ? candidate.names().stream().map(NameForm::of).toList()
            : List.of();
    List<Scored> scored = new ArrayList<>();
    for (String id : reachable(candidate, names)) {
      ActorIndex.Entry entry = index.entry(id);
      if (entry.actor().voice() == candidate.voice()) {
        Scored one = score(candidate, names, entry);
        if (one.score() > 0) {
          scored.add(one);
        }
      }
    }
    scored.sort(Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::actor));
    return scored;
  }

  private Set<String> reachable(Candidate candidate, List<NameForm> names) {
    Set<String> found = new LinkedHashSet<>();
    if (candidate.wikidata() != null) {
      index.byWikidata(candidate.wikidata()).ifPresent(found::add);
    }
    for (AccountFact account : candidate.accounts()) {
      if (account.nativeId() != null) {
        index.byId(account.network(), account.nativeId()).forEach(r -> found.add(r.actor()));
      }
      index.byHandle(account.network(), account.handle()).forEach(r -> found.add(r.actor()));
    }
    if (candidate.mission() != null) {
      found.addAll(index.missions(candidate.country(), candidate.host()));
    } else {
      names.forEach(name -> found.addAll(index.withWordsOf(name)));
      if (candidate.voice() == Voice.INSTITUTION) {
        found.addAll(index.offices(candidate.kind(), candidate.country()));
      }
    }
    found.removeIf(id -> !index.has(id));
    return found;
  }

  private Scored score(Candidate candidate, List<NameForm> names, ActorIndex.Entry entry) {
    Actor actor = entry.actor();
    Sum sum = new Sum();
    boolean sameItem =
        candidate.wikidata() != null && candidate.wikidata().equals(actor.wikidata());
    if (sameItem) {
      sum.add(BY_WIKIDATA, "same Wikidata item " + actor.wikidata());
    }
    accounts(candidate, actor, sum);
    if (isOnlyOffice(candidate, actor)) {
      sum.add(BY_OFFICE, "%s of %s".formatted(actor.kind().slug(), actor.country()));
    }
    if (candidate.mission() != null) {
      mission(candidate, candidate.mission(), entry, sum);
    } else {
      name(candidate, names, entry, sum);
    }
    if (sameItem) {
      sum.lift();
    } else {
      against(candidate, actor, sum);
    }
    return new Scored(actor.id(), sum.score(), sum.reasons, sameItem);
  }

  private void accounts(Candidate candidate, Actor actor, Sum sum) {
    for (AccountFact account : candidate.accounts()) {
      String what = account.network().slug() + " " + account.handle();
      List<AccountRow> byId =
          account.nativeId() == null
              ? List.of()
              : index.byId(account.network(), account.nativeId());
      if (byId.stream().anyMatch(row -> row.actor().equals(actor.id()))) {
        sum.add(BY_NATIVE_ID, "same account %s by its id".formatted(what));
      } else if (index.byHandle(account.network(), account.handle()).stream()
          .anyMatch(row -> row.actor().equals(actor.id()) && !differs(row, account))) {
        sum.add(account.network() == Network.FEED ? BY_FEED : BY_HANDLE, "same handle " + what);
      }
    }
  }

  private static boolean differs(AccountRow row, AccountFact account) {
    return row.nativeId() != null
        && account.nativeId() != null
        && !row.nativeId().equals(account.nativeId());
  }

  /** Offices and foreign ministries, of which a country has one. */
  private boolean isOnlyOffice(Candidate candidate, Actor actor) {
    boolean isOne =
        switch (candidate.kind()) {
          case HEAD_OF_STATE, HEAD_OF_GOVERNMENT, FOREIGN_MINISTRY, FOREIGN_MINISTER -> true;
          default -> false;
        };
    return isOne
        && candidate.voice() == Voice.INSTITUTION
        && candidate.kind() == actor.kind()
        && candidate.country() != null
        && candidate.country().equals(actor.country())
        && index.offices(actor.kind(), actor.country()).size() == 1;
  }

  private static void mission(
      Candidate candidate, Candidate.Mission mission, ActorIndex.Entry entry, Sum sum) {
    Actor actor = entry.actor();
    boolean sameStates =
        candidate.country() != null
            && candidate.country().equals(actor.country())
            && candidate.host() != null
            && candidate.host().equals(actor.host());
    boolean sameType =
        entry.mission() != null
            && (entry.mission() == mission.type()
                || (entry.mission().isOnePerHost() && mission.type().isOnePerHost()));
    boolean sameCity = isSameCity(mission, entry);
    if (sameStates && sameType && (mission.type().isOnePerHost() || sameCity)) {
      sum.add(
          BY_MISSION, "same kind of mission of %s in %s".formatted(actor.country(), actor.host()));
      if (sameCity) {
        sum.add(BY_CITY, "same city");
      }
    } else if (!sameStates || !sameType) {
      sum.cap(sameStates ? HARDLY : NO_MORE_THAN_MAYBE);
    }
  }

  private static boolean isSameCity(Candidate.Mission mission, ActorIndex.Entry entry) {
    if (mission.city() == null || entry.city().isEmpty()) {
      return false;
    }
    List<String> city = NameForm.of(mission.city()).words();
    return city.containsAll(entry.city()) || entry.city().containsAll(city);
  }

  private static void name(
      Candidate candidate, List<NameForm> names, ActorIndex.Entry entry, Sum sum) {
    boolean isPerson = candidate.voice() == Voice.PERSON;
    double best = 0;
    for (NameForm name : names) {
      for (NameForm known : entry.names()) {
        best =
            Math.max(
                best,
                isPerson
                    ? NameSimilarity.ofPersons(name, known)
                    : NameSimilarity.ofInstitutions(name, known));
      }
    }
    String told = "names alike to %.2f".formatted(best);
    Actor actor = entry.actor();
    boolean sameCountry =
        candidate.country() != null && candidate.country().equals(actor.country());
    boolean isOneWord = names.stream().anyMatch(n -> n.keys().size() < 2);
    boolean sameKind = isPerson || candidate.kind() == actor.kind();
    if (best < PERHAPS || (isPerson && isOneWord && !sameCountry)) {
      sum.note(told);
      if (isPerson && best < 0.3) {
        sum.cap(NO_MORE_THAN_MAYBE);
      }
    } else if (candidate.isNameComposed()) {
      sum.add(BY_COMPOSED_NAME, told + " (name composed)");
    } else if (best >= LIKE && sameCountry && sameKind) {
      double sure = 0.9 + 0.09 * (best - LIKE) / (1 - LIKE);
      sum.add(sure, told + ", same country");
    } else if (best < LIKE && !(sameCountry && sameKind)) {
      sum.note(told);
    } else {
      sum.add(sameKind || sameCountry ? BY_NAME_ALONE : HARDLY, told);
    }
  }

  private static void against(Candidate candidate, Actor actor, Sum sum) {
    if (candidate.wikidata() != null && actor.wikidata() != null) {
      sum.cap(NO_MORE_THAN_MAYBE);
      sum.note("another Wikidata item, " + actor.wikidata());
    }
    if (candidate.country() != null
        && actor.country() != null
        && !candidate.country().equals(actor.country())) {
      sum.cap(candidate.voice() == Voice.PERSON ? NO_MORE_THAN_MAYBE : MAYBE);
      sum.note("another country, " + actor.country());
    }
    boolean isMission = candidate.kind() == ActorKind.MISSION;
    if (isMission != (actor.kind() == ActorKind.MISSION)) {
      sum.cap(HARDLY);
    }
  }

  /** Evidence for, summed; bounds by evidence against. Not thread-safe. */
  private static final class Sum {
    private final List<String> reasons = new ArrayList<>();
    private double against = 1;
    private double doubt = 1;

    void add(double weight, String reason) {
      doubt *= 1 - weight;
      reasons.add(reason);
    }

    void note(String reason) {
      reasons.add(reason);
    }

    /** What speaks against does not weigh beside the same item. */
    void lift() {
      against = 1;
    }

    void cap(double most) {
      against = Math.min(against, most);
    }

    double score() {
      return Math.min(1 - doubt, against);
    }
  }
}
