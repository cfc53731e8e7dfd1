package org.chancery.ingest.registry.merge;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Voice;
import org.chancery.core.registry.match.NameForm;
import org.chancery.ingest.registry.list.Candidate;
import org.chancery.ingest.registry.list.CountryNames;

/**
 * Ids for new actors, as the registry forms them: {@code person-emmanuel-macron}, {@code
 * fr-embassy-de}, {@code ec-consulate-general-nagoya}. Each is given once. Not thread-safe.
 */
final class ActorIds {
  private static final int MAX = 100;

  private final Set<String> taken = new HashSet<>();

  ActorIds(Registry registry) {
    registry.actors().stream().map(Actor::id).forEach(taken::add);
  }

  String give(Candidate candidate) {
    String plain = plain(candidate);
    String id = plain;
    if (taken.contains(id) && candidate.wikidata() != null) {
      id = plain + "-" + candidate.wikidata().toLowerCase(Locale.ROOT);
    }
    for (int n = 2; taken.contains(id); n++) {
      id = plain + "-" + n;
    }
    taken.add(id);
    return id;
  }

  private static String plain(Candidate candidate) {
    Optional<String> sending = prefix(candidate.country());
    Candidate.Mission mission = candidate.mission();
    if (mission != null && sending.isPresent()) {
      String city = mission.city() == null ? "" : slug(mission.city());
      boolean byCity = !mission.type().isOnePerHost() && !city.isEmpty();
      return "%s-%s-%s"
          .formatted(
              sending.get(),
              mission.type().slug(),
              byCity ? city : prefix(candidate.host()).orElse("unknown"));
    }
    String name = slug(candidate.name());
    if (candidate.voice() == Voice.PERSON) {
      return "person-" + name;
    }
    return candidate.isNameComposed() && sending.isPresent() ? sending.get() + "-government" : name;
  }

  private static Optional<String> prefix(@org.jspecify.annotations.Nullable String country) {
    return country == null ? Optional.empty() : CountryNames.prefix(country);
  }

  private static String slug(String name) {
    String slug = String.join("-", NameForm.of(name).words());
    if (slug.isEmpty()) {
      return "actor";
    }
    return slug.length() <= MAX ? slug : slug.substring(0, MAX).replaceFirst("-[^-]*$", "");
  }
}
