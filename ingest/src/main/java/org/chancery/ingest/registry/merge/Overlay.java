package org.chancery.ingest.registry.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.CsvOut;
import org.chancery.ingest.registry.Table;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.registry.list.Candidate;
import org.chancery.ingest.registry.list.Candidate.AccountFact;
import org.chancery.ingest.registry.list.Candidate.Proof;
import org.chancery.ingest.registry.merge.ProposalFiles.Decided;
import org.jspecify.annotations.Nullable;

/**
 * The rows that decisions add to a registry, as a folder to be laid over it. Facts in conflict with
 * the registry, or with an earlier decision of the same file, are left out and told. Not
 * thread-safe.
 */
public final class Overlay {
  private final ActorIndex index;
  private final Registry registry;
  private final Map<String, List<String>> actors = new LinkedHashMap<>();
  private final List<List<String>> accounts = new ArrayList<>();
  private final List<List<String>> tenures = new ArrayList<>();
  private final Set<String> given = new HashSet<>();
  private final Map<String, String> itemOf = new HashMap<>();
  private final Map<String, String> actorOf = new HashMap<>();
  private final Set<String> added = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private Overlay(Registry registry) {
    this.registry = registry;
    this.index = new ActorIndex(registry);
  }

  /**
   * @param proposals name of the file, for messages
   */
  public static Overlay of(Registry registry, List<Decided> decisions, Path proposals) {
    Overlay overlay = new Overlay(registry);
    for (Decided decided : decisions) {
      overlay.take(decided, "%s:%d: ".formatted(proposals, decided.line()));
    }
    return overlay;
  }

  private void take(Decided decided, String where) {
    switch (decided.decision()) {
      case SAME -> same(decided, where);
      case NEW -> added(decided, where);
      case SKIP -> {}
    }
  }

  private void same(Decided decided, String where) {
    if (registry.findActor(decided.id()).isEmpty()) {
      List<String> known = registry.actors().stream().map(Actor::id).toList();
      problems.add(
          where
              + "actor %s is not in the registry.%s"
                  .formatted(Wording.shown(decided.id()), Wording.didYouMean(decided.id(), known)));
      return;
    }
    Actor actor = index.entry(decided.id()).actor();
    Candidate candidate = decided.candidate();
    if (actor.voice() != candidate.voice()) {
      problems.add(
          where
              + "%s is %s, the candidate is %s: they cannot be the same"
                  .formatted(actor.id(), actor.voice().slug(), candidate.voice().slug()));
      return;
    }
    Comparison facts = Comparison.of(candidate, actor, index);
    if (facts.wikidata() != null && takesItem(actor.id(), facts.wikidata(), where)) {
      actors.put(actor.id(), actorRow(actor, facts.wikidata(), candidate.proof()));
    }
    rows(actor.id(), facts, where);
  }

  private void added(Decided decided, String where) {
    String id = decided.id();
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*") || id.length() > 120) {
      problems.add(
          where + "new_id takes small letters, digits and hyphens; was " + Wording.shown(id));
      return;
    }
    if (registry.findActor(id).isPresent() || actors.containsKey(id)) {
      problems.add(where + "there is an actor %s already; give another new_id".formatted(id));
      return;
    }
    Candidate candidate = decided.candidate();
    if (decided.isAccepted() && added.contains(decided.like())) {
      leftOut.add(
          where
              + "%s looks like %s, which this file makes an actor; decide by hand"
                  .formatted(Wording.shown(candidate.name()), decided.like()));
      return;
    }
    Comparison facts = Comparison.of(candidate, null, index);
    if (facts.wikidata() != null && !takesItem(id, facts.wikidata(), where)) {
      return;
    }
    added.add(candidate.place().key());
    actors.put(
        id,
        List.of(
            id,
            candidate.kind().slug(),
            candidate.name(),
            CsvOut.cell(candidate.nameFr()),
            CsvOut.cell(candidate.country()),
            CsvOut.cell(candidate.organisation()),
            candidate.voice().slug(),
            CsvOut.cell(candidate.host()),
            CsvOut.cell(facts.wikidata()),
            note(candidate),
            candidate.proof().source(),
            candidate.proof().checked()));
    rows(id, facts, where);
  }

  /** Whether the item is the actor's by this file too; told when an earlier row says otherwise. */
  private boolean takesItem(String actor, String item, String where) {
    String other = actorOf.getOrDefault(item, actor);
    String before = itemOf.getOrDefault(actor, item);
    if (!other.equals(actor)) {
      leftOut.add(
          where + "Wikidata item %s is given to %s by the same file".formatted(item, other));
      return false;
    }
    if (!before.equals(item)) {
      leftOut.add(
          where
              + "%s gets Wikidata item %s by the same file, so not %s"
                  .formatted(actor, before, item));
      return false;
    }
    actorOf.put(item, actor);
    itemOf.put(actor, item);
    return true;
  }

  private static String note(Candidate candidate) {
    return Stream.of(
            CsvOut.cell(candidate.note()),
            candidate.website() == null ? "" : "website " + candidate.website())
        .filter(part -> !part.isEmpty())
        .reduce((a, b) -> a + "; " + b)
        .orElse("");
  }

  private static List<String> actorRow(Actor actor, String wikidata, Proof proof) {
    return List.of(
        actor.id(),
        actor.kind().slug(),
        actor.nameEn(),
        actor.nameFr(),
        CsvOut.cell(actor.country()),
        CsvOut.cell(actor.organisation()),
        actor.voice().slug(),
        CsvOut.cell(actor.host()),
        wikidata,
        CsvOut.cell(actor.note()),
        "%s ; Wikidata item: %s".formatted(actor.source(), proof.source()),
        newer(actor.checked(), proof.checked()));
  }

  private static String newer(@Nullable String a, String b) {
    return a == null || a.compareTo(b) < 0 ? b : a;
  }

  private void rows(String actor, Comparison facts, String where) {
    facts.conflicts().forEach(conflict -> leftOut.add(where + conflict));
    for (AccountFact account :
        Stream.concat(facts.accounts().stream(), facts.completed().stream()).toList()) {
      String key = ActorIndex.handleKey(account.network(), account.handle());
      String id = account.nativeId();
      boolean isIdGiven = id != null && !given.add(ActorIndex.idKey(account.network(), id));
      if (!given.add(key) || isIdGiven) {
        leftOut.add(
            where
                + "%s %s is given already by the same file, by its handle or its id"
                    .formatted(account.network().slug(), account.handle()));
        continue;
      }
      accounts.add(
          List.of(
              actor,
              account.network().slug(),
              account.handle(),
              CsvOut.cell(account.nativeId()),
              CsvOut.cell(account.from()),
              CsvOut.cell(account.to()),
              account.proof().source(),
              account.proof().checked()));
    }
    for (Comparison.NewTenure tenure : facts.tenures()) {
      String from = CsvOut.cell(tenure.fact().from());
      if (!given.add(String.join(">", actor, tenure.office(), from))) {
        leftOut.add(
            where
                + "%s holds %s from %s by the same file already"
                    .formatted(actor, tenure.office(), from.isEmpty() ? "(open)" : from));
        continue;
      }
      tenures.add(
          List.of(
              actor,
              tenure.office(),
              CsvOut.cell(tenure.fact().from()),
              CsvOut.cell(tenure.fact().to()),
              tenure.fact().proof().source(),
              tenure.fact().proof().checked()));
    }
  }

  /** Decisions that cannot be carried out; when there is one, nothing should be written. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Facts not taken over because they contradict the registry. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  public boolean isEmpty() {
    return actors.isEmpty() && accounts.isEmpty() && tenures.isEmpty();
  }

  /** What {@link #write} writes, in words. */
  public String summary() {
    return "%,d actors, %,d accounts, %,d tenures"
        .formatted(actors.size(), accounts.size(), tenures.size());
  }

  /**
   * Writes the files that have rows.
   *
   * @throws IOException when the folder holds registry files already, or cannot be written
   */
  public void write(Path folder) throws IOException {
    refuseRegistry(folder);
    Files.createDirectories(folder);
    write(folder.resolve("actors.csv"), Table.ACTORS.columns(), List.copyOf(actors.values()));
    write(folder.resolve("accounts.csv"), Table.ACCOUNTS.columns(), accounts);
    write(folder.resolve("tenures.csv"), Table.TENURES.columns(), tenures);
  }

  /**
   * @throws IOException when the folder holds registry files: an overlay never overwrites one
   */
  public static void refuseRegistry(Path folder) throws IOException {
    for (Table table : Table.values()) {
      String file = table.baseName();
      for (String ending : List.of(".csv", ".yaml", ".yml")) {
        if (Files.exists(folder.resolve(file + ending))) {
          throw new IOException(
              "%s holds %s%s already; give a new folder, and lay both over the list with --registry"
                  .formatted(folder, file, ending));
        }
      }
    }
  }

  private static void write(Path file, List<String> columns, List<List<String>> rows)
      throws IOException {
    if (!rows.isEmpty()) {
      CsvOut.write(file, columns, rows);
    }
  }
}
