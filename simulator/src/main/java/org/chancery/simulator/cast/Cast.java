package org.chancery.simulator.cast;

import java.util.List;

/**
 * All who play in one world. Immutable.
 *
 * @param actors rows of the registry: those with an account, and the offices that persons hold
 * @param diplomats one for each actor's account
 * @param circles for each diplomat, by position, the positions of those it deals with most
 * @param strangers ordinary accounts, not in the registry
 */
public record Cast(
    Countries countries,
    List<Actor> actors,
    List<Tenure> tenures,
    List<Diplomat> diplomats,
    List<List<Integer>> circles,
    List<Account> strangers) {
  public Cast {
    actors = List.copyOf(actors);
    tenures = List.copyOf(tenures);
    diplomats = List.copyOf(diplomats);
    circles = List.copyOf(circles);
    strangers = List.copyOf(strangers);
  }
}
