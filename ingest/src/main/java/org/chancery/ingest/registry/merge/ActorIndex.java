package org.chancery.ingest.registry.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Voice;
import org.chancery.core.registry.match.NameForm;
import org.chancery.ingest.registry.list.MissionType;
import org.jspecify.annotations.Nullable;

/**
 * Finds those actors of a registry that a candidate could be, without looking at all: by Wikidata
 * item, by account, by office, by the two states of a mission, and by rare words of the name.
 * Immutable after construction; thread-safe.
 */
final class ActorIndex {
  /** A word that more actors share tells nobody apart. */
  private static final int MAX_SHARERS = 60;

  private static final Pattern ACRONYM = Pattern.compile("acronym ([^;]+)");
  private static final Pattern CITY = Pattern.compile("(?:^|; )city ([^;]+)");

  private static final Pattern CITY_IN_NAME =
      Pattern.compile(" in ([^()]+?)(?: \\(.*\\)|, [^,]*)?$");

  /**
   * An actor as it is compared.
   *
   * @param city words of the city of a mission, empty when the registry does not tell
   */
  record Entry(
      Actor actor, List<NameForm> names, @Nullable MissionType mission, List<String> city) {}

  private final Registry registry;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, String> byWikidata = new HashMap<>();
  private final Map<String, List<AccountRow>> byAccount = new HashMap<>();
  private final Map<String, List<String>> byStates = new HashMap<>();
  private final Map<String, List<String>> byOffice = new HashMap<>();
  private final Map<String, List<String>> byWord = new HashMap<>();

  ActorIndex(Registry registry) {
    this.registry = registry;
    registry.actors().forEach(this::add);
    for (AccountRow row : registry.accounts()) {
      if (row.nativeId() != null) {
        put(byAccount, idKey(row.network(), row.nativeId()), row);
      }
      put(byAccount, handleKey(row.network(), row.handle()), row);
    }
  }

  private void add(Actor actor) {
    Entry entry = entry(actor);
    entries.put(actor.id(), entry);
    if (actor.wikidata() != null) {
      byWikidata.put(actor.wikidata(), actor.id());
    }
    if (actor.kind() == ActorKind.MISSION) {
      put(byStates, states(actor.country(), actor.host()), actor.id());
    }
    if (actor.country() != null && actor.voice() == Voice.INSTITUTION) {
      put(byOffice, actor.kind() + actor.country(), actor.id());
    }
    for (NameForm name : entry.names()) {
      new LinkedHashSet<>(name.keys()).forEach(word -> put(byWord, word, actor.id()));
    }
  }

  private static Entry entry(Actor actor) {
    List<NameForm> names = new ArrayList<>();
    names.add(NameForm.of(actor.nameEn()));
    if (!actor.nameFr().equals(actor.nameEn())) {
      names.add(NameForm.of(actor.nameFr()));
    }
    String note = actor.note() == null ? "" : actor.note();
    Matcher acronym = ACRONYM.matcher(note);
    if (acronym.find()) {
      for (String one : acronym.group(1).split("/")) {
        names.add(NameForm.of(one));
      }
    }
    boolean isMission = actor.kind() == ActorKind.MISSION;
    Matcher city = CITY.matcher(note);
    List<String> cityWords = List.of();
    if (isMission && city.find()) {
      cityWords = NameForm.of(city.group(1)).words();
    } else if (isMission) {
      Matcher named = CITY_IN_NAME.matcher(actor.nameEn());
      cityWords = named.find() ? NameForm.of(named.group(1)).words() : List.of();
    }
    return new Entry(
        actor, names, isMission ? MissionType.find(actor.nameEn()).orElse(null) : null, cityWords);
  }

  private static <T> void put(Map<String, List<T>> map, String key, T value) {
    map.computeIfAbsent(key, k -> new ArrayList<>(2)).add(value);
  }

  private static String states(@Nullable String sending, @Nullable String receiving) {
    return sending + ">" + receiving;
  }

  static String idKey(Network network, String id) {
    return network.slug() + "#" + id;
  }

  static String handleKey(Network network, String handle) {
    return network.slug() + "@" + AccountRef.fold(handle);
  }

  Registry registry() {
    return registry;
  }

  Entry entry(String id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      throw new IllegalArgumentException("there is no actor " + id);
    }
    return entry;
  }

  boolean has(String id) {
    return entries.containsKey(id);
  }

  Optional<String> byWikidata(String item) {
    return Optional.ofNullable(byWikidata.get(item));
  }

  List<AccountRow> byId(Network network, String id) {
    return byAccount.getOrDefault(idKey(network, id), List.of());
  }

  List<AccountRow> byHandle(Network network, String handle) {
    return byAccount.getOrDefault(handleKey(network, handle), List.of());
  }

  Collection<String> missions(@Nullable String sending, @Nullable String receiving) {
    return byStates.getOrDefault(states(sending, receiving), List.of());
  }

  /** Institutions of a kind of a country. */
  List<String> offices(ActorKind kind, @Nullable String country) {
    return byOffice.getOrDefault(kind + String.valueOf(country), List.of());
  }

  /** Actors that share a rare word of the name. */
  Set<String> withWordsOf(NameForm name) {
    Set<String> found = new LinkedHashSet<>();
    for (String word : name.keys()) {
      List<String> sharers = byWord.getOrDefault(word, List.of());
      if (sharers.size() <= MAX_SHARERS) {
        found.addAll(sharers);
      }
    }
    return found;
  }
}
