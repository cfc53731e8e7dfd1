package org.chancery.core.registry.match;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name as it is compared: its words in Latin letters without marks, titles left out. Immutable.
 *
 * <p>Other scripts are transliterated by ICU ({@code Any-Latin}; Greek as the UN romanises it).
 * Arabic and Hebrew do not write short vowels, so a name that came from them is compared by
 * consonants only.
 *
 * @param words in their order, at least one unless the name has no letter or digit
 * @param sounds the words with letters that romanisations confuse made one: {@code Zelenskyy} and
 *     {@code Zelenskij} are both {@code zelenski}
 * @param bare whether vowels are missing
 */
public record NameForm(List<String> words, List<String> sounds, boolean bare) {
  private static final Transliterator TO_LATIN =
      Transliterator.getInstance("Greek-Latin/UNGEGN; Any-Latin; Latin-ASCII; Lower");

  private static final Pattern MARKS = Pattern.compile("['’`ʻʿʾ]");
  private static final Pattern ABDALLAH = Pattern.compile("abd[aeou]?ll?ah?");
  private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");
  private static final Pattern ABD = Pattern.compile("abd[aeiou]?l?([a-z]{4,})");
  private static final Pattern MUHAMMAD = Pattern.compile("m[aou]?h[ae]m+[aeo]d|mhmd");
  private static final Pattern DOUBLED = Pattern.compile("([a-z])\\1+");
  private static final Pattern VOWELS = Pattern.compile("(?<=.)[aeiou]");

  private static final Set<String> TITLES =
      Set.of(
          "sheikh",
          "shaikh",
          "cheikh",
          "king",
          "queen",
          "prince",
          "princess",
          "sultan",
          "emir",
          "president",
          "minister",
          "general",
          "gen",
          "colonel",
          "col",
          "field",
          "marshal",
          "dr",
          "sir",
          "dame",
          "lord",
          "baron",
          "baroness",
          "mr",
          "mrs",
          "ms",
          "hon",
          "rt",
          "he",
          "hh",
          "hm",
          "hrh",
          "prof",
          "professor",
          "ambassador",
          "amb",
          "senator",
          "rep",
          "jr",
          "sr");

  private static final Set<String> PARTICLES =
      Set.of(
          "al", "el", "ul", "bin", "ben", "bint", "ibn", "ould", "de", "del", "della", "den", "der",
          "di", "da", "do", "dos", "das", "du", "des", "la", "le", "les", "los", "van", "von", "of",
          "the", "and", "y", "e", "et", "for", "to", "in", "on", "a", "an", "l", "d");

  public NameForm {
    words = List.copyOf(words);
    sounds = List.copyOf(sounds);
  }

  public static NameForm of(String name) {
    boolean bare = name.codePoints().anyMatch(NameForm::isWithoutVowels);
    List<String> words = words(name);
    return new NameForm(words, words.stream().map(w -> sound(w, bare)).toList(), bare);
  }

  /** This with vowels left out, to be compared with a bare form. */
  NameForm stripped() {
    return bare
        ? this
        : new NameForm(words, words.stream().map(w -> sound(w, true)).toList(), true);
  }

  private static String latin(String name) {
    if (name.chars().allMatch(c -> c < 0x80)) {
      return name.toLowerCase(Locale.ROOT);
    }
    boolean isLatin = name.codePoints().allMatch(c -> c < 0x370 || !Character.isLetter(c));
    return isLatin ? withoutMarks(name.toLowerCase(Locale.ROOT)) : TO_LATIN.transliterate(name);
  }

  /** What ICU's {@code Latin-ASCII} does, in a tenth of the time. */
  private static String withoutMarks(String latin) {
    StringBuilder ascii = new StringBuilder(latin.length());
    String decomposed = Normalizer.normalize(latin, Normalizer.Form.NFD);
    for (int i = 0; i < decomposed.length(); i++) {
      char c = decomposed.charAt(i);
      switch (c) {
        case 'ø' -> ascii.append('o');
        case 'đ', 'ð' -> ascii.append('d');
        case 'ł' -> ascii.append('l');
        case 'ħ' -> ascii.append('h');
        case 'ı' -> ascii.append('i');
        case 'ə' -> ascii.append('e');
        case 'ß' -> ascii.append("ss");
        case 'æ' -> ascii.append("ae");
        case 'œ' -> ascii.append("oe");
        case 'þ' -> ascii.append("th");
        default -> {
          if (Character.getType(c) != Character.NON_SPACING_MARK) {
            ascii.append(c);
          }
        }
      }
    }
    return ascii.toString();
  }

  private static List<String> words(String name) {
    String latin = MARKS.matcher(latin(name)).replaceAll("").replace("&", " and ");
    List<String> words = new ArrayList<>();
    for (String word : NO_WORD.split(latin)) {
      var abd = ABD.matcher(word);
      if (ABDALLAH.matcher(word).matches()) {
        words.add("abdallah");
      } else if (abd.matches()) {
        words.add("abd");
        words.add(abd.group(1));
      } else if (word.equals("abdel") || word.equals("abdul") || word.equals("abdal")) {
        words.add("abd");
      } else if (!word.isEmpty()) {
        words.add(word);
      }
    }
    List<String> untitled = words.stream().filter(w -> !TITLES.contains(w)).toList();
    return untitled.isEmpty() ? words : untitled;
  }

  private static String sound(String word, boolean bare) {
    if (MUHAMMAD.matcher(word).matches()) {
      return bare ? "mhmd" : "muhamad";
    }
    String sound =
        word.replace("ph", "f")
            .replace("kh", "h")
            .replace("gh", "g")
            .replace("ck", "k")
            .replace('q', 'k')
            .replace('w', 'v')
            .replace('y', 'i')
            .replace('j', 'i')
            .replace("ou", "u")
            .replace("oo", "u")
            .replace("ee", "i");
    sound = DOUBLED.matcher(sound).replaceAll("$1");
    if (bare) {
      sound = VOWELS.matcher(sound).replaceAll("");
      sound = DOUBLED.matcher(sound).replaceAll("$1");
    }
    return sound;
  }

  private static boolean isWithoutVowels(int c) {
    int script = UScript.getScript(c);
    return script == UScript.ARABIC || script == UScript.HEBREW;
  }

  /** How much a word tells: a particle or an initial little, any other word 1. */
  static double weight(String word) {
    return word.length() == 1 || PARTICLES.contains(word) ? 0.2 : 1;
  }

  /** Words that tell something, for an index. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (weight(words.get(i)) == 1) {
        keys.add(bare ? sounds.get(i) : sound(words.get(i), true));
      }
    }
    return keys;
  }

  /** All words in one, as scripts without spaces write them. */
  String joined() {
    return String.join("", sounds);
  }
}
