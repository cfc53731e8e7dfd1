package org.chancery.ingest.source.settings;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.chancery.core.event.Network;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.channel.ChannelReading;
import org.chancery.ingest.source.channel.ChannelTap;
import org.chancery.ingest.source.channel.Channels;
import org.chancery.ingest.source.channel.TelegramPages;
import org.chancery.ingest.source.channel.YouTubeFeeds;

/**
 * Channels of listed accounts, by their public pages (Telegram) or feeds (YouTube). Immutable.
 *
 * @param listed whether they are read
 * @param every minutes between two readings of a channel
 * @param pages where pages or feeds lie
 */
public record ChannelsSection(Network network, boolean listed, long every, Address pages)
    implements SourceSection {
  private static final long USUAL_MINUTES = 30;
  private static final long LEAST_MINUTES = 5;

  static ChannelsSection parse(Network network, Block block) {
    URI usual = network == Network.TELEGRAM ? TelegramPages.PUBLIC : YouTubeFeeds.PUBLIC;
    long every = block.number("every-minutes", USUAL_MINUTES, LEAST_MINUTES, 24 * 60);
    return new ChannelsSection(
        network,
        block.flag("listed", false),
        every,
        block
            .address("pages", BlueskySection.WEB_SCHEMES)
            .orElse(new Address(usual, network.slug() + ".pages")));
  }

  private String source() {
    return network.slug();
  }

  private ChannelReading reading() {
    return network == Network.TELEGRAM
        ? new TelegramPages(pages.uri())
        : new YouTubeFeeds(pages.uri());
  }

  @Override
  public Set<String> permitted() {
    return pages.home() ? Set.of(pages.hostPort()) : Set.of();
  }

  @Override
  public List<String> obstacles(Reach reach) {
    return listed && !reach.to(pages) && !reach.offline()
        ? List.of(
            "%s: channels are asked beyond this machine: give --contact (or contact: in the file)"
                .formatted(pages.where()))
        : List.of();
  }

  /** Names that a channel can have; others of the registry are not asked for. */
  Set<String> names(ListedAccounts accounts) {
    Set<String> names = new TreeSet<>();
    accounts
        .on(network)
        .forEach(
            row -> {
              String id = row.nativeId() == null ? "" : row.nativeId();
              if (network == Network.YOUTUBE) {
                names.add(id.matches(YouTubeFeeds.CHANNEL) ? id : row.handle());
              } else {
                names.add(row.handle().toLowerCase(Locale.ROOT));
              }
            });
    String form = network == Network.YOUTUBE ? YouTubeFeeds.CHANNEL : "[a-z0-9_]{3,64}";
    names.removeIf(name -> !name.matches(form));
    return names;
  }

  @Override
  public List<SourceLine> lines(Reach reach, ListedAccounts accounts) {
    return listed
        ? List.of(
            new SourceLine(
                source(),
                "channels of listed accounts, every %d minutes".formatted(every),
                names(accounts).size()))
        : List.of();
  }

  @Override
  public List<LeftOut> leftOut(Reach reach, ListedAccounts accounts, Instant now) {
    int left = listed && !reach.to(pages) ? names(accounts).size() : 0;
    return left == 0
        ? List.of()
        : List.of(
            new LeftOut(source(), network, Wording.many(left, "channel") + " at " + pages, true));
  }

  @Override
  public List<Tap> taps(SourceMeans means) {
    if (!listed || !means.reach().to(pages)) {
      return List.of();
    }
    Channels channels =
        new Channels(
            means.egress(),
            () -> names(means.listed()),
            reading(),
            Duration.ofMinutes(every),
            means.clock());
    return List.of(
        new ChannelTap(source(), network, channels.register(means.name() + " " + source())));
  }

  @Override
  public void check(Trial trial) {
    if (!listed || !trial.reach().to(pages)) {
      return;
    }
    for (String name : names(trial.listed())) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      trial.each().accept(tried(name, trial));
    }
  }

  private Checked tried(String name, Trial trial) {
    ChannelReading reading = reading();
    String address = reading.address(name, null);
    Outcome outcome = trial.egress().fetch(reading.robots() ? Ask.page(address) : Ask.api(address));
    return switch (outcome) {
      case Outcome.Answered answer when answer.status() == 200 -> {
        ChannelReading.Page page =
            reading.read(
                name,
                answer.body(),
                answer.header("content-type").orElse(""),
                trial.clock().instant());
        String problem = page.problem();
        yield new Checked(
            source(),
            name,
            problem == null,
            problem == null ? "%d posts".formatted(page.posts().size()) : problem);
      }
      case Outcome.Answered answer ->
          new Checked(source(), name, false, "the server answers " + answer.status());
      case Outcome.Refused refused -> new Checked(source(), name, false, refused.detail());
      case Outcome.Failed failed -> new Checked(source(), name, false, failed.detail());
    };
  }
}
