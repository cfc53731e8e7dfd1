package org.chancery.server.api.catalogue;

import java.time.Instant;
import java.util.List;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** An actor of the registry with all that is known of it. */
@Says("An actor of the registry")
public record ActorRow(
    String id,
    String kind,
    String nameEn,
    String nameFr,
    @Nullable String country,
    @Nullable String organisation,
    @Says("institution or person") String voice,
    @Says("Of missions: receiving state or organisation") @Nullable String host,
    @Nullable String wikidata,
    @Nullable String note,
    String source,
    @Nullable String checked,
    List<AccountOf> accounts,
    @Says("Offices of a person, holders of an office") List<TenureOf> tenures) {

  /** An account while it spoke for the actor. */
  public record AccountOf(
      String network,
      String handle,
      @Nullable String nativeId,
      @Nullable Instant from,
      @Nullable Instant to,
      String source,
      @Nullable String checked) {
    static AccountOf of(AccountRow row) {
      return new AccountOf(
          row.network().slug(),
          row.handle(),
          row.nativeId(),
          row.from(),
          row.to(),
          row.source(),
          row.checked());
    }
  }

  /** A time in office. */
  public record TenureOf(
      String person,
      String office,
      @Nullable Instant from,
      @Nullable Instant to,
      String source,
      @Nullable String checked) {
    static TenureOf of(Tenure t) {
      return new TenureOf(t.person(), t.office(), t.from(), t.to(), t.source(), t.checked());
    }
  }

  static ActorRow of(Actor a, Registry registry) {
    List<Tenure> tenures = registry.tenuresOf(a.id());
    return new ActorRow(
        a.id(),
        a.kind().slug(),
        a.nameEn(),
        a.nameFr(),
        a.country(),
        a.organisation(),
        a.voice().slug(),
        a.host(),
        a.wikidata(),
        a.note(),
        a.source(),
        a.checked(),
        registry.accountsOf(a.id()).stream().map(AccountOf::of).toList(),
        (tenures.isEmpty() ? registry.holdersOf(a.id()) : tenures)
            .stream().map(TenureOf::of).toList());
  }
}
