package org.chancery.server.api.catalogue;

import com.ibm.icu.text.Normalizer2;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.chancery.core.event.Network;
import org.chancery.core.measure.Measure;
import org.chancery.core.measure.MeasureCatalogue;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.Registry;
import org.chancery.server.api.answer.Rows;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.Nearest;
import org.chancery.server.api.query.PageToken;
import org.chancery.server.api.query.Parameter;
import org.chancery.server.api.query.Parameters;
import org.chancery.server.api.query.Problem;
import org.chancery.server.api.sql.Reading;
import org.jspecify.annotations.Nullable;

/** Countries, actors and measures: what is known without reading posts. Thread-safe. */
public final class Catalogue {
  public static final List<Parameter<?>> ACTOR_PARAMETERS =
      List.of(
          Parameters.KIND,
          Parameters.NAME_PART,
          Parameters.C,
          Parameters.NETWORK,
          Parameters.LIMIT,
          Parameters.NEXT);

  private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
  private static final Normalizer2 APART = Normalizer2.getNFDInstance();

  /** All countries, by code. */
  public Rows<CountryRow> countries(Asked asked, Reading store) {
    return Rows.of(
        null,
        asked.context().listing().registry().countries().stream()
            .sorted(Comparator.comparing(Country::code))
            .map(CountryRow::of)
            .toList(),
        null);
  }

  /** Actors by id. */
  public Rows<ActorRow> actors(Asked asked, Reading store) {
    Registry registry = asked.context().listing().registry();
    int limit = asked.get(Parameters.LIMIT);
    PageToken next = asked.find(Parameters.NEXT);
    String after = next == null ? "" : next.parts(1).getFirst();
    List<Actor> found =
        registry.actors().stream()
            .filter(wanted(asked, registry))
            .filter(actor -> actor.id().compareTo(after) > 0)
            .sorted(Comparator.comparing(Actor::id))
            .limit(limit + 1L)
            .toList();
    List<Actor> page = found.subList(0, Math.min(limit, found.size()));
    return Rows.of(
        null,
        page.stream().map(actor -> ActorRow.of(actor, registry)).toList(),
        found.size() > limit ? PageToken.of(page.getLast().id()) : null);
  }

  private static Predicate<Actor> wanted(Asked asked, Registry registry) {
    List<ActorKind> kinds = asked.list(Parameters.KIND);
    List<String> countries = asked.list(Parameters.C);
    List<Network> networks = asked.list(Parameters.NETWORK);
    String part = asked.find(Parameters.NAME_PART);
    String folded = part == null ? null : fold(part);
    return actor ->
        (kinds.isEmpty() || kinds.contains(actor.kind()))
            && (countries.isEmpty()
                || (actor.country() != null && countries.contains(actor.country())))
            && (networks.isEmpty()
                || registry.accountsOf(actor.id()).stream()
                    .anyMatch(row -> networks.contains(row.network())))
            && named(actor, folded, registry);
  }

  private static boolean named(Actor actor, @Nullable String part, Registry registry) {
    return part == null
        || fold(actor.nameEn()).contains(part)
        || fold(actor.nameFr()).contains(part)
        || actor.id().contains(part)
        || registry.accountsOf(actor.id()).stream()
            .anyMatch(row -> row.handle().toLowerCase(Locale.ROOT).contains(part));
  }

  /** Without case, compatibility forms and accents. */
  private static String fold(String text) {
    return APART.normalize(FOLD.normalize(text)).replaceAll("\\p{M}", "").strip();
  }

  /** One actor. */
  public Rows<ActorRow> actor(Asked asked, Reading store) {
    String id = asked.path("id");
    Registry registry = asked.context().listing().registry();
    return registry
        .findActor(id)
        .map(actor -> Rows.<ActorRow>of(null, List.of(ActorRow.of(actor, registry)), null))
        .orElseThrow(
            () ->
                new Problem(
                    404,
                    "ACTOR_UNKNOWN",
                    "no actor is named %s.%s"
                        .formatted(
                            Problem.shown(id),
                            Nearest.question(
                                id, registry.actors().stream().map(Actor::id).toList())),
                    null));
  }

  /** All measures, in the catalogue's order. */
  public Rows<MeasureRow> measures(Asked asked, Reading store) {
    return Rows.of(null, MeasureCatalogue.list().stream().map(MeasureRow::of).toList(), null);
  }

  /** One measure. */
  public Rows<MeasureRow> measure(Asked asked, Reading store) {
    String id = asked.path("id");
    return MeasureCatalogue.find(id)
        .map(m -> Rows.<MeasureRow>of(null, List.of(MeasureRow.of(m)), null))
        .orElseThrow(
            () ->
                new Problem(
                    404,
                    "MEASURE_UNKNOWN",
                    "no measure is named %s.%s"
                        .formatted(
                            Problem.shown(id),
                            Nearest.question(
                                id, MeasureCatalogue.list().stream().map(Measure::id).toList())),
                    null));
  }
}
