package org.chancery.core.measure;

import java.util.List;

/** Response: what the public does with it. */
final class ResponseMeasures {
  private static final String SINCE = "2026-11-21";

  private static final Measure ENGAGEMENT =
      Measure.of("engagement", Unit.INTERACTIONS, Group.RESPONSE)
          .name("Engagement", "Interactions")
          .definition(
              "Likes, reposts, quotes and replies that the posts of the period received, as last seen. The "
                  + "parts are listed for each network.",
              "« J'aime », republications, citations et réponses reçus par les publications de la "
                  + "période, selon la dernière observation. Le détail est donné réseau par réseau.")
          .formula(
              "sum over p in P(A, W), not a repost, of likes + reposts + quotes + replies, as last observed")
          .source("Public metrics of each network's documentation; views are not in it.")
          .limits(
              "It does not say whether people approved: indignation is engagement too. Networks do not "
                  + "count alike, and some tell only some of the parts, so they are never added up without "
                  + "saying so. Recent posts have not yet received all of theirs.",
              "Ce nombre ne dit pas si le public approuve : l'indignation aussi suscite des interactions. "
                  + "Les réseaux ne comptent pas de la même manière, et certains ne livrent qu'une partie "
                  + "des chiffres : ils ne sont jamais additionnés sans que ce soit précisé. Les "
                  + "publications récentes n'ont pas encore reçu toutes les leurs.")
          .example(
              "Two posts, with 40 likes, 10 reposts, 2 replies and with 5 likes, 1 quote: 58.",
              "Deux publications, l'une avec 40 « j'aime », 10 republications et 2 réponses, l'autre avec "
                  + "5 « j'aime » et 1 citation : 58.")
          .first(SINCE);

  private static final Measure EFFECTIVENESS =
      Measure.of("effectiveness", Unit.REPOSTS_PER_POST, Group.RESPONSE)
          .name("Effectiveness", "Efficacité")
          .definition(
              "How many times an original post of the account is passed on, on average. The median "
                  + "stands beside it: half of the posts are passed on more often, half less.",
              "Nombre moyen de fois où une publication originale du compte est relayée. La médiane figure "
                  + "à côté : la moitié des publications sont relayées davantage, l'autre moitié moins.")
          .formula(
              "mean of reposts(p) over the originals p of P(A, W); 95 % t interval; median with its binomial interval")
          .source("Twiplomacy studies 2013-2018 (\"most effective\"): average retweets per tweet.")
          .limits(
              "One post that the whole world passes on lifts the mean: look at the median too. It grows with "
                  + "the number of followers, so it is no measure of skill. Replies and quotes are left out. "
                  + "With fewer than 20 originals there is no answer.",
              "Une seule publication relayée dans le monde entier élève la moyenne : regarder aussi la "
                  + "médiane. Elle croît avec le nombre d'abonnés et ne mesure donc pas le talent. "
                  + "Réponses et citations n'y entrent pas. En deçà de 20 publications originales, il n'y a "
                  + "pas de réponse.")
          .example(
              "20 original posts: 19 are reposted 10 times, one 1,810 times: mean 100, median 10.",
              "20 publications originales : 19 sont relayées 10 fois, une l'est 1 810 fois : moyenne 100, "
                  + "médiane 10.")
          .rate()
          .first(SINCE);

  private static final Measure INTERACTION_RATE =
      Measure.of("interaction-rate", Unit.PER_THOUSAND, Group.RESPONSE)
          .name("Interaction rate", "Taux d'interaction")
          .definition(
              "Interactions that a post received for each 1,000 followers the account had when it was "
                  + "published; for an account the median of its posts.",
              "Interactions reçues par une publication pour 1 000 abonnés que comptait le compte lors de "
                  + "sa parution ; pour un compte, la médiane de ses publications.")
          .formula(
              "1000 x engagement(p) / followers(author, created(p)); median over p in P(A, W), not a repost")
          .source(
              "Usual in the trade (CrowdTangle help: \"interaction rate\"), with followers of that day; interval: binomial order statistics.")
          .limits(
              "Small accounts have high rates: compare accounts of like size. Posts whose number of "
                  + "followers is not known are left out.",
              "Les petits comptes ont des taux élevés : ne comparer que des comptes de taille voisine. Les "
                  + "publications dont le nombre d'abonnés est inconnu n'y entrent pas.")
          .example(
              "A post with 50 interactions of an account with 20,000 followers: 2.5 for each 1,000.",
              "Une publication à 50 interactions d'un compte à 20 000 abonnés : 2,5 pour 1 000.")
          .rate()
          .first(SINCE);

  private static final Measure H_REACH =
      Measure.of("h-reach", Unit.POSTS, Group.RESPONSE)
          .name("h-reach", "Portée h")
          .definition(
              "The largest number h such that h posts were each passed on at least h times. It rewards being "
                  + "passed on often and steadily, not one lucky post.",
              "Le plus grand nombre h tel que h publications ont chacune été relayées au moins h fois. Il "
                  + "récompense une diffusion forte et régulière, non un seul coup d'éclat.")
          .formula("max h : |{p in P(A, W), not a repost : reposts(p) >= h}| >= h")
          .source(
              "Hirsch, PNAS 102 (2005); on posts: DeVerna et al., FIB index, PLOS ONE 19 (2024).")
          .limits(
              "It can only grow with the length of the period and the number of posts: compare equal "
                  + "periods. It does not say who passed the posts on, nor why.",
              "Il ne peut que croître avec la longueur de la période et le nombre de publications : "
                  + "comparer des périodes égales. Il ne dit ni qui a relayé, ni pourquoi.")
          .example(
              "Reposts 9, 5, 4, 4, 1: four posts with at least 4: h is 4. 100 posts of 100 reposts: 100; one "
                  + "post of a million: 1.",
              "Republications 9, 5, 4, 4, 1 : quatre publications en ont au moins 4, h vaut 4. 100 "
                  + "publications relayées 100 fois : 100 ; une seule relayée un million de fois : 1.")
          .first(SINCE);

  static final List<Measure> ALL = List.of(ENGAGEMENT, EFFECTIVENESS, INTERACTION_RATE, H_REACH);

  private ResponseMeasures() {}
}
