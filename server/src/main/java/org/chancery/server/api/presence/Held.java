package org.chancery.server.api.presence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.chancery.core.event.Network;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.chancery.core.registry.Voice;
import org.jspecify.annotations.Nullable;

/**
 * One account while one actor held it, with all that dates it. Immutable.
 *
 * @param since when it is first known to have spoken for the actor
 * @param to when it ceased to; null while it lasts
 * @param firstPost first UTC day with a stored post
 * @param lastPost last UTC day with a stored post
 * @param tenures offices of a person; empty for institutions
 */
record Held(
    Actor actor,
    Network network,
    Instant since,
    Basis basis,
    @Nullable Instant to,
    @Nullable LocalDate firstPost,
    @Nullable LocalDate lastPost,
    List<Tenure> tenures) {
  /** Without a post for so long an account is silent; as in the measure dormant. */
  static final Period SILENCE = Period.ofDays(180);

  /** For which state it speaks, and as what. */
  record Office(String country, ActorKind kind) {}

  boolean knownAt(Instant moment) {
    return !moment.isBefore(since);
  }

  boolean closedAt(Instant moment) {
    return to != null && !moment.isBefore(to);
  }

  /**
   * How it stands at a moment at which it is known.
   *
   * @param heard whether anybody was heard on the network in the 180 days before
   */
  State stateAt(Instant moment, boolean heard) {
    if (closedAt(moment)) {
      return State.LEFT;
    }
    LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    if (firstPost == null || lastPost == null || firstPost.isAfter(day)) {
      return State.LISTED;
    }
    if (!lastPost.isBefore(day.minus(SILENCE))) {
      return State.POSTING;
    }
    return heard ? State.SILENT : State.LISTED;
  }

  /** Null for who speaks for no state at that moment. */
  @Nullable Office officeAt(Instant moment, Registry registry) {
    if (tenures.stream().anyMatch(t -> t.holdsAt(moment))) {
      Actor office = registry.officeAt(actor, moment).orElse(actor);
      return office(office.country(), office.kind());
    }
    boolean former = actor.voice() == Voice.PERSON && actor.kind() == ActorKind.OFFICIAL;
    return former ? null : office(actor.country(), actor.kind());
  }

  private static @Nullable Office office(@Nullable String country, ActorKind kind) {
    return country == null ? null : new Office(country, kind);
  }
}
