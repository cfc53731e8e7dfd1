package org.chancery.server.api.catalogue;

import com.ibm.icu.text.Normalizer2;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;

/**
 * What each actor of one registry can be found by: names in both languages, id, handles and native
 * ids, without case and accents. Immutable.
 */
final class ActorNames {
  private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
  private static final Normalizer2 APART = Normalizer2.getNFDInstance();

  private final Registry registry;
  private final Map<String, String> texts = new HashMap<>();

  ActorNames(Registry registry) {
    this.registry = registry;
    for (Actor actor : registry.actors()) {
      StringBuilder text = new StringBuilder();
      text.append(actor.nameEn()).append('\n').append(actor.nameFr()).append('\n');
      text.append(actor.id());
      for (AccountRow row : registry.accountsOf(actor.id())) {
        text.append('\n').append(row.handle());
        if (row.nativeId() != null) {
          text.append('\n').append(row.nativeId());
        }
      }
      texts.put(actor.id(), fold(text.toString()));
    }
  }

  boolean of(Registry other) {
    return registry == other;
  }

  /** The words of a question as they are looked for; without any, everybody is found. */
  static List<String> words(String question) {
    return Arrays.stream(fold(question).split("\\s+"))
        .map(word -> word.startsWith("@") ? word.substring(1) : word)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Whether every word is part of a name, a handle or an id of the actor. */
  boolean match(Actor actor, List<String> words) {
    String text = texts.getOrDefault(actor.id(), "");
    return words.stream().allMatch(text::contains);
  }

  /** Without case, compatibility forms and accents; one kind of apostrophe. */
  private static String fold(String text) {
    return APART
        .normalize(FOLD.normalize(text))
        .replaceAll("\\p{M}", "")
        .replace('’', '\'')
        .strip();
  }
}
