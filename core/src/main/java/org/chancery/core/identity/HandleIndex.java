package org.chancery.core.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.jspecify.annotations.Nullable;

/** All listed handles, by the forms under which others resemble them. Immutable, thread-safe. */
final class HandleIndex {
  /** Below these lengths too much resembles too much; letters and digits, after folding. */
  private static final int SHORTEST_SKELETON = 4;

  private static final int SHORTEST_ADDED = 5;
  private static final int SHORTEST_SEPARATED = 5;

  /** Lengths from which one or two edits are a resemblance: the whole handle's. */
  private static final int ONE_EDIT_WHOLE = 8;

  private static final int TWO_EDITS_WHOLE = 12;

  /** And, where it has a part that a family shares, of the part that is its own. */
  private static final int ONE_EDIT_OWN = 5;

  private static final int TWO_EDITS_OWN = 7;
  private static final int TWO_EDITS_BEFORE = 6;

  /** Shorter beginnings and endings are shared by chance. */
  private static final int SHORTEST_KIN = 5;

  private static final DamerauLevenshteinDistance WITHIN_TWO = new DamerauLevenshteinDistance(2);

  /** One listed name of a handle. */
  private record Entry(
      Actor actor, Network network, String handle, Form form, HandleText text, int begin, int end) {
    boolean isCommon() {
      return CommonWords.contain(form.plain());
    }

    boolean isMedia() {
      return actor.kind() == ActorKind.MEDIA || actor.kind() == ActorKind.STATE_MEDIA;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, List<Entry>> byPlain = new HashMap<>();
  private final Map<String, List<Entry>> byKey = new HashMap<>();
  private final Families families;
  private final EditIndex edits;
  private final DomainTricks domains;

  HandleIndex(Registry registry, HandleProof proof) {
    this.domains = new DomainTricks(registry, proof);
    Map<String, AccountRow> newest = new LinkedHashMap<>();
    for (AccountRow row : registry.accounts()) {
      newest.merge(
          row.network().ordinal() + AccountRef.fold(row.handle()),
          row,
          (a, b) -> a.to() == null || b.to() != null ? a : b);
    }
    Set<String> plains = new LinkedHashSet<>();
    newest
        .values()
        .forEach(
            row ->
                HandleText.of(row.network(), row.handle())
                    .ifPresent(t -> t.names().forEach(form -> plains.add(form.plain()))));
    this.families = new Families(plains);
    for (AccountRow row : newest.values()) {
      Actor actor = registry.findActor(row.actor()).orElse(null);
      HandleText text = HandleText.of(row.network(), row.handle()).orElse(null);
      if (actor != null && text != null) {
        text.names().forEach(form -> add(actor, row, text, form));
      }
    }
    this.edits =
        new EditIndex(entries.stream().map(e -> e.form().plain()).toList(), HandleIndex::mostEdits);
  }

  private void add(Actor actor, AccountRow row, HandleText text, Form form) {
    String plain = form.plain();
    Entry entry =
        new Entry(
            actor,
            row.network(),
            row.handle(),
            form,
            text,
            families.begin(plain),
            families.end(plain));
    entries.add(entry);
    byPlain.computeIfAbsent(plain, k -> new ArrayList<>(1)).add(entry);
    for (String key : keys(form)) {
      byKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(entry);
    }
  }

  private static Set<String> keys(Form form) {
    Set<String> keys = new LinkedHashSet<>(2);
    keys.add(Confusables.key(form.plain()));
    keys.add(Confusables.key(form.raw()));
    return keys;
  }

  private static int mostEdits(int length) {
    return length >= TWO_EDITS_WHOLE ? 2 : length >= ONE_EDIT_OWN ? 1 : 0;
  }

  /** The listed handle that this one resembles most; null when it resembles none. */
  @Nullable LookAlike find(AccountRef account) {
    if (account.handle() == null) {
      return null;
    }
    HandleText text = HandleText.of(account.network(), account.handle()).orElse(null);
    if (text == null) {
      return null;
    }
    LookAlike best = null;
    if (text.domain() != null) {
      best = domains.find(text.domain());
    }
    for (Form form : text.names()) {
      best = nearer(best, same(account.network(), text, form));
      if (best == null && form.plain().length() >= SHORTEST_ADDED) {
        best = nearer(added(form), edited(form));
      }
    }
    return best;
  }

  static @Nullable LookAlike nearer(@Nullable LookAlike a, @Nullable LookAlike b) {
    return a == null ? b : b == null ? a : a.orNearer(b);
  }

  /** What differs in nothing but what the eye does not tell. */
  private @Nullable LookAlike same(Network network, HandleText text, Form form) {
    LookAlike best = null;
    List<Entry> plain = byPlain.getOrDefault(form.plain(), List.of());
    for (Entry entry : plain) {
      Trick trick = sameLetters(entry, network, text, form);
      if (trick != null) {
        best = nearer(best, found(entry, trick, 1));
      }
    }
    if (!plain.isEmpty() || form.plain().length() < SHORTEST_SKELETON) {
      return best;
    }
    for (String key : keys(form)) {
      for (Entry entry : byKey.getOrDefault(key, List.of())) {
        if (entry.form().plain().length() >= SHORTEST_SKELETON) {
          best =
              nearer(
                  best,
                  found(
                      entry,
                      form.hidden()
                          ? Trick.INVISIBLE
                          : form.mixesScripts() ? Trick.MIXED_SCRIPT : Trick.CONFUSABLE,
                      1));
        }
      }
    }
    return best;
  }

  private @Nullable Trick sameLetters(Entry entry, Network network, HandleText text, Form form) {
    if (form.hidden()) {
      return Trick.INVISIBLE;
    }
    if (!form.raw().toLowerCase(Locale.ROOT).equals(entry.form().raw().toLowerCase(Locale.ROOT))) {
      return form.mixesScripts() ? Trick.MIXED_SCRIPT : Trick.CONFUSABLE;
    }
    if (entry.network() != network || entry.isCommon()) {
      return null; // the same handle elsewhere is most often the same speaker
    }
    if (!form.lowered().equals(entry.form().lowered())) {
      return form.plain().length() >= SHORTEST_SEPARATED ? Trick.SEPARATOR : null;
    }
    return DomainTricks.otherEnding(entry.actor(), entry.text(), text) ? Trick.SUFFIX : null;
  }

  private @Nullable LookAlike added(Form form) {
    LookAlike[] best = {null};
    Additions.cores(
        form.plain(),
        SHORTEST_ADDED,
        (core, what) -> {
          List<Entry> whose = byPlain.get(core);
          if (whose == null) {
            whose = byKey.getOrDefault(Confusables.key(core), List.of());
          }
          double nearness = (double) core.length() / form.plain().length();
          for (Entry entry : whose) {
            if (isSign(what, entry)) {
              best[0] = nearer(best[0], found(entry, Trick.ADDED, nearness));
            }
          }
        });
    return best[0];
  }

  /** Editors and missions have accounts by language and place; digits behind a code name no one. */
  private static boolean isSign(Additions.What what, Entry entry) {
    if (entry.isCommon()) {
      return false;
    }
    return switch (what) {
      case WORD -> true;
      case EDITORIAL_WORD -> !entry.isMedia();
      case CODE -> !entry.isMedia() && entry.actor().kind() != ActorKind.MISSION;
      case DIGITS -> entry.end() == 0 || entry.form().plain().length() >= ONE_EDIT_WHOLE;
    };
  }

  /** By one or two letters, where enough letters are the handle's own. */
  private @Nullable LookAlike edited(Form form) {
    String seen = form.plain();
    LookAlike[] best = {null};
    edits.candidates(
        seen,
        i -> {
          Entry entry = entries.get(i);
          int distance = distance(entry, seen);
          if (distance > 0) {
            int longer = Math.max(seen.length(), entry.form().plain().length());
            best[0] = nearer(best[0], found(entry, Trick.EDIT, 1 - (double) distance / longer));
          }
        });
    return best[0];
  }

  /** Edits between both, 0 when they are none of a resemblance. */
  private int distance(Entry entry, String seen) {
    String listed = entry.form().plain();
    if (entry.isCommon()
        || areEditions(entry.form(), seen)
        || isBaseOfEdition(entry.form(), seen)) {
      return 0;
    }
    int distance = WITHIN_TWO.apply(listed, seen);
    return distance > 0
            && distance <= mostEdits(entry, listed, seen)
            && !isSibling(listed, seen, distance)
        ? distance
        : 0;
  }

  /** Whether what differs is a beginning or ending of others, or a code of two or three letters. */
  private boolean isSibling(String listed, String seen, int distance) {
    int least = Math.min(listed.length(), seen.length());
    int begin = 0;
    while (begin < least && listed.charAt(begin) == seen.charAt(begin)) {
      begin++;
    }
    int end = 0;
    while (end < least
        && listed.charAt(listed.length() - end - 1) == seen.charAt(seen.length() - end - 1)) {
      end++;
    }
    boolean code = distance == 2 && Math.max(listed.length(), seen.length()) - begin <= 3;
    return code
        || families.begin(seen) > Math.max(begin + 1, SHORTEST_KIN)
        || families.end(seen) > Math.max(end + 1, SHORTEST_KIN);
  }

  private static int mostEdits(Entry entry, String listed, String seen) {
    int begin = seen.startsWith(listed.substring(0, entry.begin())) ? entry.begin() : 0;
    int end = seen.endsWith(listed.substring(listed.length() - entry.end())) ? entry.end() : 0;
    int own = listed.length() - Math.max(begin, end);
    if (begin + end == 0) {
      return listed.length() >= TWO_EDITS_WHOLE ? 2 : listed.length() >= ONE_EDIT_WHOLE ? 1 : 0;
    }
    int country = CommonWords.countryAtEnd(listed);
    boolean mistypedCountry =
        country > 0 && country < listed.length() && CommonWords.countryAtEnd(seen) == 0;
    int forTwo = begin == 0 ? TWO_EDITS_BEFORE : TWO_EDITS_OWN;
    return own >= forTwo && listed.length() >= TWO_EDITS_WHOLE
        ? 2
        : own >= ONE_EDIT_OWN || mistypedCountry ? 1 : 0;
  }

  /**
   * Whether they differ only in the code at their end, where the listed one shows that it is one:
   * editions of a newspaper, missions of a state.
   */
  private boolean areEditions(Form listed, String seen) {
    int code = Additions.editionCode(listed.plain(), seen);
    if (code == 0) {
      return false;
    }
    String end = listed.raw().substring(listed.raw().length() - code);
    int rest = listed.plain().length() - code;
    return end.equals(end.toUpperCase(Locale.ROOT))
        || listed.lowered().lastIndexOf('_') == listed.lowered().length() - code - 1
        || families.begin(listed.plain()) == rest;
  }

  /** {@code KremlinRussia} beside the listed {@code KremlinRussia_E}. */
  private static boolean isBaseOfEdition(Form listed, String seen) {
    int tail = listed.lowered().length() - listed.lowered().lastIndexOf('_') - 1;
    return tail > 0
        && tail <= 3
        && listed.lowered().indexOf('_') > 0
        && listed.plain().length() - tail == seen.length()
        && listed.plain().startsWith(seen);
  }

  private static LookAlike found(Entry entry, Trick trick, double nearness) {
    return new LookAlike(entry.actor(), LookAlike.Field.HANDLE, entry.handle(), trick, nearness);
  }
}
