package org.chancery.core.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All measures that this version of Chancery answers, in the order in which they are shown. It
 * feeds the API, the exports, the tooltips and the pages of methods. Immutable, thread-safe.
 */
public final class MeasureCatalogue {
  private static final Map<String, Measure> BY_ID = new LinkedHashMap<>();

  static {
    Stream.of(
            VoiceMeasures.ALL,
            AudienceMeasures.ALL,
            ResponseMeasures.ALL,
            ConversationMeasures.ALL,
            PresenceMeasures.ALL)
        .flatMap(List::stream)
        .forEach(
            measure -> {
              if (BY_ID.put(measure.id(), measure) != null) {
                throw new IllegalStateException("two measures are named " + measure.id());
              }
            });
  }

  private MeasureCatalogue() {}

  /** Every measure, grouped. */
  public static List<Measure> list() {
    return List.copyOf(BY_ID.values());
  }

  public static Optional<Measure> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /**
   * The measure of an id that the program itself names.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Measure get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no measure is named " + id));
  }
}
