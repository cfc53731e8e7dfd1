package org.chancery.ingest.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Makes look-alikes of listed accounts by stated tricks, each drawn as often, from a seed. Knows
 * nothing of the detector: its tables of characters and words are its own. Victims are listed
 * accounts on X, Bluesky and Mastodon; the part of a handle that its bearer chose has at least six
 * letters, eight where letters are mistyped, fourteen where two are.
 */
final class Impostors {
  /** What was done to whom. */
  record Impostor(String trick, String victim, AccountRef account, @Nullable String name) {}

  enum How {
    HOMOGLYPH,
    LOOKS_SAME_IN_ASCII,
    INVISIBLE,
    SEPARATORS,
    ONE_LETTER,
    TWO_LETTERS,
    WORD,
    DIGITS,
    ENDING,
    DOMAIN_INSIDE,
    DOMAIN_WITH_HYPHENS,
    NAME_HOMOGLYPH,
    NAME_INVISIBLE,
    NAME_WORD
  }

  private static final String LATIN = "aeopcxyisj";
  private static final String ALIKE = "аеорсхуіѕј"; // Cyrillic
  private static final List<String> WORDS_BEFORE =
      List.of("real", "TheReal", "official", "gov", "mfa", "press", "team");
  private static final List<String> WORDS_BEHIND =
      List.of(
          "official",
          "_official",
          "real",
          "_gov",
          "gov",
          "_mfa",
          "press",
          "_press",
          "_fr",
          "_hq",
          "team");
  private static final List<String> ENDINGS =
      List.of("com", "net", "org", "info", "co", "news", "app");
  private static final List<String> NAME_WORDS =
      List.of("Official", "(official)", "Real", "Officiel", "Press", "✓", "Team", "Support");

  private final Random random;
  private final Registry registry;
  private final List<AccountRow> accounts;
  private final List<AccountRow> domains;

  Impostors(Registry registry, long seed) {
    this.random = new Random(seed);
    this.registry = registry;
    this.accounts =
        registry.accounts().stream()
            .filter(a -> chosen(a) != null && chosen(a).length() >= 6)
            .toList();
    this.domains =
        accounts.stream()
            .filter(a -> a.network() == Network.BLUESKY && !a.handle().endsWith(".bsky.social"))
            .toList();
  }

  /** What the bearer of a handle chose of it. */
  private static @Nullable String chosen(AccountRow row) {
    String handle = row.handle();
    return switch (row.network()) {
      case X -> handle;
      case MASTODON -> handle.replaceFirst("^@", "").replaceFirst("@.*", "");
      case BLUESKY ->
          handle.endsWith(".bsky.social")
              ? handle.replace(".bsky.social", "")
              : handle.split("\\.").length == 2 ? handle.split("\\.")[0] : null;
      default -> null;
    };
  }

  private static AccountRef instead(AccountRow row, String name) {
    String chosen = chosen(row);
    int at = row.handle().indexOf(chosen);
    return AccountRef.byHandle(
        row.network(),
        row.handle().substring(0, at) + name + row.handle().substring(at + chosen.length()));
  }

  List<Impostor> make(int count) {
    List<Impostor> made = new ArrayList<>();
    while (made.size() < count) {
      How how = How.values()[made.size() % How.values().length];
      Impostor one = one(how);
      if (one != null && !registry.knows(one.account())) {
        made.add(one);
      }
    }
    return made;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private @Nullable Impostor one(How how) {
    boolean ofDomain =
        how == How.ENDING || how == How.DOMAIN_INSIDE || how == How.DOMAIN_WITH_HYPHENS;
    AccountRow victim = any(ofDomain ? domains : accounts);
    Actor actor = registry.findActor(victim.actor()).orElseThrow();
    String name = chosen(victim);
    String other =
        switch (how) {
          case HOMOGLYPH -> homoglyph(name);
          case LOOKS_SAME_IN_ASCII -> inAscii(victim.network(), name);
          case INVISIBLE ->
              insert(name, any(List.of("\u200B", "\u200C", "\u2060", "\u202E", "\u00AD")));
          case SEPARATORS -> separators(victim.network(), name);
          case ONE_LETTER -> name.length() < 8 ? null : mistype(name);
          case TWO_LETTERS -> name.length() < 14 ? null : mistype(mistype(name));
          case WORD -> word(victim.network(), name);
          case DIGITS ->
              name + (random.nextBoolean() ? 1 + random.nextInt(9) : 10 + random.nextInt(90));
          default -> name;
        };
    if (other == null) {
      return null;
    }
    String host = victim.handle();
    AccountRef stranger =
        AccountRef.byHandle(Network.X, "q" + Long.toString(random.nextLong() >>> 16, 36));
    return switch (how) {
      case ENDING -> {
        String ending = any(ENDINGS);
        yield host.endsWith("." + ending)
            ? null
            : made(how, victim, AccountRef.byHandle(Network.BLUESKY, name + "." + ending), null);
      }
      case DOMAIN_INSIDE ->
          made(
              how,
              victim,
              AccountRef.byHandle(
                  Network.BLUESKY,
                  host
                      + "."
                      + any(List.of("example.com", "verify-account.net", "social-login.org"))),
              null);
      case DOMAIN_WITH_HYPHENS ->
          made(
              how,
              victim,
              AccountRef.byHandle(Network.BLUESKY, host.replace('.', '-') + ".bsky.social"),
              null);
      case NAME_HOMOGLYPH -> named(how, victim, stranger, actor, homoglyph(actor.nameEn()));
      case NAME_INVISIBLE ->
          named(
              how,
              victim,
              stranger,
              actor,
              insert(actor.nameEn(), any(List.of("\u200B", "\u2060", "\u202E"))));
      case NAME_WORD -> named(how, victim, stranger, actor, actor.nameEn() + " " + any(NAME_WORDS));
      default ->
          other.equalsIgnoreCase(name) ? null : made(how, victim, instead(victim, other), null);
    };
  }

  private static Impostor made(
      How how, AccountRow victim, AccountRef account, @Nullable String name) {
    return new Impostor(how.name(), victim.handle(), account, name);
  }

  /** Names of two words at least: one word alone is everybody's. */
  private static @Nullable Impostor named(
      How how, AccountRow victim, AccountRef stranger, Actor actor, @Nullable String name) {
    return name == null || actor.nameEn().length() < 8 || !actor.nameEn().contains(" ")
        ? null
        : made(how, victim, stranger, name);
  }

  private @Nullable String homoglyph(String name) {
    StringBuilder other = new StringBuilder(name);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < name.length(); i++) {
      if (LATIN.indexOf(name.charAt(i)) >= 0) {
        places.add(i);
      }
    }
    if (places.isEmpty()) {
      return null;
    }
    int times = 1 + random.nextInt(Math.min(3, places.size()));
    for (int n = 0; n < times; n++) {
      int at = any(places);
      int which = LATIN.indexOf(name.charAt(at));
      other.setCharAt(at, ALIKE.charAt(which));
    }
    return other.toString();
  }

  private @Nullable String inAscii(Network network, String name) {
    List<String[]> pairs =
        new ArrayList<>(
            List.of(
                new String[] {"m", "rn"},
                new String[] {"w", "vv"},
                new String[] {"l", "1"},
                new String[] {"o", "0"},
                new String[] {"rn", "m"}));
    if (network == Network.X) {
      pairs.add(new String[] {"l", "I"});
      pairs.add(new String[] {"I", "l"});
      pairs.add(new String[] {"O", "0"});
    }
    pairs.removeIf(p -> !name.contains(p[0]));
    if (pairs.isEmpty()) {
      return null;
    }
    String[] pair = any(pairs);
    int at = name.indexOf(pair[0]);
    return name.substring(0, at) + pair[1] + name.substring(at + pair[0].length());
  }

  private String insert(String name, String what) {
    int at = 1 + random.nextInt(name.length() - 1);
    return name.substring(0, at) + what + name.substring(at);
  }

  private String separators(Network network, String name) {
    String separator = network == Network.BLUESKY ? "-" : "_";
    String bare = name.replaceAll("[_.-]", "");
    boolean had = !bare.equals(name);
    return had && random.nextBoolean() ? bare : insert(bare, separator);
  }

  private String mistype(String name) {
    int at = 1 + random.nextInt(name.length() - 2);
    char letter = (char) ('a' + random.nextInt(26));
    return switch (random.nextInt(4)) {
      case 0 -> name.substring(0, at) + name.substring(at + 1);
      case 1 -> name.substring(0, at) + letter + name.substring(at);
      case 2 -> name.substring(0, at) + letter + name.substring(at + 1);
      default ->
          name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
    };
  }

  private String word(Network network, String name) {
    String other = random.nextBoolean() ? any(WORDS_BEFORE) + name : name + any(WORDS_BEHIND);
    return network == Network.BLUESKY
        ? other.toLowerCase(java.util.Locale.ROOT).replace('_', '-')
        : other;
  }
}
