package org.chancery.core.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The part an actor plays in digital diplomacy. {@code GLOSSARY.md} explains each. */
public enum ActorKind {
  HEAD_OF_STATE,
  HEAD_OF_GOVERNMENT,
  FOREIGN_MINISTRY,
  FOREIGN_MINISTER,
  MINISTRY,
  MINISTER,
  OFFICIAL,
  MISSION,
  AMBASSADOR,
  DIPLOMAT,
  INTERGOVERNMENTAL,
  PARLIAMENTARIAN,
  PARTY,
  STATE_MEDIA,
  MEDIA,
  JOURNALIST,
  THINK_TANK,
  RESEARCHER,
  NGO,
  LOBBY,
  ACTIVIST,
  HACKTIVIST,
  RELIGIOUS;

  /** As in files and the API: {@code head-of-state}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<ActorKind> find(String slug) {
    return Arrays.stream(values()).filter(k -> k.slug().equals(slug)).findFirst();
  }
}
