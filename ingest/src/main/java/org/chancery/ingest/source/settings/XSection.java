package org.chancery.ingest.source.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.x.XSettings;
import org.chancery.ingest.source.x.XTap;
import org.chancery.ingest.source.x.XTrial;
import org.chancery.ingest.source.x.XWays;
import org.chancery.ingest.store.DisplayOnlyPosts;
import org.jspecify.annotations.Nullable;

/**
 * X by its API: off unless {@code enabled} is true and a token and a budget are given. Immutable.
 *
 * @param settings null while it is off
 */
public record XSection(@Nullable XSettings settings, Address api) implements SourceSection {
  static final String X = "x";
  private static final Address USUAL_API = new Address(XSettings.API, "x.api");

  static XSection parse(Block block) {
    boolean enabled = block.flag("enabled", false);
    Address api = block.address("api", BlueskySection.WEB_SCHEMES).orElse(USUAL_API);
    Path token = block.file("token-file").orElse(null);
    long reads = block.number("monthly-reads", 0, 0, 1_000_000_000);
    boolean stream = block.flag("stream", true);
    long timelines = block.number("timelines-minutes", 15, 1, 24 * 60);
    long follows = block.number("follows-days", 7, 0, 365);
    boolean followers = block.flag("followers", false);
    String compliance = block.text("compliance").orElse("batch");
    long length = block.number("rule-length", 1_024, 32, 2_048);
    long rules = block.number("rules", 1_000, 1, 100_000);
    boolean known = Set.of("batch", "stream").contains(compliance);
    if (!known) {
      block.complain("compliance", "takes batch or stream");
    }
    if (enabled && token == null) {
      block.complain("token-file", "names the file with the bearer token; X is not read without");
    }
    if (enabled && reads == 0) {
      block.complain("monthly-reads", "says how many posts and users may be read in a month");
    }
    if (!enabled || token == null || reads == 0 || !known) {
      return new XSection(null, api);
    }
    return new XSection(
        new XSettings(
            api.uri(),
            token.toAbsolutePath().toString(),
            stream,
            reads,
            Duration.ofMinutes(timelines),
            Duration.ofDays(follows),
            followers,
            XSettings.Compliance.valueOf(compliance.toUpperCase(Locale.ROOT)),
            (int) length,
            (int) rules),
        api);
  }

  @Override
  public Set<String> permitted() {
    return settings != null && api.home() ? Set.of(api.hostPort()) : Set.of();
  }

  @Override
  public List<String> obstacles(Reach reach) {
    List<String> obstacles = new ArrayList<>();
    if (settings != null && !api.home() && !api.safe()) {
      obstacles.add(api.where() + ": beyond this machine only https:// is used");
    }
    if (settings != null && !reach.to(api) && !reach.offline()) {
      obstacles.add("x is asked beyond this machine: give --contact (or contact: in the file)");
    }
    return obstacles;
  }

  @Override
  public List<SourceLine> lines(Reach reach, ListedAccounts listed) {
    return settings == null
        ? List.of()
        : List.of(
            new SourceLine(
                X,
                "%s, %s, at most %,d reads a month, deletions by %s"
                    .formatted(
                        api,
                        settings.stream() ? "filtered stream" : "timelines",
                        settings.reads(),
                        settings.compliance().name().toLowerCase(Locale.ROOT)),
                accounts(listed, null).size()));
  }

  @Override
  public List<LeftOut> leftOut(Reach reach, ListedAccounts listed, Instant now) {
    return settings == null || reach.to(api)
        ? List.of()
        : List.of(new LeftOut(X, Network.X, api.toString(), true));
  }

  @Override
  public List<Tap> taps(SourceMeans means) {
    XSettings on = settings;
    if (on == null || !means.reach().to(api)) {
      return List.of();
    }
    DisplayOnlyPosts kept = new DisplayOnlyPosts(means.store());
    XWays ways =
        new XWays(
            means.egress(),
            () -> accounts(means.listed(), means.clock().instant()),
            () -> kept(kept),
            means.clock());
    return List.of(new XTap(X, on, ways.register(means.name())));
  }

  private static Collection<String> kept(DisplayOnlyPosts posts) {
    try {
      return posts.kept(Network.X);
    } catch (SQLException e) {
      throw new IllegalStateException("what X brought cannot be listed", e);
    }
  }

  /**
   * Accounts that are listed at a moment.
   *
   * @param now null for all, whenever they hold
   */
  private static List<AccountRef> accounts(ListedAccounts listed, @Nullable Instant now) {
    List<AccountRef> accounts = new ArrayList<>();
    for (AccountRow row : listed.on(Network.X)) {
      if (now == null || row.to() == null || now.isBefore(row.to())) {
        accounts.add(new AccountRef(Network.X, row.nativeId(), row.handle()));
      }
    }
    return accounts;
  }

  @Override
  public void check(Trial trial) {
    XSettings on = settings;
    if (on == null || !trial.reach().to(api)) {
      return;
    }
    try {
      String words = XTrial.of(on, trial.egress(), trial.clock());
      trial.each().accept(new Checked(X, api.toString(), true, words));
    } catch (IOException e) {
      trial.each().accept(new Checked(X, api.toString(), false, String.valueOf(e.getMessage())));
    }
  }
}
