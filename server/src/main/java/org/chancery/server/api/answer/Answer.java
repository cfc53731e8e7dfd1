package org.chancery.server.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chancery.core.measure.Measure;
import org.chancery.core.time.Window;
import org.jspecify.annotations.Nullable;

/** The envelope of every list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer<R>(
    @Says("The measure, its version and unit") @Nullable MeasureOf measure,
    @Says("Half-open, UTC") @Nullable Span window,
    @Says("What was given of the parameters that select") Map<String, Object> selection,
    @Says("What was not seen") Coverage coverage,
    @Says("The hub's clock when this was made") Instant asof,
    @Says("True when everything is invented") boolean simulated,
    @Says("Something a reader must know, in English") @Nullable String noteEn,
    @Says("The same in French") @Nullable String noteFr,
    @Says("Of lists of actors") @Nullable Facets facets,
    List<R> rows,
    @Says("Where the list goes on; absent at its end") @Nullable String next) {

  /** The measure that the rows tell. */
  public record MeasureOf(String id, int version, String unit, String nameEn, String nameFr) {
    public static MeasureOf of(Measure m) {
      return new MeasureOf(m.id(), m.version(), m.unit().slug(), m.name().en(), m.name().fr());
    }
  }

  /** A window, as answers tell it. */
  public record Span(Instant from, Instant to) {
    public static Span of(Window window) {
      return new Span(window.from(), window.to());
    }
  }
}
