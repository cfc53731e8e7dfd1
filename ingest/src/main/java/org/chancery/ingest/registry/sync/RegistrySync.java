package org.chancery.ingest.registry.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.egress.TextRecords;
import org.chancery.ingest.registry.CsvOut;
import org.chancery.ingest.registry.Periods;
import org.chancery.ingest.registry.Table;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.registry.list.CountryNames;
import org.chancery.ingest.registry.list.Handed;
import org.chancery.ingest.registry.list.ListFormat;
import org.chancery.ingest.registry.list.Listed;
import org.chancery.ingest.registry.list.Lists;
import org.chancery.ingest.registry.merge.Overlay;
import org.chancery.ingest.registry.merge.Proposal;
import org.chancery.ingest.registry.merge.ProposalFiles;
import org.chancery.ingest.registry.merge.Proposing;

/**
 * One run: asks about the registry's present accounts and writes, into a folder, {@code sync.csv}
 * (each account with what was learnt), {@code overlay/accounts.csv} (DIDs that the registry lacks,
 * proved from both sides), {@code answers/} and proposals from Wikidata. The registry itself is
 * never changed. Proposals are written before the accounts are asked, and what was learnt is
 * written even when the run is broken off.
 */
public final class RegistrySync {
  private static final int AT_ONCE = 8;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** What to ask about. */
  public record Wanted(boolean wikidata, boolean bluesky, boolean mastodon, boolean feeds) {}

  /** Told after each account. */
  @FunctionalInterface
  public interface Progress {
    void at(int done, int of);
  }

  /**
   * @param troubles queries of Wikidata without an answer, in words
   * @param proposals from Wikidata, written but not decided
   */
  public record Report(
      List<Learnt> learnt, List<String> troubles, List<Proposal> proposals, Listed listed) {
    public Map<Learnt.Result, Integer> byResult() {
      Map<Learnt.Result, Integer> counts = new EnumMap<>(Learnt.Result.class);
      learnt.forEach(one -> counts.merge(one.result(), 1, Integer::sum));
      return counts;
    }
  }

  private final Asking asking;
  private final TextRecords dns;
  private final Addresses addresses;
  private final InstantSource clock;

  public RegistrySync(Egress egress, TextRecords dns, Addresses addresses, InstantSource clock) {
    this(egress, dns, addresses, clock, Thread::sleep);
  }

  RegistrySync(
      Egress egress,
      TextRecords dns,
      Addresses addresses,
      InstantSource clock,
      Asking.Sleeper sleeper) {
    this.dns = dns;
    this.asking = new Asking(egress, clock, sleeper, LONGEST_WAIT);
    this.addresses = addresses;
    this.clock = clock;
  }

  /**
   * @throws IOException when the folder cannot be written or holds registry files or an earlier run
   */
  public Report run(Registry registry, Wanted wanted, Path into, Progress progress)
      throws IOException, InterruptedException {
    ProposalFiles.refuseUsed(into);
    Overlay.refuseRegistry(into.resolve("overlay"));
    Files.createDirectories(into);
    List<String> troubles = new ArrayList<>();
    Listed listed = new Listed(List.of(), List.of());
    if (wanted.wikidata()) {
      listed = wikidata(registry, into, troubles);
    }
    List<Proposal> proposals = Proposing.of(listed.candidates(), registry);
    if (wanted.wikidata()) {
      ProposalFiles.write(into, proposals);
    }
    // by the place of the row, whichever answers first
    ConcurrentSkipListMap<Integer, Learnt> learnt = new ConcurrentSkipListMap<>();
    try {
      accounts(registry, wanted, progress, learnt);
    } finally {
      write(into, registry, List.copyOf(learnt.values()));
    }
    return new Report(List.copyOf(learnt.values()), troubles, proposals, listed);
  }

  private Listed wikidata(Registry registry, Path into, List<String> troubles) throws IOException {
    var named = registry.actors().stream().filter(a -> a.wikidata() != null).toList();
    List<Path> files = new ArrayList<>();
    for (WikidataQueries.Answer answer :
        new WikidataQueries(asking, addresses.sparql()).run(into.resolve("answers"), named)) {
      if (answer.file() == null) {
        troubles.add("%s: %s".formatted(answer.query(), answer.trouble()));
      } else {
        files.add(answer.file());
      }
    }
    Handed handed =
        new Handed(new CountryNames(registry.countries()), "www.wikidata.org", today(), null, null);
    return Lists.read(ListFormat.WIKIDATA, files, handed);
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
  }

  private void accounts(
      Registry registry, Wanted wanted, Progress progress, Map<Integer, Learnt> into)
      throws InterruptedException {
    BlueskyCheck bluesky = new BlueskyCheck(asking, dns, addresses);
    MastodonCheck mastodon = new MastodonCheck(asking, addresses);
    FeedCheck feeds = new FeedCheck(asking);
    Map<Network, Function<AccountRow, Learnt>> checks = new EnumMap<>(Network.class);
    if (wanted.bluesky()) {
      checks.put(Network.BLUESKY, bluesky::check);
    }
    if (wanted.mastodon()) {
      checks.put(Network.MASTODON, mastodon::check);
    }
    if (wanted.feeds()) {
      checks.put(Network.FEED, feeds::check);
    }
    List<AccountRow> rows =
        registry.accounts().stream()
            .filter(row -> row.to() == null && checks.containsKey(row.network()))
            .toList();
    each(rows, row -> checks.getOrDefault(row.network(), feeds::check).apply(row), progress, into);
  }

  private static void each(
      List<AccountRow> rows,
      Function<AccountRow, Learnt> check,
      Progress progress,
      Map<Integer, Learnt> into)
      throws InterruptedException {
    Semaphore places = new Semaphore(AT_ONCE);
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Learnt>> asked = new ArrayList<>(rows.size());
      for (int i = 0; i < rows.size(); i++) {
        int place = i;
        AccountRow row = rows.get(i);
        asked.add(
            threads.submit(
                () -> {
                  places.acquire();
                  try {
                    Learnt learnt = checked(row, check);
                    into.put(place, learnt);
                    return learnt;
                  } finally {
                    places.release();
                    progress.at(done.incrementAndGet(), rows.size());
                  }
                }));
      }
      for (Future<Learnt> one : asked) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a check failed in itself", e.getCause());
    }
  }

  /** A check that fails in itself tells nothing about its account, and stops no other. */
  private static Learnt checked(AccountRow row, Function<AccountRow, Learnt> check) {
    try {
      return check.apply(row);
    } catch (RuntimeException e) {
      String message = e.getMessage() == null ? "" : ": " + Wording.shown(e.getMessage());
      return new Learnt(
          row,
          Learnt.Result.NO_ANSWER,
          null,
          "the check failed in itself, %s%s".formatted(e.getClass().getSimpleName(), message),
          "");
    }
  }

  private void write(Path into, Registry registry, List<Learnt> learnt) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> found = new ArrayList<>();
    for (Learnt one : learnt) {
      AccountRow account = one.account();
      rows.add(
          List.of(
              one.result().slug(),
              account.actor(),
              account.network().slug(),
              account.handle(),
              CsvOut.cell(account.nativeId()),
              CsvOut.cell(one.value()),
              one.detail(),
              one.source(),
              today()));
      if (one.result() == Learnt.Result.ID_FOUND && isAlone(account, registry)) {
        found.add(
            List.of(
                account.actor(),
                account.network().slug(),
                account.handle(),
                CsvOut.cell(one.value()),
                Periods.written(account.from()),
                Periods.written(account.to()),
                "%s ; id: %s".formatted(account.source(), one.source()),
                today()));
      }
    }
    CsvOut.writeGuarded(
        into.resolve(ProposalFiles.SYNC),
        List.of(
            "result",
            "actor",
            "network",
            "handle",
            "native_id",
            "found",
            "detail",
            "source",
            "checked"),
        rows);
    if (!found.isEmpty()) {
      Path overlay = Files.createDirectories(into.resolve("overlay"));
      CsvOut.write(overlay.resolve("accounts.csv"), Table.ACCOUNTS.columns(), found);
    }
  }

  /** An overlay replaces all rows of a handle: where there is history, a person decides. */
  private static boolean isAlone(AccountRow account, Registry registry) {
    return registry.accounts().stream()
            .filter(row -> row.network() == account.network())
            .filter(row -> AccountRef.fold(row.handle()).equals(AccountRef.fold(account.handle())))
            .count()
        == 1;
  }
}
