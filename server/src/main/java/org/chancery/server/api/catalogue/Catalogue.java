package org.chancery.server.api.catalogue;

import java.util.Comparator;
import java.util.List;
import org.chancery.core.measure.Measure;
import org.chancery.core.measure.MeasureCatalogue;
import org.chancery.core.registry.Country;
import org.chancery.server.api.answer.Rows;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.Nearest;
import org.chancery.server.api.query.Problem;
import org.chancery.server.api.sql.Reading;

/** Countries and measures: what is known without reading posts. Thread-safe. */
public final class Catalogue {
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
