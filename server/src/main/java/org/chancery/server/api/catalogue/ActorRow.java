package org.chancery.server.api.catalogue;

import java.time.Instant;
import java.util.List;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** An actor of the registry with all that is known of it. */
@Says("An actor of the registry")
public record ActorRow(
    String id,
    @Says(
            "By the office held now, else as listed; a post counts by the office held when it was made")
        String kind,
    @Says("As the list has it: where no office is held") String listedKind,
    String nameEn,
    String nameFr,
    @Nullable String country,
    @Nullable String organisation,
    @Nullable String organisationNameEn,
    @Nullable String organisationNameFr,
    @Says("institution or person") String voice,
    @Says("Of missions: receiving state or organisation") @Nullable String host,
    @Nullable String hostNameEn,
    @Nullable String hostNameFr,
    @Nullable String wikidata,
    @Nullable String note,
    String source,
    @Nullable String checked,
    List<AccountOf> accounts,
    @Says("Offices of a person, holders of an office") List<TenureOf> tenures,
    @Says("Of one actor: what was noticed about its listed accounts and is not in the registry")
        @Nullable List<AlertOf> alerts) {

  /** An account while it spoke for the actor. */
  public record AccountOf(
      String network,
      String handle,
      @Nullable String nativeId,
      @Nullable Instant from,
      @Nullable Instant to,
      String source,
      @Nullable String checked,
      @Says(
              "own-domain: under the website that the list names; government-domain: under a domain of public authorities; "
                  + "source: the source says so; unconfirmed: a candidate")
          String proof) {
    static AccountOf of(Actor actor, AccountRow row) {
      return new AccountOf(
          row.network().slug(),
          row.handle(),
          row.nativeId(),
          row.from(),
          row.to(),
          row.source(),
          row.checked(),
          Proof.of(actor, row).slug());
    }
  }

  /** A time in office. */
  public record TenureOf(
      String person,
      @Nullable String personNameEn,
      @Nullable String personNameFr,
      @Says("Title or remark, as the list has it") @Nullable String personNote,
      String office,
      @Nullable String officeNameEn,
      @Nullable String officeNameFr,
      @Nullable Instant from,
      @Nullable Instant to,
      String source,
      @Nullable String checked) {
    static TenureOf of(Tenure t, Registry registry) {
      Actor person = registry.findActor(t.person()).orElse(null);
      Actor office = registry.findActor(t.office()).orElse(null);
      return new TenureOf(
          t.person(),
          person == null ? null : person.nameEn(),
          person == null ? null : person.nameFr(),
          person == null ? null : person.note(),
          t.office(),
          office == null ? null : office.nameEn(),
          office == null ? null : office.nameFr(),
          t.from(),
          t.to(),
          t.source(),
          t.checked());
    }
  }

  private record Name(@Nullable String en, @Nullable String fr) {
    /** Of a country by its code or of an actor by its id. */
    static Name of(@Nullable String id, Registry registry) {
      if (id == null) {
        return new Name(null, null);
      }
      return registry
          .findCountry(id)
          .map(c -> new Name(c.nameEn(), c.nameFr()))
          .or(() -> registry.findActor(id).map(a -> new Name(a.nameEn(), a.nameFr())))
          .orElseGet(() -> new Name(null, null));
    }
  }

  /**
   * @param kind of now
   * @param alerts null in lists
   */
  static ActorRow of(Actor a, ActorKind kind, Registry registry, @Nullable List<AlertOf> alerts) {
    List<Tenure> tenures = registry.tenuresOf(a.id());
    Name organisation = Name.of(a.organisation(), registry);
    Name host = Name.of(a.host(), registry);
    return new ActorRow(
        a.id(),
        kind.slug(),
        a.kind().slug(),
        a.nameEn(),
        a.nameFr(),
        a.country(),
        a.organisation(),
        organisation.en,
        organisation.fr,
        a.voice().slug(),
        a.host(),
        host.en,
        host.fr,
        a.wikidata(),
        a.note(),
        a.source(),
        a.checked(),
        registry.accountsOf(a.id()).stream().map(row -> AccountOf.of(a, row)).toList(),
        (tenures.isEmpty() ? registry.holdersOf(a.id()) : tenures)
            .stream().map(tenure -> TenureOf.of(tenure, registry)).toList(),
        alerts);
  }
}
