package org.chancery.core.measure;

import java.util.Locale;

/** The question that a measure helps to answer. */
public enum Group {
  VOICE("How much an actor speaks", "Combien un acteur s'exprime"),
  AUDIENCE("Who follows", "Qui le suit"),
  RESPONSE("What the public does with it", "Ce qu'en fait le public"),
  CONVERSATION("Who talks with whom", "Qui parle avec qui"),
  PRESENCE("Who is on which network", "Qui est sur quel réseau");

  private final Bilingual label;

  Group(String en, String fr) {
    label = Bilingual.typed(en, fr);
  }

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Bilingual label() {
    return label;
  }
}
