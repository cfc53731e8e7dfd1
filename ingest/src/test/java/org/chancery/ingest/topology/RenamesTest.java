package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.RegistryFiles;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.RegistryIds;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Posts of accounts that were renamed, handed over, archived or lost, against the shipped registry.
 * A case in {@code renames.csv} is what two dated sources saw: the account before, the account
 * after, and for whom it spoke each time.
 */
class RenamesTest {
  private static final String NOBODY = "nobody";
  private static final String STRANGER = "1";

  private static Store store;
  private static Directory directory;
  private static Map<Integer, String> slugs;
  private static List<Case> cases;

  private record Sighting(@Nullable String id, String handle, Instant at) {}

  private record Case(String kind, Sighting old, Sighting now, String before, String after) {
    boolean sameAccount() {
      return old.id() != null && old.id().equals(now.id());
    }
  }

  @BeforeAll
  static void open() throws IOException, SQLException {
    Path shipped = Path.of(System.getProperty("chancery.root", "..")).resolve("registry");
    assumeTrue(Files.exists(shipped.resolve("actors.csv")), "left out: needs the registry folder");
    Registry registry = RegistryFiles.load(List.of(shipped)).registry();
    store = TestDatabase.fresh();
    RegistryIds ids = RegistryIds.allot(store.dataSource(), registry);
    directory = new Directory(registry, ids);
    slugs = registry.actors().stream().collect(Collectors.toMap(a -> ids.actor(a.id()), Actor::id));
    cases = read();
  }

  @AfterAll
  static void close() {
    if (store != null) {
      store.close();
    }
  }

  @Test
  void cases_enough_and_no_actor_that_is_not_listed() {
    assertThat(cases).hasSizeGreaterThanOrEqualTo(40);
    assertThat(cases).allMatch(c -> !c.old().at().isAfter(c.now().at()));
    assertThat(cases)
        .flatMap(c -> List.of(c.before(), c.after()))
        .allMatch(id -> id.equals(NOBODY) || directory.registry().findActor(id).isPresent());
  }

  @Test
  void a_post_of_before_counts_for_who_held_the_account_then() {
    assertAll(cases, Case::old, Case::before);
  }

  @Test
  void a_post_of_after_counts_for_who_holds_the_account_since() {
    assertAll(cases, Case::now, Case::after);
  }

  @Test
  void a_file_without_ids_is_read_by_the_handle_of_the_time() {
    assertAll(cases, c -> withoutId(c.old()), Case::before);
    assertAll(cases, c -> withoutId(c.now()), Case::after);
  }

  @Test
  void an_old_post_in_a_later_export_bears_the_new_handle() {
    List<Case> same = only(Case::sameAccount);
    assertThat(same).hasSizeGreaterThan(30);
    assertAll(same, c -> new Sighting(c.old().id(), c.now().handle(), c.old().at()), Case::before);
  }

  @Test
  void a_stranger_under_the_handle_left_behind_is_nobody() {
    List<Case> renamed = only(c -> c.kind().equals("renamed"));
    assertThat(renamed).hasSizeGreaterThan(20);
    assertAll(renamed, c -> new Sighting(STRANGER, c.old().handle(), c.now().at()), c -> NOBODY);
  }

  @Test
  void another_case_of_letters_is_no_other_handle() {
    List<Case> caseOnly = only(c -> c.kind().equals("case-only"));
    assertThat(caseOnly).hasSizeGreaterThanOrEqualTo(5);
    assertThat(caseOnly)
        .allSatisfy(
            c -> {
              assertThat(c.old().handle()).isNotEqualTo(c.now().handle());
              assertThat(AccountRef.fold(c.old().handle()))
                  .isEqualTo(AccountRef.fold(c.now().handle()));
              assertThat(directory.registry().accountsOf(c.before()))
                  .filteredOn(
                      row ->
                          AccountRef.fold(row.handle()).equals(AccountRef.fold(c.now().handle())))
                  .as("one row, not a history of two")
                  .hasSize(1);
            });
  }

  private static void assertAll(
      List<Case> of, Function<Case, Sighting> post, Function<Case, String> expected) {
    List<String> told = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    for (Case c : of) {
      Sighting seen = post.apply(c);
      told.add(seen + " " + attributed(seen));
      wanted.add(seen + " " + expected.apply(c));
    }
    assertThat(told).containsExactlyElementsOf(wanted);
  }

  private static String attributed(Sighting seen) {
    PostSeen post =
        new PostSeen(
            Network.X,
            "1",
            new AccountRef(Network.X, seen.id(), seen.handle()),
            null,
            null,
            seen.at(),
            seen.at(),
            "text",
            null,
            PostKind.ORIGINAL,
            null,
            null,
            null,
            new Entities(List.of(), List.of(), List.of()),
            0,
            Engagement.UNKNOWN,
            false);
    return new Attributor(World.PSEUDONYMS, true, World.EARLY)
        .changes(post, directory).stream()
            .filter(Change.Post.class::isInstance)
            .map(change -> ((Change.Post) change).row().actor())
            .map(actor -> actor == null ? NOBODY : slugs.get(actor))
            .collect(Collectors.joining());
  }

  private static List<Case> only(Predicate<Case> which) {
    return cases.stream().filter(which).toList();
  }

  private static Sighting withoutId(Sighting seen) {
    return new Sighting(null, seen.handle(), seen.at());
  }

  private static List<Case> read() throws IOException {
    try (InputStream in = RegistryFiles.class.getResourceAsStream("renames.csv");
        InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(text)
          .stream()
          .map(RenamesTest::one)
          .toList();
    }
  }

  private static Case one(CSVRecord row) {
    assertThat(row.get("network")).isEqualTo("x");
    assertThat(row.get("source")).isNotBlank();
    return new Case(
        row.get("case"),
        sighting(row, "old"),
        sighting(row, "new"),
        row.get("before"),
        row.get("after"));
  }

  private static Sighting sighting(CSVRecord row, String which) {
    String id = row.get(which + "_id");
    return new Sighting(
        id.isEmpty() ? null : id,
        row.get(which + "_handle"),
        LocalDate.parse(row.get(which + "_seen")).atTime(12, 0).toInstant(ZoneOffset.UTC));
  }
}
