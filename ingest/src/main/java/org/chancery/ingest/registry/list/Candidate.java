package org.chancery.ingest.registry.list;

import java.util.List;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Voice;
import org.jspecify.annotations.Nullable;

/**
 * An actor as a list of others tells it, not yet compared with the registry. Immutable.
 *
 * @param names the main one first; others are spellings and scripts of the same name
 * @param isNameComposed whether the reader made the name from other columns, so that it proves
 *     nothing
 * @param country ISO alpha-3 of the registry
 * @param host of a mission: ISO alpha-3 of the receiving state
 * @param mission for missions, else null
 */
public record Candidate(
    Place place,
    ActorKind kind,
    Voice voice,
    List<String> names,
    @Nullable String nameFr,
    boolean isNameComposed,
    @Nullable String country,
    @Nullable String organisation,
    @Nullable String host,
    @Nullable Mission mission,
    @Nullable String wikidata,
    @Nullable String website,
    @Nullable String note,
    List<AccountFact> accounts,
    List<TenureFact> tenures,
    Proof proof) {
  public Candidate {
    names = List.copyOf(names);
    accounts = List.copyOf(accounts);
    tenures = List.copyOf(tenures);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a candidate needs a name");
    }
  }

  /** The same with another number, so that rows of several files do not share one. */
  Candidate movedBy(int rows) {
    Place moved = new Place(place.list, place.file, place.row + rows, place.line, place.part);
    return new Candidate(
        moved,
        kind,
        voice,
        names,
        nameFr,
        isNameComposed,
        country,
        organisation,
        host,
        mission,
        wikidata,
        website,
        note,
        accounts,
        tenures,
        proof);
  }

  public String name() {
    return names.getFirst();
  }

  /**
   * Where a candidate stands.
   *
   * @param list slug of the {@link ListFormat}
   * @param row of the data, from 1, without the header; of several files counted on
   * @param part tells two candidates of one row apart: empty for the row's own
   */
  public record Place(String list, String file, int row, int line, String part) {
    /** {@code leaders-2014:12} or {@code leaders-2014:12:institution}: names it in proposals. */
    public String key() {
      return list + ":" + row + (part.isEmpty() ? "" : ":" + part);
    }
  }

  /** By which source, of which date (as the registry writes dates), a fact is told. */
  public record Proof(String source, String checked) {}

  /** From {@code from} until before {@code to} the account speaks for the candidate. */
  public record AccountFact(
      Network network,
      String handle,
      @Nullable String nativeId,
      @Nullable String from,
      @Nullable String to,
      Proof proof) {}

  /** The candidate, a person, holds or held the country's office of that kind. */
  public record TenureFact(
      ActorKind office, String country, @Nullable String from, @Nullable String to, Proof proof) {}

  /**
   * @param city in which it is, as the list writes it
   */
  public record Mission(MissionType type, @Nullable String city) {}
}
