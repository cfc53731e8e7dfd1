package org.chancery.core.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By which means a handle or name resembles that of a listed actor. The name is stored. */
public enum Trick {
  /** Characters that are not seen, or that turn the direction of writing. */
  INVISIBLE("invisible or direction-changing characters", "caractères invisibles ou directionnels"),
  /** Letters of several scripts in one word, alike to the eye. */
  MIXED_SCRIPT("letters of several scripts", "lettres de plusieurs écritures"),
  /** Characters that look the same: {@code l} for {@code I}, {@code rn} for {@code m}. */
  CONFUSABLE("characters that look the same", "caractères d’apparence identique"),
  /** Hyphens, dots and underscores moved, added or left out. */
  SEPARATOR("other hyphens, dots or underscores", "traits d’union, points ou tirets bas déplacés"),
  /** The listed domain stands inside another one: {@code elysee.fr.example.com}. */
  SUBDOMAIN("the domain inside another domain", "le domaine placé dans un autre domaine"),
  /** The same label under another ending: {@code elysee.com}. */
  SUFFIX("another domain ending", "autre extension de domaine"),
  /** Words, codes or digits added: {@code real…}, {@code …_official}, {@code …2}. */
  ADDED("added words or digits", "mots ou chiffres ajoutés"),
  /** One or two letters typed otherwise. */
  EDIT(
      "letters changed, added, left out or swapped",
      "lettres changées, ajoutées, omises ou permutées"),
  /** The very name of an office holder, with a handle that nobody listed. */
  SAME_NAME("the same name", "le même nom");

  private final String en;
  private final String fr;

  Trick(String en, String fr) {
    this.en = en;
    this.fr = fr;
  }

  /** In words, English. */
  public String en() {
    return en;
  }

  /** In words, French. */
  public String fr() {
    return fr;
  }

  public static Optional<Trick> find(String slug) {
    return Arrays.stream(values()).filter(trick -> trick.slug().equals(slug)).findFirst();
  }

  /** As stored: {@code mixed-script}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
