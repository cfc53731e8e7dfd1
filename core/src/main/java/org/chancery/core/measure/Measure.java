package org.chancery.core.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * What one number means. A changed formula is a new version: two versions never share a series.
 * Immutable.
 *
 * @param id stable, as in the API and the URL: {@code share-of-voice}
 * @param version from 1
 * @param name short, as the head of a column
 * @param definition in plain words, for a reader who is no statistician
 * @param formula with the signs of {@code measures.md}: A a set of accounts, W a window, P(A, W)
 *     their posts in it that are not deleted
 * @param source of the formula: paper, study or the network's documentation
 * @param limits what the number does not mean
 * @param example worked through with small numbers
 * @param history each version and what it changed, oldest first; as long as {@code version}
 * @param minPosts below so many posts the answer is "not enough data"; 0 for measures that are no
 *     rate
 */
public record Measure(
    String id,
    int version,
    Unit unit,
    Group group,
    Bilingual name,
    Bilingual definition,
    String formula,
    String source,
    Bilingual limits,
    Bilingual example,
    List<Change> history,
    int minPosts) {
  /** The default minimum of rates: in the 2017 Twiplomacy study an account with 10 tweets won. */
  public static final int MIN_POSTS = 20;

  /**
   * What a version brought.
   *
   * @param date ISO date
   */
  public record Change(int version, String date, Bilingual what) {}

  public Measure {
    history = List.copyOf(history);
    if (version < 1 || version != history.size()) {
      throw new IllegalArgumentException(
          "%s: version %d must have as many lines of history, has %d"
              .formatted(id, version, history.size()));
    }
  }

  /** Whether it is a rate, a share or a mean, which needs a minimum of posts. */
  public boolean rate() {
    return minPosts > 0;
  }

  static Draft of(String id, Unit unit, Group group) {
    return new Draft(id, unit, group);
  }

  /** Collects the fields of a measure; texts are given as typed, English first. */
  static final class Draft {
    private final String id;
    private final Unit unit;
    private final Group group;
    private Bilingual name = new Bilingual("", "");
    private Bilingual definition = name;
    private Bilingual limits = name;
    private Bilingual example = name;
    private String formula = "";
    private String source = "";
    private int minPosts;
    private final List<Change> history = new ArrayList<>();

    private Draft(String id, Unit unit, Group group) {
      this.id = id;
      this.unit = unit;
      this.group = group;
    }

    Draft name(String en, String fr) {
      name = Bilingual.typed(en, fr);
      return this;
    }

    Draft definition(String en, String fr) {
      definition = Bilingual.typed(en, fr);
      return this;
    }

    Draft formula(String signs) {
      formula = signs;
      return this;
    }

    Draft source(String reference) {
      source = reference;
      return this;
    }

    Draft limits(String en, String fr) {
      limits = Bilingual.typed(en, fr);
      return this;
    }

    Draft example(String en, String fr) {
      example = Bilingual.typed(en, fr);
      return this;
    }

    /** It is a rate: it needs {@link #MIN_POSTS} posts. */
    Draft rate() {
      minPosts = MIN_POSTS;
      return this;
    }

    Draft changed(String date, String en, String fr) {
      history.add(new Change(history.size() + 1, date, Bilingual.typed(en, fr)));
      return this;
    }

    Measure first(String date) {
      changed(date, "First version.", "Première version.");
      return new Measure(
          id,
          history.size(),
          unit,
          group,
          name,
          definition,
          formula,
          source,
          limits,
          example,
          history,
          minPosts);
    }
  }
}
