package org.chancery.core.measure;

import java.util.List;

/** Voice: how much an actor speaks. */
final class VoiceMeasures {
  private static final String SINCE = "2026-11-21";

  private static final Measure POSTS =
      Measure.of("posts", Unit.POSTS, Group.VOICE)
          .name("Posts", "Messages")
          .definition(
              "How many times the accounts spoke in their own words: original posts, replies and "
                  + "quotes. Plain reposts of others are not in it, and a post that was deleted is no "
                  + "longer counted.",
              "Nombre de prises de parole des comptes dans leurs propres mots : publications "
                  + "originales, réponses et citations. Les simples republications n'en font pas "
                  + "partie, et une publication supprimée n'est plus comptée.")
          .formula("|originals| + |replies| + |quotes| in P(A, W)")
          .source("Own definition; kinds of post as each network's documentation names them.")
          .limits(
              "It says how much, not how well nor with what effect. An actor with several accounts "
                  + "that publish the same text counts each of them. While we did not hear a network, "
                  + "posts are missing: the upper end of the interval allows for that.",
              "Ce nombre dit combien, non avec quelle qualité ni avec quel effet. Un acteur qui "
                  + "diffuse le même texte sur plusieurs comptes voit chacun compté. Quand un réseau "
                  + "n'a pas été entendu, des publications manquent : la borne haute de l'intervalle "
                  + "en tient compte.")
          .example(
              "In a week an embassy publishes 8 posts, answers 3 people, quotes 1 post and reposts "
                  + "10: 12 posts. If we heard the network 80 % of the time: between 12 and 15.",
              "En une semaine, une ambassade diffuse 8 publications, répond à 3 personnes, cite 1 "
                  + "publication et en republie 10 : 12 publications. Si le réseau a été entendu "
                  + "80 % du temps : entre 12 et 15.")
          .first(SINCE);

  private static final Measure REPOSTS_MADE =
      Measure.of("reposts-made", Unit.POSTS, Group.VOICE)
          .name("Reposts made", "Repartages faits")
          .definition(
              "How many posts of others (or older ones of its own) the accounts passed on unchanged.",
              "Nombre de publications d'autrui (ou de publications propres plus anciennes) que les "
                  + "comptes ont relayées sans rien y changer.")
          .formula("|reposts| in P(A, W)")
          .source("Own definition; kinds of post as each network's documentation names them.")
          .limits(
              "To repost is not always to agree. In files that do not mark reposts, a text that "
                  + "begins with \"RT @handle\" is taken for one.",
              "Republier n'est pas toujours approuver. Dans les fichiers qui ne signalent pas les "
                  + "republications, un texte qui commence par « RT @identifiant » est tenu pour "
                  + "l'une d'elles.")
          .example(
              "A ministry passes on 6 posts of its embassies and 4 of its minister: 10.",
              "Un ministère relaie 6 publications de ses ambassades et 4 de son ministre : 10.")
          .first(SINCE);

  private static final Measure HASHTAG_POSTS =
      Measure.of("hashtag-posts", Unit.POSTS, Group.VOICE)
          .name("Posts with a hashtag", "Messages avec un mot-dièse")
          .definition(
              "How many posts hold a given hashtag at least once. Upper and lower case, and full-width "
                  + "letters, make no difference; accents do.",
              "Nombre de publications qui contiennent au moins une fois un mot-dièse donné. "
                  + "Majuscules, minuscules et lettres de pleine chasse sont confondues ; les accents "
                  + "comptent.")
          .formula(
              "|{p in P(A, W), not a repost : tag in fold(tags(p))}|, fold = NFKC case folding")
          .source(
              "Unicode Standard Annex 31 (NFKC_Casefold); twitter-text 3.1 for what a hashtag is.")
          .limits(
              "A hashtag is not a subject: many posts on a subject carry none, and a hashtag can be "
                  + "used against its authors. Reposts are left out.",
              "Un mot-dièse n'est pas un sujet : bien des publications sur un sujet n'en portent "
                  + "aucun, et un mot-dièse peut être retourné contre ses auteurs. Les republications "
                  + "ne sont pas comptées.")
          .example(
              "\"#COP21 ... #cop21\" in one post and \"#Cop21\" in another: 2 posts for cop21.",
              "« #COP21 … #cop21 » dans une publication et « #Cop21 » dans une autre : 2 publications "
                  + "pour cop21.")
          .first(SINCE);

  private static final Measure POSTS_PER_DAY =
      Measure.of("posts-per-day", Unit.POSTS_PER_DAY, Group.VOICE)
          .name("Posts a day", "Messages par jour")
          .definition(
              "Posts divided by the days of the period, so that periods of different length can be "
                  + "compared.",
              "Nombre de publications divisé par le nombre de jours de la période, afin de comparer "
                  + "des périodes de longueurs différentes.")
          .formula("posts(A, W) / days(W)")
          .source("Twiplomacy studies 2012-2020 (\"average tweets per day\").")
          .limits(
              "A mean hides the rhythm: a summit can bring forty posts in a day and silence after it. "
                  + "Days before an account existed count too.",
              "Une moyenne masque le rythme : un sommet peut susciter quarante publications en un jour, "
                  + "puis le silence. Les jours antérieurs à la création d'un compte sont comptés "
                  + "aussi.")
          .example(
              "42 posts in 14 days: 3 posts a day.", "42 publications en 14 jours : 3 par jour.")
          .first(SINCE);

  private static final Measure SHARE_OF_VOICE =
      Measure.of("share-of-voice", Unit.SHARE, Group.VOICE)
          .name("Share of voice", "Part de voix")
          .definition(
              "Of all posts by the named panel of actors, the part that is this actor's. The panel "
                  + "and its size are always given beside it.",
              "Parmi toutes les publications du panel d'acteurs indiqué, la part de celles de cet "
                  + "acteur. Le panel et sa taille sont toujours donnés à côté.")
          .formula("posts(A, W) / posts(panel, W)")
          .source("Usual in media analysis; interval: Wilson (1927).")
          .limits(
              "It depends on who is in the panel: two shares compare only while the panel is the "
                  + "same. To speak much is not to be heard.",
              "Elle dépend de la composition du panel : deux parts ne se comparent que si le panel "
                  + "est le même. Parler beaucoup n'est pas être entendu.")
          .example(
              "150 posts of the 1,000 by the G20's ministries: 0.15, that is 15 % (interval 12.9 to 17.3 "
                  + "%).",
              "150 publications sur les 1 000 des ministères du G20 : 0,15, soit 15 % (intervalle de "
                  + "12,9 à 17,3 %).")
          .rate()
          .first(SINCE);

  private static final Measure SHARE_OF_MENTIONS =
      Measure.of("share-of-mentions", Unit.SHARE, Group.VOICE)
          .name("Share of mentions", "Part des mentions")
          .definition(
              "Of all mentions that members of the panel received in the posts we hold, the part that "
                  + "names this actor. A post counts once for each actor it names.",
              "Parmi toutes les mentions reçues par les membres du panel dans les publications "
                  + "recueillies, la part de celles qui nomment cet acteur. Une publication compte une "
                  + "fois pour chaque acteur nommé.")
          .formula("mentions received(A, W) / mentions received(panel, W)")
          .source("Usual in media analysis; interval: Wilson (1927).")
          .limits(
              "Mentions may be hostile, and only posts that reached us are counted: mostly those of "
                  + "listed accounts, not of the whole public. It compares only within one panel.",
              "Une mention peut être hostile, et seules les publications qui nous sont parvenues sont "
                  + "comptées : pour l'essentiel celles des comptes recensés, non celles de tout le "
                  + "public. Elle ne se compare qu'au sein d'un même panel.")
          .example(
              "The panel received 400 mentions, of which 100 name the minister: 0.25.",
              "Le panel a reçu 400 mentions, dont 100 nomment le ministre : 0,25.")
          .rate()
          .first(SINCE);

  private static final Measure DORMANT =
      Measure.of("dormant", Unit.YES_NO, Group.VOICE)
          .name("Dormant", "Compte dormant")
          .definition(
              "Whether the account published nothing of its own during the last 180 days. The number "
                  + "of days is printed with the answer.",
              "Indique si le compte n'a rien publié lui-même durant les 180 derniers jours. Le nombre "
                  + "de jours figure avec la réponse.")
          .formula("P(A, [to(W) - 180 d, to(W))) holds no post; reposts are not posts here")
          .source("Twiplomacy studies 2012-2020 (\"dormant\"); the period is ours.")
          .limits(
              "An account that only reposts is dormant here. If we did not hear the network, the "
                  + "account may have spoken all the same: see the coverage.",
              "Un compte qui ne fait que republier est ici dormant. Si le réseau n'a pas été entendu, "
                  + "le compte a pu s'exprimer malgré tout : voir la couverture.")
          .example(
              "Last post on 1 January, seen on 1 July, 181 days later: dormant.",
              "Dernière publication le 1er janvier, examinée le 1er juillet, 181 jours plus tard : "
                  + "compte dormant.")
          .first(SINCE);

  private static final Measure SILENT =
      Measure.of("silent", Unit.YES_NO, Group.VOICE)
          .name("Silent", "Silencieux")
          .definition(
              "Whether an account that posted during the 90 days before the period published nothing of "
                  + "its own in it.",
              "Indique si un compte actif durant les 90 jours précédant la période n'a rien publié "
                  + "lui-même pendant celle-ci.")
          .formula(
              "P(A, W) holds no post, P(A, [from(W) - 90 d, from(W))) does; reposts are not posts here")
          .source("Own definition.")
          .limits(
              "Silence is not a position: it may be a holiday, an outage or a choice. The shorter the "
                  + "period, the less it means.",
              "Le silence n'est pas une position : il peut tenir à des congés, à une panne ou à un "
                  + "choix. Plus la période est courte, moins il signifie.")
          .example(
              "An embassy that posts daily publishes nothing in the week after an expulsion of diplomats: "
                  + "silent in that week.",
              "Une ambassade qui publie chaque jour ne diffuse rien dans la semaine qui suit une "
                  + "expulsion de diplomates : silencieuse cette semaine-là.")
          .first(SINCE);

  private static final Measure LANGUAGES =
      Measure.of("languages", Unit.SHARES, Group.VOICE)
          .name("Languages", "Langues")
          .definition(
              "In which languages the accounts write: for each language its part of the posts whose "
                  + "language is given. For now it is the language that the network or file states.",
              "Langues dans lesquelles écrivent les comptes : pour chacune, sa part des publications "
                  + "dont la langue est indiquée. Il s'agit pour l'instant de la langue déclarée par le "
                  + "réseau ou le fichier.")
          .formula(
              "|{p in P(A, W), not a repost : lang(p) = l}| / |{p in P(A, W), not a repost : lang(p) given}|")
          .source("Language tags: BCP 47; interval of each share: Wilson (1927).")
          .limits(
              "A stated language can be wrong: it is often that of the author's telephone. Short texts "
                  + "and texts in two languages count for one.",
              "La langue déclarée peut être fausse : c'est souvent celle du téléphone de l'auteur. Un "
                  + "texte bilingue compte pour une seule langue.")
          .example(
              "60 posts in French, 30 in English, 10 in Arabic, 5 without a language: 0.60, 0.30, 0.10.",
              "60 publications en français, 30 en anglais, 10 en arabe, 5 sans langue : 0,60, 0,30 et "
                  + "0,10.")
          .rate()
          .first(SINCE);

  static final List<Measure> ALL =
      List.of(
          POSTS,
          REPOSTS_MADE,
          HASHTAG_POSTS,
          POSTS_PER_DAY,
          SHARE_OF_VOICE,
          SHARE_OF_MENTIONS,
          DORMANT,
          SILENT,
          LANGUAGES);

  private VoiceMeasures() {}
}
