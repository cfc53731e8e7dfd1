package org.chancery.ingest.registry.merge;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.chancery.ingest.registry.CsvOut;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.registry.list.Candidate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder of proposals: {@code proposals.csv}, in whose first column a person decides, and {@code
 * candidates.jsonl} with the facts. Both are needed to apply.
 */
public final class ProposalFiles {
  public static final String PROPOSALS = "proposals.csv";
  public static final String CANDIDATES = "candidates.jsonl";

  /** What {@code registry sync} learnt, beside the proposals. */
  public static final String SYNC = "sync.csv";

  private static final List<String> HEADER =
      List.of(
          "decision",
          "proposal",
          "score",
          "name",
          "kind",
          "country",
          "host",
          "actor",
          "new_id",
          "reasons",
          "conflicts",
          "adds",
          "like",
          "candidate",
          "source",
          "checked");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ProposalFiles() {}

  /**
   * Something decided.
   *
   * @param line in {@code proposals.csv}, from 1
   * @param id of the actor it is, or of the new one; empty for {@link Decision#SKIP}
   * @param like key of an earlier candidate that looks like this one, empty for none
   * @param isAccepted whether the proposal was taken because the person said so for all of its kind
   */
  public record Decided(
      int line,
      Decision decision,
      String id,
      String like,
      boolean isAccepted,
      Candidate candidate) {}

  /**
   * @param undecided rows whose first column is empty
   * @param problems in words, with lines; when there is one, nothing should be applied
   */
  public record Read(List<Decided> decided, int undecided, List<String> problems) {}

  /**
   * @throws IOException when the folder holds a registry, or an earlier run with what a person may
   *     have decided in it: neither is ever overwritten; the message says which file
   */
  public static void refuseUsed(Path folder) throws IOException {
    Overlay.refuseRegistry(folder);
    for (String file : List.of(PROPOSALS, CANDIDATES, SYNC)) {
      if (Files.exists(folder.resolve(file))) {
        throw new IOException(
            "%s holds %s of an earlier run, in which somebody may have decided; give a new folder"
                .formatted(folder, file));
      }
    }
  }

  /**
   * Writes both files into the folder, which is made when absent.
   *
   * @throws IOException when the folder is {@linkplain #refuseUsed used} or cannot be written
   */
  public static void write(Path folder, List<Proposal> proposals) throws IOException {
    refuseUsed(folder);
    Files.createDirectories(folder);
    StringBuilder lines = new StringBuilder();
    List<List<String>> rows = new ArrayList<>(proposals.size());
    for (Proposal proposal : proposals) {
      Candidate candidate = proposal.candidate();
      lines.append(JSON.writeValueAsString(candidate)).append('\n');
      rows.add(
          List.of(
              "",
              proposal.verdict().slug(),
              String.format(Locale.ROOT, "%.2f", proposal.score()),
              candidate.name(),
              candidate.kind().slug(),
              CsvOut.cell(candidate.country()),
              CsvOut.cell(candidate.host()),
              CsvOut.cell(proposal.actor()),
              proposal.newId(),
              String.join("; ", proposal.reasons()),
              String.join("; ", proposal.conflicts()),
              String.join("; ", proposal.adds()),
              CsvOut.cell(proposal.like()),
              candidate.place().key(),
              candidate.proof().source(),
              candidate.proof().checked()));
    }
    Files.writeString(folder.resolve(CANDIDATES), lines);
    CsvOut.writeGuarded(folder.resolve(PROPOSALS), HEADER, rows);
  }

  /**
   * Reads decisions, as a spreadsheet may have saved them: with a byte order mark, separated by
   * semicolons.
   *
   * @param accepted verdicts to be taken as decisions where the first column is empty; a "maybe" is
   *     never
   * @throws IOException when a file is absent or unreadable; the message says which
   */
  public static Read read(Path proposals, Set<Verdict> accepted) throws IOException {
    Path beside = proposals.resolveSibling(CANDIDATES);
    for (Path file : List.of(proposals, beside)) {
      if (!Files.isReadable(file)) {
        throw new IOException(
            "there is no readable %s; registry import writes %s and %s into one folder"
                .formatted(file, PROPOSALS, CANDIDATES));
      }
    }
    Map<String, Candidate> candidates = candidates(beside);
    List<Decided> decided = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    int undecided = 0;
    Set<String> seen = new HashSet<>();
    String text = text(proposals);
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator(text))
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .get();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      for (String column : List.of("decision", "proposal", "actor", "new_id", "candidate")) {
        if (!parser.getHeaderNames().contains(column)) {
          return new Read(
              List.of(), 0, List.of("%s:1: the column %s is missing".formatted(proposals, column)));
        }
      }
      int line = 1;
      for (CSVRecord row : parser) {
        line++;
        String where = "%s:%d: ".formatted(proposals, line);
        if (row.size() != parser.getHeaderNames().size()) {
          problems.add(where + "the row has %d cells".formatted(row.size()));
          continue;
        }
        String key = CsvOut.unguarded(row.get("candidate"));
        Candidate candidate = candidates.get(key);
        if (candidate == null || !seen.add(key)) {
          problems.add(
              where
                  + "%s is %s"
                      .formatted(
                          Wording.shown(key),
                          candidate == null ? "not in " + CANDIDATES : "decided twice"));
          continue;
        }
        String word = row.get("decision").toLowerCase(Locale.ROOT);
        Optional<Decision> decision =
            word.isEmpty() ? accepted(row, accepted) : Decision.find(word);
        if (decision.isPresent()) {
          String id =
              switch (decision.get()) {
                case SAME -> row.get("actor");
                case NEW -> row.get("new_id");
                case SKIP -> "";
              };
          String like = row.isMapped("like") ? CsvOut.unguarded(row.get("like")) : "";
          decided.add(new Decided(line, decision.get(), id, like, word.isEmpty(), candidate));
        } else if (word.isEmpty()) {
          undecided++;
        } else {
          problems.add(
              where
                  + "decision is same, new, skip or empty; was %s.%s"
                      .formatted(
                          Wording.shown(word),
                          Wording.didYouMean(word, List.of("same", "new", "skip"))));
        }
      }
    } catch (java.io.UncheckedIOException | IllegalStateException e) {
      problems.add("%s: no CSV after %d decisions".formatted(proposals, decided.size()));
    }
    return new Read(decided, undecided, problems);
  }

  /** Without the mark that spreadsheets put in front of UTF-8. */
  private static String text(Path proposals) throws IOException {
    try {
      String text = Files.readString(proposals);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException("%s is not UTF-8; save it as CSV UTF-8".formatted(proposals), e);
    }
  }

  /** Spreadsheets of countries that write decimals with a comma save tables with semicolons. */
  private static char separator(String text) {
    String header = text.lines().findFirst().orElse("");
    return header.indexOf(';') >= 0 && header.indexOf(',') < 0 ? ';' : ',';
  }

  private static Optional<Decision> accepted(CSVRecord row, Set<Verdict> accepted) {
    return accepted.stream()
        .filter(verdict -> verdict != Verdict.MAYBE)
        .filter(verdict -> verdict.slug().equals(row.get("proposal")))
        .findFirst()
        .flatMap(verdict -> Decision.find(verdict.slug()));
  }

  private static Map<String, Candidate> candidates(Path file) throws IOException {
    Map<String, Candidate> candidates = new HashMap<>();
    int line = 0;
    for (String text : Files.readAllLines(file)) {
      line++;
      try {
        Candidate candidate = JSON.readValue(text, Candidate.class);
        candidates.put(candidate.place().key(), candidate);
      } catch (JacksonException e) {
        throw new IOException("%s:%d is no candidate".formatted(file, line), e);
      }
    }
    return candidates;
  }
}
