package org.chancery.core.measure;

/**
 * {@code keyness}: how much more a term belongs to a selection than to the rest, as the z-score of
 * the weighted log-odds ratio with an informative Dirichlet prior. Monroe, Colaresi and Quinn,
 * "Fightin' words", Political Analysis 16 (2008), eq. 16, 20 and 22. Thread-safe.
 */
public final class Keyness {
  /** Total of the prior: so many words of the pooled text are added to both sides. */
  public static final double PRIOR_TOTAL = 500;

  private Keyness() {}

  /**
   * z above 1.96: the term marks the selection; below -1.96: the rest; 0: neither, or the term is
   * in neither, or one side has no words.
   *
   * @param selected times the term is in the selection, of {@code selectedTotal} terms
   * @param rest times it is in the rest, of {@code restTotal} terms
   */
  public static double z(long selected, long selectedTotal, long rest, long restTotal) {
    if (selected < 0 || rest < 0 || selected > selectedTotal || rest > restTotal) {
      throw new IllegalArgumentException(
          "counts must be 0..total, were %d of %d and %d of %d"
              .formatted(selected, selectedTotal, rest, restTotal));
    }
    double pooled = (double) selectedTotal + restTotal;
    double prior = PRIOR_TOTAL * ((double) selected + rest) / pooled;
    if (selectedTotal == 0 || restTotal == 0 || prior == 0 || prior == PRIOR_TOTAL) {
      return 0;
    }
    double difference = logOdds(selected, selectedTotal, prior) - logOdds(rest, restTotal, prior);
    double variance = 1 / (selected + prior) + 1 / (rest + prior);
    return difference / Math.sqrt(variance);
  }

  private static double logOdds(long count, long total, double prior) {
    return Math.log((count + prior) / (total + PRIOR_TOTAL - count - prior));
  }
}
