package org.chancery.ingest.source.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chancery.core.event.Network;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.Tap;

/**
 * All that is set about sources. Immutable.
 *
 * @param contact where owners of servers reach the operator; empty for nowhere
 * @param permit {@code host:port} on this machine that may be asked besides those that the sections
 *     name as addresses
 */
public record Sources(
    String contact,
    Set<String> permit,
    BlueskySection bluesky,
    FeedsSection feeds,
    MastodonSection mastodon,
    XSection x,
    ChannelsSection telegram,
    ChannelsSection youtube) {
  /** Name of the file in the data folder. */
  public static final String FILE = "sources.yaml";

  private static final int LONGEST_CONTACT = 200;
  private static final long LONGEST_FILE = 1 << 20;

  public Sources {
    permit = Set.copyOf(permit);
  }

  /** Nothing is set. */
  public static Sources none() {
    return parse(Path.of(FILE), "");
  }

  /**
   * Reads the file.
   *
   * @throws SettingsException with a line for each thing that is wrong: file, line, key, what
   */
  public static Sources read(Path file) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new SettingsException(List.of(file + ": longer than a settings file can be"));
      }
      return parse(file, Files.readString(file, StandardCharsets.UTF_8));
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new SettingsException(List.of(file + ": not UTF-8"));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /**
   * What a text sets.
   *
   * @param file to tell in complaints, and from whose folder relative paths are meant
   */
  public static Sources parse(Path file, String text) {
    List<Block.Complaint> complaints = new ArrayList<>();
    Block all = new Block(file, "", SettingsYaml.read(file.toString(), text), complaints);
    String contact = all.text("contact").orElse("");
    if (contact.length() > LONGEST_CONTACT || contact.chars().anyMatch(Character::isISOControl)) {
      all.complain("contact", "takes a page or mail address of at most 200 characters");
    }
    Sources sources =
        new Sources(
            contact,
            permit(all),
            BlueskySection.parse(all.section("bluesky")),
            FeedsSection.parse(all.section("feeds")),
            MastodonSection.parse(all.section("mastodon")),
            XSection.parse(all.section("x")),
            ChannelsSection.parse(Network.TELEGRAM, all.section("telegram")),
            ChannelsSection.parse(Network.YOUTUBE, all.section("youtube")));
    all.finish();
    if (!complaints.isEmpty()) {
      throw new SettingsException(
          complaints.stream()
              .sorted(Comparator.comparingInt(Block.Complaint::line))
              .map(Block.Complaint::words)
              .toList());
    }
    return sources;
  }

  private static Set<String> permit(Block all) {
    Set<String> permit = new TreeSet<>();
    for (String given : all.texts("permit")) {
      Optional<String> place = placeHere(given);
      if (place.isPresent()) {
        permit.add(place.get());
      } else {
        all.complain(
            "permit",
            "takes HOST:PORT of this machine, such as 127.0.0.1:8081, was " + Wording.shown(given));
      }
    }
    return permit;
  }

  private static Optional<String> placeHere(String given) {
    try {
      URI at = URI.create("http://" + given);
      boolean isPlace = given.matches("[^/?#@]+:[0-9]{1,5}");
      return isPlace && AddressRule.isThisMachine(at)
          ? Optional.of(AddressRule.place(at))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The sections, in the order of the file. */
  public List<SourceSection> sections() {
    return List.of(bluesky, feeds, mastodon, x, telegram, youtube);
  }

  /** The same, but for the contact. */
  public Sources withContact(String other) {
    return new Sources(other, permit, bluesky, feeds, mastodon, x, telegram, youtube);
  }

  /** The same, but for Bluesky. */
  public Sources with(BlueskySection other) {
    return new Sources(contact, permit, other, feeds, mastodon, x, telegram, youtube);
  }

  /** {@code host:port} on this machine that may be asked. */
  public Set<String> permitted() {
    Set<String> all = new LinkedHashSet<>(permit);
    sections().forEach(section -> all.addAll(section.permitted()));
    return all;
  }

  /** What forbids to start, a line each. */
  public List<String> obstacles(Reach reach) {
    return sections().stream().flatMap(section -> section.obstacles(reach).stream()).toList();
  }

  /** What is set, a line each. */
  public List<SourceLine> lines(Reach reach, ListedAccounts listed) {
    return sections().stream().flatMap(section -> section.lines(reach, listed).stream()).toList();
  }

  /** What is set and not asked, since nothing beyond this machine may be. */
  public List<LeftOut> leftOut(Reach reach, ListedAccounts listed, Instant now) {
    return sections().stream()
        .flatMap(section -> section.leftOut(reach, listed, now).stream())
        .toList();
  }

  /** The taps of all sections. */
  public List<Tap> taps(SourceMeans means) {
    return sections().stream().flatMap(section -> section.taps(means).stream()).toList();
  }
}
