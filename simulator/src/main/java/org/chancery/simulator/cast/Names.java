package org.chancery.simulator.cast;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chancery.simulator.chance.Chance;

/** Invents names of persons and places from syllables, each once per world. Not thread-safe. */
public final class Names {
  private static final List<String> STARTS =
      List.of(
          "Tol", "Ves", "Mar", "Ner", "Lun", "Dar", "Kel", "Bri", "Sor", "Fen", "Gal", "Hul", "Jor",
          "Pel", "Rav", "Zim", "Cor", "Ilm", "Ost", "Ubr");
  private static final List<String> MIDDLES =
      List.of("a", "e", "i", "o", "u", "ari", "eno", "ilu", "ome", "ura", "avi", "ede");
  private static final List<String> ENDS =
      List.of(
          "var", "dell", "mont", "nak", "sun", "ren", "til", "quo", "bex", "lin", "zor", "gam",
          "pov", "xen");

  private final Chance chance;
  private final Set<String> used = new HashSet<>();

  public Names(Chance chance) {
    this.chance = chance;
  }

  /** An initial and an invented family name, as in {@code A. Tolavar}. */
  public String person() {
    return (char) ('A' + chance.nextInt(26)) + ". " + word();
  }

  /** An invented place, as in {@code Keluradell}. */
  public String place() {
    return word();
  }

  private String word() {
    for (int attempt = 0; ; attempt++) {
      String word = chance.pick(STARTS) + chance.pick(MIDDLES) + chance.pick(ENDS);
      if (attempt > 20) word += chance.pick(ENDS);
      if (used.add(word)) return word;
    }
  }

  /** The part of a registry id or handle that stands for a name. */
  static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
