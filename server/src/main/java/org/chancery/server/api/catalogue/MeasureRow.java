package org.chancery.server.api.catalogue;

import java.util.List;
import org.chancery.core.measure.Measure;
import org.chancery.server.api.answer.Says;

/** What one measure means. */
@Says("A measure: what its number means")
public record MeasureRow(
    String id,
    int version,
    String unit,
    String unitEn,
    String unitFr,
    String group,
    String nameEn,
    String nameFr,
    String definitionEn,
    String definitionFr,
    String formula,
    String source,
    @Says("Date of the first version") String since,
    String limitsEn,
    String limitsFr,
    String exampleEn,
    String exampleFr,
    @Says("Below so many posts: not enough data; 0 when it is no rate") int minPosts,
    List<ChangeOf> history) {

  /** What a version changed. */
  public record ChangeOf(int version, String date, String changeEn, String changeFr) {}

  static MeasureRow of(Measure m) {
    return new MeasureRow(
        m.id(),
        m.version(),
        m.unit().slug(),
        m.unit().label().en(),
        m.unit().label().fr(),
        m.group().slug(),
        m.name().en(),
        m.name().fr(),
        m.definition().en(),
        m.definition().fr(),
        m.formula(),
        m.source(),
        m.history().getFirst().date(),
        m.limits().en(),
        m.limits().fr(),
        m.example().en(),
        m.example().fr(),
        m.minPosts(),
        m.history().stream()
            .map(c -> new ChangeOf(c.version(), c.date(), c.what().en(), c.what().fr()))
            .toList());
  }
}
