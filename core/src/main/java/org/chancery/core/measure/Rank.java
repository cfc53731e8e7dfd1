package org.chancery.core.measure;

/**
 * A place in a ranking and the places that the intervals leave open. 1 is the highest value.
 *
 * @param place by value; equal values share the higher place (1, 2, 2, 4)
 * @param best highest place it could hold
 * @param worst lowest place it could hold
 */
public record Rank(int place, int best, int worst) {
  public Rank {
    if (best < 1 || best > place || place > worst) {
      throw new IllegalArgumentException(
          "rank must be 1 <= best <= place <= worst, was %d, %d, %d".formatted(best, place, worst));
    }
  }

  /** Whether the interval touches that of another item: the order of the two is not known. */
  public boolean tied() {
    return best != worst;
  }
}
