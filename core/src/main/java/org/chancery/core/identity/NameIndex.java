package org.chancery.core.identity;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Voice;
import org.jspecify.annotations.Nullable;

/** All listed names, by the forms under which others resemble them. Immutable, thread-safe. */
final class NameIndex {
  private static final int SHORTEST = 8;
  private static final int SHORTEST_SAME = 6;
  private static final int ONE_EDIT = 12;
  private static final int LONGEST = 200;
  private static final DamerauLevenshteinDistance WITHIN_ONE = new DamerauLevenshteinDistance(1);

  /** Painted where networks put their own sign of a proved account. */
  private static final Pattern BADGES = Pattern.compile("[\\u2713\\u2714\\u2705\\u2611\\x{1F5F8}]");

  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  /** Those whose very name is a sign: bearers of an office, of whom few have a namesake. */
  private static final Set<ActorKind> OFFICES =
      Set.of(ActorKind.HEAD_OF_STATE, ActorKind.HEAD_OF_GOVERNMENT, ActorKind.FOREIGN_MINISTER);

  private record Entry(Actor actor, String name, Form form, boolean holder) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Entry> byPlain = new HashMap<>();
  private final Map<String, Entry> byKey = new HashMap<>();
  private final EditIndex edits;

  NameIndex(Registry registry) {
    for (Actor actor : registry.actors()) {
      if (!registry.accountsOf(actor.id()).isEmpty() || isHolder(actor, registry)) {
        add(actor, actor.nameEn(), registry);
        add(actor, actor.nameFr(), registry);
      }
    }
    this.edits =
        new EditIndex(
            entries.stream().map(e -> e.form().plain()).toList(), n -> n >= ONE_EDIT ? 1 : 0);
  }

  /** Who bears an office still; its column {@code kind} alone tells it where no tenure does. */
  private static boolean isHolder(Actor actor, Registry registry) {
    return actor.voice() == Voice.PERSON
        && (OFFICES.contains(actor.kind())
            || registry.tenuresOf(actor.id()).stream()
                .filter(tenure -> tenure.to() == null)
                .flatMap(tenure -> registry.findActor(tenure.office()).stream())
                .anyMatch(office -> OFFICES.contains(office.kind())));
  }

  private void add(Actor actor, String name, Registry registry) {
    Form form = Form.of(name);
    boolean oneWord = name.strip().indexOf(' ') < 0;
    if (form.plain().length() < SHORTEST_SAME
        || (oneWord && CommonWords.contain(form.plain()))
        || byPlain.containsKey(form.plain())) {
      return;
    }
    Entry entry = new Entry(actor, name, form, isHolder(actor, registry));
    entries.add(entry);
    byPlain.put(form.plain(), entry);
    byKey.putIfAbsent(Confusables.key(form.plain()), entry);
    byKey.putIfAbsent(Confusables.key(form.raw()), entry);
  }

  /** The listed name that this one resembles most; null when it resembles none. */
  @Nullable LookAlike find(String name) {
    if (name.length() > LONGEST) {
      return null;
    }
    Form form = Form.of(name);
    if (form.plain().length() < SHORTEST_SAME) {
      return null;
    }
    Entry same = byPlain.get(form.plain());
    if (same != null) {
      return sameLetters(same, name, form);
    }
    Entry alike = byKey.get(Confusables.key(form.plain()));
    if (alike == null) {
      alike = byKey.get(Confusables.key(form.raw()));
    }
    if (alike != null) {
      return found(alike, look(form), 1);
    }
    LookAlike added = added(name, form);
    return added != null ? added : edited(form.plain());
  }

  private static Trick look(Form form) {
    return form.hidden()
        ? Trick.INVISIBLE
        : form.mixesScripts() ? Trick.MIXED_SCRIPT : Trick.CONFUSABLE;
  }

  private static @Nullable LookAlike sameLetters(Entry same, String name, Form form) {
    if (form.hidden()) {
      return found(same, Trick.INVISIBLE, 1);
    }
    if (isSeveralWords(same) && BADGES.matcher(name).find()) {
      return found(same, Trick.ADDED, 1);
    }
    return same.holder() && isSeveralWords(same) ? found(same, Trick.SAME_NAME, 1) : null;
  }

  /** Without words at either end that add nothing but weight, and without a painted badge. */
  private @Nullable LookAlike added(String name, Form form) {
    List<String> words = new ArrayList<>();
    for (String word : NFC.normalize(name).split("[\\p{Z}\\s\\p{P}\\p{S}]+")) {
      String plain = Form.of(word).plain();
      if (!plain.isEmpty()) {
        words.add(plain);
      }
    }
    LookAlike behind = added(words, form, false);
    return behind != null ? behind : added(words, form, true);
  }

  private @Nullable LookAlike added(List<String> words, Form form, boolean before) {
    boolean editorial = false;
    List<String> rest = words;
    while (rest.size() > 1) {
      String word = before ? rest.getFirst() : rest.getLast();
      if (!Additions.isWord(word)) {
        return null;
      }
      editorial |= Additions.isEditorial(word);
      rest = before ? rest.subList(1, rest.size()) : rest.subList(0, rest.size() - 1);
      Entry whose = byPlain.get(String.join("", rest));
      if (whose != null
          && whose.form().plain().length() >= (editorial ? SHORTEST : SHORTEST_SAME)
          && isSeveralWords(whose)
          && !(editorial && isMedia(whose))) {
        return found(
            whose, Trick.ADDED, (double) whose.form().plain().length() / form.plain().length());
      }
    }
    return null;
  }

  private static boolean isSeveralWords(Entry entry) {
    return entry.name().strip().indexOf(' ') > 0;
  }

  private static boolean isMedia(Entry entry) {
    return entry.actor().kind() == ActorKind.MEDIA || entry.actor().kind() == ActorKind.STATE_MEDIA;
  }

  private @Nullable LookAlike edited(String seen) {
    LookAlike[] best = {null};
    edits.candidates(
        seen,
        i -> {
          Entry entry = entries.get(i);
          String listed = entry.form().plain();
          // names of offices and missions differ by the name of a country, which may be one letter
          if (entry.actor().voice() == Voice.PERSON && WITHIN_ONE.apply(listed, seen) == 1) {
            int longer = Math.max(seen.length(), listed.length());
            best[0] = HandleIndex.nearer(best[0], found(entry, Trick.EDIT, 1 - 1.0 / longer));
          }
        });
    return best[0];
  }

  private static LookAlike found(Entry entry, Trick trick, double nearness) {
    return new LookAlike(entry.actor(), LookAlike.Field.NAME, entry.name(), trick, nearness);
  }
}
