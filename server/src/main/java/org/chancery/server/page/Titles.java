package org.chancery.server.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a page is called, by its path. Thread-safe. */
public final class Titles {
  /** Names of what a page is about. */
  @FunctionalInterface
  public interface Names {
    /** The name of an actor, country or measure in a language, where it is known. */
    Optional<String> find(String section, String id, String lang);
  }

  /**
   * A page's head.
   *
   * @param known false where no such page is
   */
  record Head(String title, String description, boolean known) {}

  private record Texts(String en, String fr) {
    String in(String lang) {
      return lang.equals("fr") ? fr : en;
    }
  }

  private static final Texts BRAND = new Texts("Chancery", "Chancellerie");
  private static final Texts NOWHERE = new Texts("No such page", "Page introuvable");
  private static final Texts ABOUT_ALL =
      new Texts(
          "The open observatory of digital diplomacy: who speaks, to whom, and what the public does with it.",
          "L’observatoire ouvert de la diplomatie numérique\u00a0: qui s’exprime, à qui, et ce qu’en fait le public.");

  private static final Map<String, Texts> SECTIONS =
      Map.ofEntries(
          Map.entry("", new Texts("Now", "En ce moment")),
          Map.entry("map", new Texts("Map", "Carte")),
          Map.entry("rankings", new Texts("Rankings", "Classements")),
          Map.entry("actors", new Texts("Actors", "Acteurs")),
          Map.entry("presence", new Texts("Presence", "Présence")),
          Map.entry("posts", new Texts("Posts", "Messages")),
          Map.entry("methods", new Texts("Methods", "Méthodes")),
          Map.entry("status", new Texts("Status of the data", "État des données")),
          Map.entry("about", new Texts("About Chancery", "À propos de Chancellerie")),
          Map.entry("accessibility", new Texts("Accessibility", "Accessibilité")));

  private static final Map<String, Texts> DESCRIPTIONS =
      Map.of(
          "map",
              new Texts(
                  "Which countries speak most, and with whom, on a map.",
                  "Quels pays s’expriment le plus, et avec qui, sur une carte."),
          "rankings",
              new Texts(
                  "Leaders, ministries and missions in order, each number with its interval and its method.",
                  "Dirigeants, ministères et missions en ordre, chaque nombre avec son intervalle et sa méthode."),
          "actors",
              new Texts(
                  "Who is listed, for whom, since when, by which source; the whole list to take away.",
                  "Qui est recensé, au nom de qui, depuis quand, d’après quelle source\u00a0; la liste entière à télécharger."),
          "presence",
              new Texts(
                  "Which states are on which network, since when, and which left.",
                  "Quels États sont sur quel réseau, depuis quand, et lesquels l’ont quitté."),
          "posts",
              new Texts(
                  "Search the public posts of listed diplomatic actors.",
                  "Rechercher dans les messages publics des acteurs diplomatiques recensés."),
          "methods",
              new Texts(
                  "What every number means, how it is computed, and what it does not say.",
                  "Ce que signifie chaque nombre, comment il est calculé et ce qu’il ne dit pas."),
          "status",
              new Texts(
                  "What each source brings, how late it is, what was rejected and not heard.",
                  "Ce qu’apporte chaque source, son retard, ce qui a été rejeté ou n’a pas été entendu."));

  /** Of sections all of whose pages have names: what is said where none is known. */
  private static final Map<String, Texts> UNKNOWN =
      Map.of(
          "actors", new Texts("No such actor", "Acteur inconnu"),
          "methods", new Texts("No such measure", "Mesure inconnue"));

  private static final Set<String> WITH_ID = Set.of("actors", "posts", "methods");

  private Titles() {}

  /**
   * @param steps of the path after the language, decoded, without empty ones
   */
  static Head of(List<String> steps, String lang, Names names) {
    String section = steps.isEmpty() ? "" : steps.getFirst();
    boolean known =
        SECTIONS.containsKey(section) && steps.size() <= (WITH_ID.contains(section) ? 2 : 1);
    String brand = BRAND.in(lang);
    if (!known) {
      return new Head(NOWHERE.in(lang) + " · " + brand, ABOUT_ALL.in(lang), false);
    }
    String own = SECTIONS.getOrDefault(section, NOWHERE).in(lang);
    if (steps.size() == 2) {
      Optional<String> name = names.find(section, steps.get(1), lang);
      if (name.isEmpty() && UNKNOWN.containsKey(section)) {
        String nobody = UNKNOWN.getOrDefault(section, NOWHERE).in(lang);
        return new Head(nobody + " · " + brand, ABOUT_ALL.in(lang), false);
      }
      own = name.orElse(own);
    }
    return new Head(
        own + " · " + brand, DESCRIPTIONS.getOrDefault(section, ABOUT_ALL).in(lang), true);
  }
}
