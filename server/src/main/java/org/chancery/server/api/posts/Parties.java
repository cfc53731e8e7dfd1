package org.chancery.server.api.posts;

import java.util.HashSet;
import java.util.Set;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Tenure;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.query.Party;
import org.chancery.server.api.sql.Relations;
import org.chancery.server.api.sql.Sql;

/** Actors and countries as the two sides of interactions. */
record Parties(Listing listing) {
  /** Interactions whose post may be shown; those of deleted posts are gone already. */
  static final Sql SHOWN = Sql.of(Relations.COUNTED_INTERACTION);

  Sql from(Party party) {
    return party.actorId() != null
        ? Sql.of("from_actor = {}", listing.key(party.actorId()))
        : Sql.of("from_country = {}", country(party));
  }

  /**
   * @param byPair whether the country of the author is given too, so that the index of pairs
   *     serves; else a country is looked up by all who ever spoke for it
   */
  Sql toward(Party party, boolean byPair) {
    if (party.actorId() != null) {
      return Sql.of("to_actor = {}", listing.key(party.actorId()));
    }
    Sql country = Sql.of("to_country = {}", country(party));
    if (byPair) {
      return country;
    }
    Set<Integer> speakers = speakers(country(party));
    return speakers.isEmpty()
        ? Sql.of("false")
        : Sql.of("{} and to_actor = any({})", country, speakers);
  }

  private static String country(Party party) {
    String code = party.countryCode();
    if (code == null) {
      throw new IllegalArgumentException("a party is an actor or a country");
    }
    return code;
  }

  private Set<Integer> speakers(String country) {
    Set<Integer> speakers = new HashSet<>();
    for (Actor actor : listing.registry().actors()) {
      if (country.equals(actor.country())) {
        speakers.add(listing.key(actor.id()));
        for (Tenure tenure : listing.registry().holdersOf(actor.id())) {
          listing
              .registry()
              .findActor(tenure.person())
              .ifPresent(person -> speakers.add(listing.key(person.id())));
        }
      }
    }
    return speakers;
  }
}
