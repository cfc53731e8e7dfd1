package org.chancery.core.measure;

import java.util.List;

/** Presence: which states are on which network. */
final class PresenceMeasures {
  private static final Measure PRESENCE =
      Measure.of("presence", Unit.STATES, Group.PRESENCE)
          .name("Presence", "Présence")
          .definition(
              "How many states have, at a moment, at least one listed account that speaks for them on "
                  + "a network, is not closed and has not fallen silent. Heads of state and of "
                  + "government, ministries, ministers, missions, diplomats and other official "
                  + "bodies speak for a state; former leaders, media, parties and researchers do "
                  + "not. The total beside it is that of the members of the United Nations.",
              "Nombre d'États qui disposent, à un moment donné, d'au moins un compte recensé "
                  + "s'exprimant en leur nom sur un réseau, ni fermé ni devenu silencieux. Chefs "
                  + "d'État et de gouvernement, ministères, ministres, missions, diplomates et autres "
                  + "organes officiels s'expriment au nom d'un État ; anciens dirigeants, médias, "
                  + "partis et chercheurs, non. Le total indiqué à côté est celui des membres des "
                  + "Nations unies.")
          .formula(
              "|{s : some listed account a of s with since(a) <= T < to(a) and not silent(a, T)}|, since(a) = from(a) where told, "
                  + "else min(first post stored, date of the source); silent(a, T): last post stored before T - 180 d while "
                  + "others of the network were heard after it")
          .source(
              "Own definition; the yearly counts of states on each network go back to the Twiplomacy studies 2012-2020.")
          .limits(
              "No account listed does not mean absent: the list is not complete. Where the list has no "
                  + "date of opening, an account counts from its first stored post or from the day its "
                  + "source was dated, so that earlier years show too few. A pause between two stored "
                  + "posts is not told.",
              "« Aucun compte recensé » ne veut pas dire absent : la liste n'est pas complète. Quand la "
                  + "date d'ouverture manque, un compte est pris en considération à partir de sa première "
                  + "publication conservée ou de la date de sa source : les premières années sont donc "
                  + "sous-estimées. Une pause entre deux publications conservées n'apparaît pas.")
          .example(
              "On a network 120 members of the United Nations have a listed account; 6 closed theirs and 4 "
                  + "have not posted for 180 days: 110 of 193.",
              "Sur un réseau, 120 membres des Nations unies ont un compte recensé ; 6 l'ont fermé et 4 "
                  + "n'ont rien publié depuis 180 jours : 110 sur 193.")
          .first("2026-11-22");

  static final List<Measure> ALL = List.of(PRESENCE);

  private PresenceMeasures() {}
}
