package org.chancery.ingest.source.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.feed.FeedSource;
import org.chancery.ingest.source.feed.FeedTap;
import org.chancery.ingest.source.feed.FeedTrial;
import org.chancery.ingest.source.feed.Opml;
import org.chancery.ingest.source.feed.PushBell;

/**
 * Feeds: those of listed actors, and more by lists. A feed that no actor of the registry has is
 * read for what it says about listed ones; nothing else of it is kept. Immutable.
 *
 * @param listed whether the feeds of the registry are read
 * @param more feeds of the OPML files, each once
 * @param push how hubs reach this program
 */
public record FeedsSection(boolean listed, List<Opml.Outline> more, PushSettings push)
    implements SourceSection {
  static final String FEEDS = "feeds";
  private static final int AT_ONCE = 16;
  private static final String MAKE = "chancery sources import FILE.opml writes such a list";

  public FeedsSection {
    more = List.copyOf(more);
  }

  static FeedsSection parse(Block block) {
    boolean listed = block.flag("listed", false);
    Map<String, Opml.Outline> more = new LinkedHashMap<>();
    for (Path file : block.files("opml", MAKE)) {
      try {
        Opml.Outlines read = Opml.read(Files.readAllBytes(file));
        read.outlines().forEach(feed -> more.putIfAbsent(feed.url(), feed));
      } catch (IOException e) {
        block.complain(
            "opml", "%s: %s".formatted(file, Wording.shown(String.valueOf(e.getMessage()))));
      }
    }
    return new FeedsSection(
        listed, List.copyOf(more.values()), PushSettings.parse(block.section("websub")));
  }

  private Set<String> addresses() {
    return more.stream().map(Opml.Outline::url).collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean isSet() {
    return listed || !more.isEmpty();
  }

  /** Feeds are named by registry and lists, so none of this machine is permitted by that. */
  @Override
  public Set<String> permitted() {
    return Set.of();
  }

  @Override
  public List<String> obstacles(Reach reach) {
    return isSet() && reach.contact().isBlank() && !reach.offline()
        ? List.of(
            "feeds are asked beyond this machine: give --contact (or contact: in the file), so that"
                + " their owners can reach you")
        : List.of();
  }

  /** Addresses to read at a moment. */
  public Set<String> feeds(ListedAccounts accounts, Instant now) {
    Set<String> feeds = addresses();
    if (listed) {
      for (AccountRow row : accounts.on(Network.FEED)) {
        if (row.to() == null || now.isBefore(row.to())) {
          feeds.add(row.handle());
        }
      }
    }
    return feeds;
  }

  @Override
  public List<SourceLine> lines(Reach reach, ListedAccounts accounts) {
    if (!isSet()) {
      return List.of();
    }
    Set<String> known = new TreeSet<>();
    accounts.on(Network.FEED).forEach(row -> known.add(row.handle()));
    List<SourceLine> lines = new ArrayList<>();
    if (listed) {
      lines.add(new SourceLine(FEEDS, "feeds of the registry", known.size()));
    }
    if (!more.isEmpty()) {
      long attributed = addresses().stream().filter(known::contains).count();
      lines.add(
          new SourceLine(
              FEEDS,
              "%s of OPML files; those that no actor of the registry has are read only for"
                      .formatted(Wording.many(more.size(), "feed"))
                  + " what they say about listed ones",
              attributed));
    }
    return lines;
  }

  @Override
  public List<LeftOut> leftOut(Reach reach, ListedAccounts accounts, Instant now) {
    int asked = reached(reach, accounts, now).size();
    int left = feeds(accounts, now).size() - asked;
    return left == 0
        ? List.of()
        : List.of(new LeftOut(FEEDS, Network.FEED, Wording.many(left, "feed"), asked == 0));
  }

  @Override
  public List<Tap> taps(SourceMeans means) {
    Instant now = means.clock().instant();
    if (!isSet() || leftOut(means.reach(), means.listed(), now).stream().anyMatch(LeftOut::whole)) {
      return List.of();
    }
    FeedSource feeds =
        new FeedSource(
            means.egress(),
            means.store(),
            () -> reached(means.reach(), means.listed(), means.clock().instant()),
            means.clock(),
            means.chance(),
            1,
            push.isSet() ? new PushBell() : null);
    return List.of(new FeedTap(FEEDS, feeds.register(means.name())));
  }

  /** Without a way out, those of this machine. */
  private Set<String> reached(Reach reach, ListedAccounts accounts, Instant now) {
    Set<String> feeds = feeds(accounts, now);
    if (!reach.online()) {
      feeds.removeIf(feed -> !isHome(feed));
    }
    return feeds;
  }

  private static boolean isHome(String feed) {
    try {
      return AddressRule.isThisMachine(URI.create(feed));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public void check(Trial trial) throws InterruptedException {
    if (push.callback() != null) {
      trial.each().accept(CallbackTrial.of(push.callback(), trial.reach(), trial.egress()));
    }
    Semaphore places = new Semaphore(AT_ONCE);
    Set<String> tried = reached(trial.reach(), trial.listed(), trial.clock().instant());
    for (String feed : tried) {
      places.acquire();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  FeedTrial.Found found = FeedTrial.of(feed, trial.egress());
                  synchronized (places) {
                    trial.each().accept(new Checked(FEEDS, feed, found.fine(), found.words()));
                  }
                } finally {
                  places.release();
                }
              });
    }
    places.acquire(AT_ONCE);
  }
}
