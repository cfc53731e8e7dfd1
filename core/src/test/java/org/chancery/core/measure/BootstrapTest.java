package org.chancery.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The intervals from sums and buckets, beside a bootstrap over the posts themselves. */
class BootstrapTest {
  private static final int DRAWS = 1_000;

  /** How far an end may lie from the bootstrap's, as a share of the interval's width. */
  private static final double TOLERANCE = 0.25;

  @Test
  void intervals_of_skewed_values_are_close_to_the_bootstraps() {
    for (int seed = 0; seed < 20; seed++) {
      Random chance = new Random(seed);
      double[] values = LogHistogramTest.skewed(chance, 2_000);
      compare("seed " + seed, values, chance);
    }
  }

  @Test
  void intervals_of_real_reposts_are_close_to_the_bootstraps() throws Exception {
    Path folder =
        Path.of(System.getProperty("chancery.shared", "../shared"))
            .resolve("data/posts/world-leaders-2017/data/backup_json");
    assumeTrue(
        Files.isDirectory(folder), "left out: needs ../shared/data/posts/world-leaders-2017");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        double[] reposts = repostsOfOriginals(file);
        if (reposts.length >= Measure.MIN_POSTS) {
          compare(file.getFileName().toString(), reposts, new Random(1));
        }
      }
    }
  }

  private static void compare(String what, double[] values, Random chance) {
    double sum = DoubleStream.of(values).sum();
    double squares = DoubleStream.of(values).map(v -> v * v).sum();
    Estimate mean = Intervals.mean(values.length, sum, squares, Measure.MIN_POSTS);
    double[] means = draws(values, chance, v -> DoubleStream.of(v).sum() / v.length);
    isClose(what + ", mean", mean, means, 0);

    Estimate median = LogHistogram.of(LogHistogram.count(values)).median(Measure.MIN_POSTS);
    double[] medians = draws(values, chance, BootstrapTest::median);
    // Values of real posts are whole and repeat, so an end may fall on the neighbouring number.
    isClose(what + ", median", median, medians, 1 + 2 * LogBuckets.RELATIVE_ERROR * median.high());
  }

  private static void isClose(String what, Estimate estimate, double[] drawn, double slack) {
    double low = LogHistogramTest.type7(drawn, 0.025);
    double high = LogHistogramTest.type7(drawn, 0.975);
    double tolerance = TOLERANCE * (high - low) + slack;
    assertThat(estimate.low()).as("%s, low", what).isCloseTo(low, within(tolerance));
    assertThat(estimate.high()).as("%s, high", what).isCloseTo(high, within(tolerance));
  }

  private static double[] draws(double[] values, Random chance, ToDoubleFunction<double[]> of) {
    double[] drawn = new double[DRAWS];
    double[] sample = new double[values.length];
    for (int i = 0; i < DRAWS; i++) {
      for (int j = 0; j < sample.length; j++) {
        sample[j] = values[chance.nextInt(values.length)];
      }
      drawn[i] = of.applyAsDouble(sample);
    }
    Arrays.sort(drawn);
    return drawn;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return LogHistogramTest.type7(sorted, 0.5);
  }

  private static double[] repostsOfOriginals(Path file) throws Exception {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      DoubleStream.Builder reposts = DoubleStream.builder();
      for (JsonNode post : new ObjectMapper().readTree(in)) {
        boolean original =
            !post.has("retweeted_status")
                && post.path("in_reply_to_status_id_str").isNull()
                && !post.path("is_quote_status").asBoolean();
        if (original) {
          reposts.add(post.path("retweet_count").asDouble());
        }
      }
      return reposts.build().toArray();
    }
  }
}
