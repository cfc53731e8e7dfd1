package org.chancery.ingest.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A registry folder of a test. Files are written as given, without the indent of the test. */
record Folder(Path path) {
  static final String COUNTRIES =
      """
      country,name_en,name_fr,status,capital,point_lat,point_lon,languages,source
      FRA,France,France,un-member,Paris,48.867,2.333,fr,test
      DEU,Germany,Allemagne,un-member,Berlin,52.517,13.4,de,test
      NOR,Norway,Norvège,un-member,Oslo,59.917,10.75,nb;nn,test
      """;
  static final String ACTOR_HEADER =
      "id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked\n";
  static final String ACTORS =
      ACTOR_HEADER
          + """
          fr-mfa,foreign-ministry,Ministry for Europe,Ministère de l’Europe,FRA,,institution,,Q2996785,,test,2026-10-01
          fr-head-of-state,head-of-state,President of France,Président de la République,FRA,,institution,,,,test,2026-10
          person-macron,official,Emmanuel Macron,Emmanuel Macron,FRA,,person,,,,test,2026
          un,intergovernmental,United Nations,Nations unies,,un,institution,,,,test,2026-10-01
          fr-mission-un,mission,Mission of France,Mission de la France,FRA,,institution,un,,,test,2026-10-01
          """;
  static final String ACCOUNT_HEADER = "actor,network,handle,native_id,from,to,source,checked\n";
  static final String TENURE_HEADER = "person,office,from,to,source,checked\n";

  Folder with(String file, String text) {
    return with(file, text.getBytes(StandardCharsets.UTF_8));
  }

  Folder with(String file, byte[] bytes) {
    try {
      Files.createDirectories(path);
      Files.write(path.resolve(file), bytes);
      return this;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Sound countries and actors. */
  static Folder sound(Path path) {
    return new Folder(path).with("countries.csv", COUNTRIES).with("actors.csv", ACTORS);
  }
}
