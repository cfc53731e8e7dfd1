package org.chancery.server.api.answer;

import java.util.List;
import org.chancery.core.measure.Measure;
import org.chancery.server.api.query.Selection;
import org.jspecify.annotations.Nullable;

/**
 * What a feature found, before the envelope is put around it. Immutable.
 *
 * @param selection whose coverage the envelope tells; null for everybody and all time
 */
public record Rows<R>(
    @Nullable Measure measure,
    @Nullable Selection selection,
    List<R> rows,
    @Nullable String next,
    @Nullable Note note,
    @Nullable Facets facets) {

  /** A word to the reader, in both languages. */
  public record Note(String en, String fr) {}

  public Rows {
    rows = List.copyOf(rows);
  }

  public Rows(
      @Nullable Measure measure,
      @Nullable Selection selection,
      List<R> rows,
      @Nullable String next,
      @Nullable Note note) {
    this(measure, selection, rows, next, note, null);
  }

  public static <R> Rows<R> of(@Nullable Selection selection, List<R> rows, @Nullable String next) {
    return new Rows<>(null, selection, rows, next, null);
  }
}
