package org.chancery.ingest.registry.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.registry.Periods;
import org.chancery.ingest.registry.list.Candidate;
import org.chancery.ingest.registry.list.Candidate.AccountFact;
import org.chancery.ingest.registry.list.Candidate.TenureFact;
import org.jspecify.annotations.Nullable;

/**
 * A candidate's facts beside those of one actor: which the registry has not, and which contradict
 * it. Immutable.
 *
 * @param wikidata to be added, null when known or in conflict
 * @param completed rows of the registry that lack the id which the list has, with that id
 */
record Comparison(
    @Nullable String wikidata,
    List<AccountFact> accounts,
    List<AccountFact> completed,
    List<NewTenure> tenures,
    List<String> conflicts) {

  /**
   * @param office id of the office in the registry
   */
  record NewTenure(TenureFact fact, String office) {}

  /** With no actor: all facts are new, but for accounts that speak for somebody else. */
  static Comparison of(Candidate candidate, @Nullable Actor actor, ActorIndex index) {
    List<String> conflicts = new ArrayList<>();
    if (actor != null) {
      columns(candidate, actor, conflicts);
    }
    List<AccountFact> accounts = new ArrayList<>();
    List<AccountFact> completed = new ArrayList<>();
    for (AccountFact account : candidate.accounts()) {
      if (actor != null) {
        completed(account, actor.id(), index).ifPresent(completed::add);
      }
      if (isNew(account, actor == null ? "" : actor.id(), index, conflicts)) {
        accounts.add(account);
      }
    }
    List<NewTenure> tenures = new ArrayList<>();
    for (TenureFact tenure : candidate.tenures()) {
      tenure(tenure, actor, index, conflicts).ifPresent(tenures::add);
    }
    boolean addsItem =
        candidate.wikidata() != null
            && (actor == null || actor.wikidata() == null)
            && index.byWikidata(candidate.wikidata()).isEmpty();
    return new Comparison(
        addsItem ? candidate.wikidata() : null, accounts, completed, tenures, conflicts);
  }

  private static void columns(Candidate candidate, Actor actor, List<String> conflicts) {
    differs("Wikidata item", candidate.wikidata(), actor.wikidata(), conflicts);
    differs("country", candidate.country(), actor.country(), conflicts);
    differs("host", candidate.host(), actor.host(), conflicts);
    boolean isKindTold = candidate.voice() == Voice.INSTITUTION && !candidate.isNameComposed();
    if (isKindTold && candidate.kind() != actor.kind()) {
      differs("kind", candidate.kind().slug(), actor.kind().slug(), conflicts);
    }
  }

  private static void differs(
      String what, @Nullable String listed, @Nullable String known, List<String> conflicts) {
    if (listed != null && known != null && !listed.equals(known)) {
      conflicts.add("%s is %s in the registry, %s in the list".formatted(what, known, listed));
    }
  }

  private static boolean isNew(
      AccountFact account, String actor, ActorIndex index, List<String> conflicts) {
    String what = account.network().slug() + " " + account.handle();
    List<AccountRow> byId =
        account.nativeId() == null ? List.of() : index.byId(account.network(), account.nativeId());
    List<AccountRow> byHandle = index.byHandle(account.network(), account.handle());
    for (AccountRow row : byId) {
      if (!row.handle().equalsIgnoreCase(account.handle()) && byHandle.isEmpty()) {
        conflicts.add("%s is called %s in the registry".formatted(what, row.handle()));
      }
    }
    for (AccountRow row : byHandle) {
      if (row.nativeId() != null
          && account.nativeId() != null
          && !row.nativeId().equals(account.nativeId())) {
        conflicts.add(
            "%s has id %s in the registry, %s in the list"
                .formatted(what, row.nativeId(), account.nativeId()));
      }
    }
    java.util.stream.Stream.concat(byId.stream(), byHandle.stream())
        .map(AccountRow::actor)
        .distinct()
        .filter(other -> !other.equals(actor))
        .forEach(other -> conflicts.add("%s speaks for %s in the registry".formatted(what, other)));
    return byId.isEmpty() && byHandle.isEmpty();
  }

  /**
   * Where the handle has one row, the actor's own and without an id, and nobody has the list's id:
   * that row with the id. Where there is more history, a person decides.
   */
  private static Optional<AccountFact> completed(
      AccountFact account, String actor, ActorIndex index) {
    String id = account.nativeId();
    List<AccountRow> rows = index.byHandle(account.network(), account.handle());
    if (id == null || rows.size() != 1 || !index.byId(account.network(), id).isEmpty()) {
      return Optional.empty();
    }
    AccountRow row = rows.getFirst();
    if (row.nativeId() != null || !row.actor().equals(actor)) {
      return Optional.empty();
    }
    Candidate.Proof proof = account.proof();
    return Optional.of(
        new AccountFact(
            row.network(),
            row.handle(),
            id,
            row.from() == null ? null : row.from().toString(),
            row.to() == null ? null : row.to().toString(),
            new Candidate.Proof(
                "%s ; id: %s".formatted(row.source(), proof.source()), proof.checked())));
  }

  private static Optional<NewTenure> tenure(
      TenureFact fact, @Nullable Actor actor, ActorIndex index, List<String> conflicts) {
    List<String> offices = index.offices(fact.office(), fact.country());
    String what = "%s of %s".formatted(fact.office().slug(), fact.country());
    if (offices.size() != 1) {
      conflicts.add(
          offices.isEmpty()
              ? "the registry has no %s".formatted(what)
              : "the registry has %d of %s".formatted(offices.size(), what));
      return Optional.empty();
    }
    String office = offices.getFirst();
    Registry registry = index.registry();
    List<Tenure> known =
        actor == null
            ? List.of()
            : registry.tenuresOf(actor.id()).stream()
                .filter(tenure -> tenure.office().equals(office))
                .toList();
    if (known.isEmpty()) {
      return Optional.of(new NewTenure(fact, office));
    }
    boolean isKnown =
        known.stream().anyMatch(t -> is(t.from(), fact.from()) && is(t.to(), fact.to()));
    if (!isKnown) {
      conflicts.add(
          "%s from %s to %s in the list, otherwise in the registry"
              .formatted(what, told(fact.from()), told(fact.to())));
    }
    return Optional.empty();
  }

  private static boolean is(java.time.@Nullable Instant known, @Nullable String listed) {
    return listed == null
        ? known == null
        : Periods.read(listed).filter(at -> at.equals(known)).isPresent();
  }

  private static String told(@Nullable String date) {
    return date == null ? "(open)" : date;
  }

  /** What would be added, in words. */
  List<String> adds() {
    List<String> adds = new ArrayList<>();
    if (wikidata != null) {
      adds.add("Wikidata item " + wikidata);
    }
    accounts.forEach(a -> adds.add("account %s %s".formatted(a.network().slug(), a.handle())));
    completed.forEach(
        a -> adds.add("id %s of %s %s".formatted(a.nativeId(), a.network().slug(), a.handle())));
    tenures.forEach(
        t ->
            adds.add(
                "holds %s from %s to %s"
                    .formatted(t.office(), told(t.fact().from()), told(t.fact().to()))));
    return adds;
  }
}
