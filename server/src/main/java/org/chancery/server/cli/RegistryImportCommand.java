package org.chancery.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.Periods;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.registry.list.ActorColumns;
import org.chancery.ingest.registry.list.CountryNames;
import org.chancery.ingest.registry.list.Handed;
import org.chancery.ingest.registry.list.ListFormat;
import org.chancery.ingest.registry.list.Listed;
import org.chancery.ingest.registry.list.Lists;
import org.chancery.ingest.registry.list.Reject;
import org.chancery.ingest.registry.merge.Proposal;
import org.chancery.ingest.registry.merge.ProposalFiles;
import org.chancery.ingest.registry.merge.Proposing;
import org.chancery.ingest.registry.merge.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chancery registry import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Reads lists of others and proposes who of them is whom of the registry.",
      "Changes nothing: with --into it writes proposals.csv, in which a person decides, for",
      "registry merge. Without it only tells what it would propose."
    })
final class RegistryImportCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 5;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RegistryFolders folders = new RegistryFolders();

  @Option(
      names = "--as",
      paramLabel = "FORMAT",
      description = "wikidata, missions, leaders-2014, congress, uk-parliament, meps, opml or csv.")
  private @Nullable String as;

  @Option(
      names = "--checked",
      required = true,
      paramLabel = "DATE",
      description = "Date of the list: every fact has one.")
  private String checked = "";

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "Where the list stands (default: the project it comes from, and the file).")
  private @Nullable String source;

  @Option(names = "--kind", description = "What the entries are, where the list does not say.")
  private @Nullable String kind;

  @Option(names = "--map", paramLabel = "FILE", description = "Column map (YAML) for --as csv.")
  private @Nullable Path map;

  @Option(names = "--into", paramLabel = "DIR", description = "New folder for the proposals.")
  private @Nullable Path into;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of one list.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (Periods.read(checked).isEmpty()) {
      throw new Chancery.WrongUsage(
          "--checked takes %s; was %s".formatted(Periods.ALLOWED, Wording.shown(checked)));
    }
    if (into != null) {
      refuse(into);
    }
    ListFormat format = format();
    Registry registry = folders.load();
    Listed listed = read(format, registry);
    List<Proposal> proposals = Proposing.of(listed.candidates(), registry);
    PrintWriter out = spec.commandLine().getOut();
    tell(out, proposals);
    rejects(out, listed);
    if (into == null) {
      out.println("nothing was written: give --into DIR for proposals that can be decided");
    } else {
      ProposalFiles.write(into, proposals);
      out.printf(
          "decide in the first column of %s (same, new, skip), then: registry merge --apply %s --into"
              + " OVERLAY%n",
          into.resolve(ProposalFiles.PROPOSALS), into.resolve(ProposalFiles.PROPOSALS));
    }
    out.flush();
    return listed.rejects().isEmpty() ? Chancery.DONE : Chancery.WITH_REJECTS;
  }

  private static void refuse(Path folder) {
    try {
      ProposalFiles.refuseUsed(folder);
    } catch (IOException e) {
      throw new Chancery.WrongUsage("--into takes a folder for proposals; " + e.getMessage());
    }
  }

  private ListFormat format() throws IOException {
    if (as != null) {
      String given = as;
      return ListFormat.find(given)
          .orElseThrow(
              () ->
                  new Chancery.WrongUsage(
                      "--as takes %s; %s is none.%s"
                          .formatted(
                              ListFormat.slugs(),
                              Wording.shown(given),
                              Wording.didYouMean(given, List.of(ListFormat.slugs().split(", "))))));
    }
    if (map != null) {
      return ListFormat.CSV;
    }
    Path first = files.getFirst();
    Optional<ListFormat> found;
    try {
      found = Lists.recognise(first);
    } catch (IOException e) {
      throw new Chancery.WrongUsage(String.valueOf(e.getMessage()));
    }
    ListFormat format =
        found.orElseThrow(
            () ->
                new Chancery.WrongUsage(
                    "%s has the shape of no list that is known: --as takes %s"
                        .formatted(first, ListFormat.slugs())));
    spec.commandLine().getErr().printf("%s: %s%n", first.getFileName(), format.description());
    return format;
  }

  private Listed read(ListFormat format, Registry registry) {
    String by = source != null ? source : usualSource(format);
    try {
      return Lists.read(
          format,
          files,
          new Handed(new CountryNames(registry.countries()), by, checked, kind(), columns()));
    } catch (IOException | IllegalArgumentException e) {
      throw new Chancery.WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private String usualSource(ListFormat format) {
    String file = files.getFirst().getFileName().toString();
    return format.repository().isEmpty() ? file : format.repository() + ":" + file;
  }

  private @Nullable ActorKind kind() {
    if (kind == null) {
      return null;
    }
    String given = kind;
    List<String> kinds = Arrays.stream(ActorKind.values()).map(ActorKind::slug).toList();
    return ActorKind.find(given)
        .orElseThrow(
            () ->
                new Chancery.WrongUsage(
                    "--kind takes %s; %s is none.%s"
                        .formatted(
                            String.join(", ", kinds),
                            Wording.shown(given),
                            Wording.didYouMean(given, kinds))));
  }

  private @Nullable ActorColumns columns() throws IOException {
    if (map == null) {
      return null;
    }
    try {
      return ActorColumns.read(map);
    } catch (IOException | IllegalArgumentException e) {
      throw new Chancery.WrongUsage("--map %s: %s".formatted(map, e.getMessage()));
    }
  }

  static void tell(PrintWriter out, List<Proposal> proposals) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    proposals.forEach(p -> verdicts.merge(p.verdict(), 1, Integer::sum));
    long conflicts = proposals.stream().filter(p -> !p.conflicts().isEmpty()).count();
    long alike = proposals.stream().filter(p -> p.like() != null).count();
    out.printf(
        "%,d candidates: %,d same, %,d maybe, %,d new; %,d contradict the registry, %,d look like an"
            + " earlier one of the list%n",
        proposals.size(),
        verdicts.getOrDefault(Verdict.SAME, 0),
        verdicts.getOrDefault(Verdict.MAYBE, 0),
        verdicts.getOrDefault(Verdict.NEW, 0),
        conflicts,
        alike);
    proposals.stream()
        .filter(p -> p.verdict() == Verdict.MAYBE)
        .limit(MOST_SHOWN)
        .forEach(
            p ->
                out.printf(
                    "  maybe %s = %s (%.2f): %s%n",
                    Wording.shown(p.candidate().name()),
                    p.actor(),
                    p.score(),
                    String.join("; ", p.reasons())));
  }

  static void rejects(PrintWriter out, Listed listed) {
    listed
        .rejectsByCause()
        .forEach(
            (cause, count) -> {
              out.printf(
                  "%s %,d%s%n",
                  cause, count, cause.isPartial() ? " (only this fact is left out)" : "");
              List<Reject> some =
                  listed.rejects().stream().filter(r -> r.cause() == cause).toList();
              some.stream().limit(MOST_SHOWN).forEach(reject -> out.println("  " + reject));
              if (some.size() > MOST_SHOWN) {
                out.printf("  and %,d more%n", some.size() - MOST_SHOWN);
              }
            });
  }
}
