package org.chancery.core.measure;

import java.util.List;

/** Audience: who follows. */
final class AudienceMeasures {
  private static final String SINCE = "2026-11-21";

  private static final Measure FOLLOWERS =
      Measure.of("followers", Unit.ACCOUNTS, Group.AUDIENCE)
          .name("Followers", "Abonnés")
          .definition(
              "How many accounts follow, as the network last told before the end of the period. An "
                  + "actor's accounts are listed one by one; where they are added up, the sum says that "
                  + "one person may be in it twice.",
              "Nombre de comptes abonnés, selon le dernier relevé du réseau avant la fin de la période. "
                  + "Les comptes d'un acteur sont présentés un à un ; quand ils sont additionnés, il est "
                  + "précisé qu'une même personne peut y figurer deux fois.")
          .formula("followers in the last snapshot before to(W)")
          .source("The figure each network shows on a profile.")
          .limits(
              "Followers are not readers, and not citizens of the country: some are machines, many are "
                  + "abroad, and most see only part of the posts. Networks purge accounts at times, so a "
                  + "fall may come from them.",
              "Un abonné n'est pas un lecteur, ni forcément un ressortissant du pays : certains sont des "
                  + "automates, beaucoup vivent à l'étranger, et la plupart ne voient qu'une partie des "
                  + "publications. Les réseaux suppriment parfois des comptes en masse : une baisse peut "
                  + "venir de là.")
          .example(
              "Seen on 3 May: 120,400, on 9 May: 120,950; for the week that ends on 8 May: 120,400.",
              "Relevé du 3 mai : 120 400, relevé du 9 mai : 120 950 ; pour la semaine close le 8 mai : "
                  + "120 400.")
          .first(SINCE);

  private static final Measure FOLLOWERS_GROWTH =
      Measure.of("followers-growth", Unit.ACCOUNTS, Group.AUDIENCE)
          .name("Growth of followers", "Progression des abonnés")
          .definition(
              "How many followers were gained or lost: the difference between the snapshots nearest to "
                  + "the two ends of the period, also in percent of the first.",
              "Nombre d'abonnés gagnés ou perdus : différence entre les relevés les plus proches des deux "
                  + "bornes de la période, donnée aussi en pourcentage du premier.")
          .formula(
              "f(last) - f(first); 100 x (f(last) - f(first)) / f(first); each at most 10 % of W from its end")
          .source("Own definition.")
          .limits(
              "Without a snapshot near each end there is no answer, rather than a guess. A sudden rise may "
                  + "come from bought followers, an election, or the network's own suggestions.",
              "Sans relevé proche de chaque borne, il n'y a pas de réponse plutôt qu'une conjecture. Une "
                  + "hausse soudaine peut venir d'abonnés achetés, d'une élection ou des suggestions du "
                  + "réseau lui-même.")
          .example(
              "50,000 at the beginning of the month, 51,000 at its end: 1,000 more, or 2 %. For 30 days "
                  + "each snapshot may lie at most 3 days from its end.",
              "50 000 au début du mois, 51 000 à la fin : 1 000 de plus, soit 2 %. Pour 30 jours, chaque "
                  + "relevé peut être distant de sa borne de 3 jours au plus.")
          .first(SINCE);

  static final List<Measure> ALL = List.of(FOLLOWERS, FOLLOWERS_GROWTH);

  private AudienceMeasures() {}
}
