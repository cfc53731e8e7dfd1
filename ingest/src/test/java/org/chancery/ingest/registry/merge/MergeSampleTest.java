package org.chancery.ingest.registry.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.RegistryFiles;
import org.chancery.ingest.registry.list.CountryNames;
import org.chancery.ingest.registry.list.Handed;
import org.chancery.ingest.registry.list.ListFormat;
import org.chancery.ingest.registry.list.Listed;
import org.chancery.ingest.registry.list.Lists;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Proposals for the missions table and the leaders of 2014 against rows that people decided by
 * hand: {@code merge-tuning.csv}, by which the bounds were set, and {@code merge-sample.csv}, made
 * by somebody else and not looked at before. No row is in both.
 */
class MergeSampleTest {
  private static final Map<String, ListFormat> FORMATS =
      Map.of("missions-2022", ListFormat.MISSIONS, "world-leaders-2014", ListFormat.LEADERS_2014);

  private static Registry registry = Registry.empty();
  private static final Map<String, Proposal> PROPOSALS = new HashMap<>();
  private static final Set<String> REJECTED = new HashSet<>();
  private static Duration took = Duration.ZERO;

  @BeforeAll
  static void propose() throws IOException {
    Path actors =
        Path.of(System.getProperty("chancery.shared", "../../shared")).resolve("data/actors");
    Path shipped = Path.of(System.getProperty("chancery.root", "..")).resolve("registry");
    Path missions = actors.resolve("missions-2022/database_of_embassies.csv");
    Path leaders = actors.resolve("world-leaders-2014/data/world-leaders-social-media.csv");
    assumeTrue(
        Files.exists(missions) && Files.exists(leaders) && Files.exists(shipped),
        "left out: needs ../shared/data/actors and the registry folder");
    long began = cpuNanos();
    registry = RegistryFiles.load(List.of(shipped)).registry();
    Handed handed =
        new Handed(new CountryNames(registry.countries()), "test", "2022-11-16", null, null);
    Listed listed = Lists.read(ListFormat.MISSIONS, List.of(missions), handed);
    Listed more = Lists.read(ListFormat.LEADERS_2014, List.of(leaders), handed);
    Proposing.of(listed.candidates(), registry).forEach(MergeSampleTest::keep);
    Proposing.of(more.candidates(), registry).forEach(MergeSampleTest::keep);
    took = Duration.ofNanos(cpuNanos() - began);
    rejected(ListFormat.MISSIONS, listed);
    rejected(ListFormat.LEADERS_2014, more);
    assertThat(listed.candidates().size() + listed.rejects().size()).isGreaterThanOrEqualTo(9_852);
  }

  /** Of this thread, which does all the work: other work on the machine does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Keys of the rows of which nothing was used; each row of both lists is one line. */
  private static void rejected(ListFormat format, Listed listed) {
    listed.rejects().stream()
        .filter(reject -> !reject.cause().isPartial())
        .forEach(reject -> REJECTED.add("%s:%d".formatted(format.slug(), reject.line() - 1)));
  }

  private static void keep(Proposal proposal) {
    PROPOSALS.put(proposal.candidate().place().key(), proposal);
  }

  @ParameterizedTest
  @CsvSource({"merge-tuning.csv", "merge-sample.csv"})
  void at_least_95_in_100_are_right(String file) throws IOException {
    List<CSVRecord> rows = rows(file);
    List<String> wrong = new ArrayList<>();
    int perhaps = 0;
    int rejected = 0;
    for (CSVRecord row : rows) {
      String key = FORMATS.get(row.get("list")).slug() + ":" + row.get("row");
      Proposal proposal = PROPOSALS.get(key);
      String expected = row.get("expected");
      assertThat(proposal != null || REJECTED.contains(key)).as("%s is no row", key).isTrue();
      if (proposal == null && expected.equals("new")) {
        rejected++;
      } else if (!isRight(proposal, expected)) {
        wrong.add(
            "%s %s: expected %s, was %s".formatted(key, row.get("name"), expected, told(proposal)));
      }
      perhaps += proposal != null && proposal.verdict() == Verdict.MAYBE ? 1 : 0;
    }
    int judged = rows.size() - rejected;
    System.out.printf(
        "%s: %d of %d right, %d told as maybe; %d more rejected, rightly nobody%n%s%n",
        file, judged - wrong.size(), judged, perhaps, rejected, String.join("\n", wrong));
    assertThat(rows).hasSizeGreaterThanOrEqualTo(100);
    assertThat(judged).isGreaterThanOrEqualTo(90);
    assertThat(wrong.size()).as(String.join("\n", wrong)).isLessThanOrEqualTo(judged / 20);
  }

  /** "Maybe" counts as wrong, even of the right actor; so does a rejected row of somebody. */
  private static boolean isRight(Proposal proposal, String expected) {
    if (proposal == null) {
      return false;
    }
    return switch (proposal.verdict()) {
      case SAME -> Objects.equals(proposal.actor(), expected);
      case NEW -> expected.equals("new");
      case MAYBE -> false;
    };
  }

  private static String told(Proposal proposal) {
    return proposal == null
        ? "rejected"
        : "%s %s %.2f %s"
            .formatted(proposal.verdict(), proposal.actor(), proposal.score(), proposal.reasons());
  }

  private static List<CSVRecord> rows(String file) throws IOException {
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(RegistryFiles.class.getResourceAsStream(file)),
            StandardCharsets.UTF_8)) {
      return CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(in)
          .getRecords();
    }
  }

  @Test
  void both_lists_take_less_than_20_seconds() {
    System.out.printf(
        "10,047 rows against %,d actors in %d ms of CPU%n",
        registry.actors().size(), took.toMillis());
    assertThat(took).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void no_proposal_is_a_decision(@TempDir Path folder) throws IOException {
    ProposalFiles.write(folder, List.copyOf(PROPOSALS.values()));
    Path file = folder.resolve(ProposalFiles.PROPOSALS);
    ProposalFiles.Read read = ProposalFiles.read(file, Set.of());
    assertThat(read.problems()).isEmpty();
    assertThat(read.undecided()).isEqualTo(PROPOSALS.size()).isGreaterThan(9_000);
    Overlay overlay = Overlay.of(registry, read.decided(), file);
    assertThat(overlay.isEmpty()).isTrue();
    assertThat(overlay.leftOut()).isEmpty();
  }
}
