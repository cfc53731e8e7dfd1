package org.chancery.core.measure;

import java.util.List;

/** Conversation: who talks with whom. */
final class ConversationMeasures {
  private static final String SINCE = "2026-11-21";

  private static final Measure CONVERSATIONAL =
      Measure.of("conversational", Unit.SHARE, Group.CONVERSATION)
          .name("Conversational", "Part de conversation")
          .definition(
              "Of all that the account says in its own words, the part that answers somebody.",
              "Parmi tout ce que le compte dit dans ses propres mots, la part qui répond à quelqu'un.")
          .formula("|replies| / (|originals| + |replies| + |quotes|) in P(A, W); Wilson interval")
          .source(
              "Twiplomacy studies 2013-2018 (\"most conversational\"), without reposts; Wilson (1927).")
          .limits(
              "Answers to its own earlier posts (threads) count as replies. It does not say who is answered, "
                  + "nor how well. With fewer than 20 posts there is no answer.",
              "Les réponses à ses propres publications (fils) comptent parmi les réponses. Cette part ne "
                  + "dit pas à qui l'on répond, ni avec quel soin. En deçà de 20 publications, il n'y a pas "
                  + "de réponse.")
          .example(
              "30 originals, 15 replies, 5 quotes: 15 of 50, that is 0.30. Its 40 reposts change nothing.",
              "30 publications originales, 15 réponses, 5 citations : 15 sur 50, soit 0,30. Ses 40 "
                  + "republications n'y changent rien.")
          .rate()
          .first(SINCE);

  private static final Measure CONVERSATIONAL_ALL =
      Measure.of("conversational-all", Unit.SHARE, Group.CONVERSATION)
          .name("Conversational, with reposts", "Part de conversation, repartages compris")
          .definition(
              "The part of answers in all activity of the account, reposts included: the other way in which "
                  + "the yearly studies of world leaders can be read.",
              "Part des réponses dans toute l'activité du compte, republications comprises : l'autre façon "
                  + "de lire les études annuelles sur les dirigeants du monde.")
          .formula(
              "|replies| / (|originals| + |replies| + |quotes| + |reposts|) in P(A, W); Wilson interval")
          .source(
              "Twiplomacy studies 2013-2018, which do not say whether retweets are in; Wilson (1927).")
          .limits(
              "An account that passes on a lot seems less of a talker than it is. To compare with a study, "
                  + "first find out which of the two it printed.",
              "Un compte qui relaie beaucoup y paraît moins enclin au dialogue qu'il ne l'est. Avant toute "
                  + "comparaison avec une étude, établir laquelle des deux parts elle donne.")
          .example(
              "30 originals, 15 replies, 5 quotes, 40 reposts: 15 of 90, that is 0.17.",
              "30 publications originales, 15 réponses, 5 citations, 40 republications : 15 sur 90, soit "
                  + "0,17.")
          .rate()
          .first(SINCE);

  private static final Measure RESPONSE_TIME =
      Measure.of("response-time", Unit.SECONDS, Group.CONVERSATION)
          .name("Time to answer", "Délai de réponse")
          .definition(
              "How long the account takes to answer a post that somebody else addressed to it: the median "
                  + "and the quartiles of its answers.",
              "Temps que met le compte à répondre à une publication qu'un autre lui adresse : médiane et "
                  + "quartiles de ses réponses.")
          .formula(
              "median and quartiles of created(reply) - created(post replied to), posts of others addressed to A; binomial intervals")
          .source(
              "Own definition; quantiles: Hyndman and Fan (1996), type 7; interval: binomial order statistics.")
          .limits(
              "Only what was answered is in it: a quick answer to one in a hundred looks good. The post replied "
                  + "to must be in our hands to know its time. Nights and time zones count in full.",
              "Seul ce qui a reçu une réponse y entre : répondre vite à une publication sur cent fait bonne "
                  + "figure. Il faut détenir la publication d'origine pour en connaître l'heure. Nuits et "
                  + "fuseaux horaires sont comptés en entier.")
          .example(
              "Answers after 5 minutes, 1 hour and 2 days: the median is 1 hour (3,600 seconds). In practice "
                  + "at least 20 answers are needed.",
              "Réponses après 5 minutes, 1 heure et 2 jours : la médiane est d'une heure (3 600 "
                  + "secondes). En pratique, il faut au moins 20 réponses.")
          .rate()
          .first(SINCE);

  private static final Measure COUNTRY_MATRIX =
      Measure.of("country-matrix", Unit.POSTS, Group.CONVERSATION)
          .name("Who addresses whom", "Qui s'adresse à qui")
          .definition(
              "For two countries, the posts by actors of the first that mention, reply to, repost or quote an "
                  + "account of the second: four kinds, kept apart. A post counts once in a kind for each "
                  + "country it addresses; speech within one country is shown apart.",
              "Pour deux pays, les publications d'acteurs du premier qui mentionnent un compte du second, lui "
                  + "répondent, le republient ou le citent : quatre modes, tenus séparés. Une publication "
                  + "compte une fois par mode pour chaque pays visé ; les échanges au sein d'un même pays "
                  + "sont présentés à part.")
          .formula(
              "x_ij = |{p in P(i, W) : p addresses an account of j}| by kind; asymmetry (x_ij - x_ji) / (x_ij + x_ji)")
          .source("Own definition; asymmetry's interval: Wilson (1927) on x_ij / (x_ij + x_ji).")
          .limits(
              "Address is not friendship: one mentions opponents as well. The author of a post that is answered, "
                  + "quoted or reposted is not also a mention of it, and mentions inside a reposted text belong "
                  + "to its author. Countries with more listed accounts are addressed more.",
              "S'adresser à quelqu'un n'est pas lui être favorable : on mentionne aussi ses adversaires. "
                  + "L'auteur d'une publication à laquelle on répond, que l'on cite ou republie, n'est pas "
                  + "compté en outre comme mentionné, et les mentions d'un texte republié reviennent à son "
                  + "auteur. Les pays qui comptent plus de comptes recensés sont plus souvent visés.")
          .example(
              "France's actors mention Brazilian accounts in 30 posts, Brazil's actors French ones in 10: "
                  + "asymmetry (30 - 10) / 40 = 0.5.",
              "Des acteurs français mentionnent des comptes brésiliens dans 30 publications, des acteurs "
                  + "brésiliens des comptes français dans 10 : asymétrie (30 - 10) / 40 = 0,5.")
          .first(SINCE);

  static final List<Measure> ALL =
      List.of(CONVERSATIONAL, CONVERSATIONAL_ALL, RESPONSE_TIME, COUNTRY_MATRIX);

  private ConversationMeasures() {}
}
