package org.chancery.ingest.registry.list;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The shapes of lists that {@code registry import} reads. */
public enum ListFormat {
  /** Answer of a SPARQL service, {@code application/sparql-results+json}, to our queries. */
  WIKIDATA("SPARQL results (JSON) of the queries in the program", "www.wikidata.org"),
  /** database-of-embassies: diplomatic and consular missions, semicolons. */
  MISSIONS("database-of-embassies, CSV", "database-of-embassies/database-of-embassies"),
  /** Barberá and Zeitzoff, heads of state and government of January 2014. */
  LEADERS_2014("world leaders of 2014, CSV", "pablobarbera/world-leaders-isq"),
  /** legislators, their accounts, presidents and vice presidents of the United States. */
  CONGRESS("congress-legislators, YAML", "unitedstates/congress-legislators"),
  /** Members of the parliaments of the United Kingdom, ministers. */
  UK_PARLIAMENT("parlparse members, XML and JSON", "mysociety/parlparse"),
  /** Members of the European Parliament. */
  MEPS("members of the European Parliament, CSV", "hermescenter/dontspyonus.eu"),
  /** Lists of feeds. */
  OPML("OPML", ""),
  /** Any table, by a map of its columns. */
  CSV("any CSV, by --map", "");

  private final String description;
  private final String repository;

  ListFormat(String description, String repository) {
    this.description = description;
    this.repository = repository;
  }

  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String description() {
    return description;
  }

  /** Where such lists come from; empty when from anywhere. */
  public String repository() {
    return repository;
  }

  public static Optional<ListFormat> find(String slug) {
    return Arrays.stream(values()).filter(f -> f.slug().equals(slug)).findFirst();
  }

  public static String slugs() {
    return Arrays.stream(values()).map(ListFormat::slug).collect(Collectors.joining(", "));
  }
}
