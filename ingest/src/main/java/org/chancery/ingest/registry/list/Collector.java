package org.chancery.ingest.registry.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chancery.core.decode.Handles;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.ingest.registry.Periods;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.registry.list.Candidate.AccountFact;
import org.chancery.ingest.registry.list.Candidate.Proof;
import org.chancery.ingest.registry.list.Candidate.TenureFact;
import org.jspecify.annotations.Nullable;

/** Candidates and rejects of one run; makes facts, or counts why one cannot be. */
final class Collector {
  private static final int MAX_NAME = 400;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");
  private static final Pattern DID = Pattern.compile("did:[a-z]{1,20}:[A-Za-z0-9._:%-]{1,200}");
  private static final Pattern WIKIDATA =
      Pattern.compile("(?:https?://www\\.wikidata\\.org/(?:entity|wiki)/)?(Q[1-9][0-9]{0,11})");

  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();

  Listed listed() {
    return new Listed(candidates, rejects);
  }

  /** The rows of a further file go on from the numbers of those before, so that each names one. */
  void nextFile(Runnable reading) {
    int before = candidates.size();
    int offset = candidates.stream().mapToInt(c -> c.place().row()).max().orElse(0);
    reading.run();
    for (int i = before; i < candidates.size() && offset > 0; i++) {
      candidates.set(i, candidates.get(i).movedBy(offset));
    }
  }

  void add(Candidate candidate) {
    candidates.add(candidate);
  }

  void reject(String file, int line, RejectCause cause, String message) {
    rejects.add(new Reject(file, line, cause, message));
  }

  /** The name as it may stand in the registry; empty, and counted, when it may not. */
  Optional<String> name(String file, int line, String given) {
    String name = given.strip().replaceAll("\\s+", " ");
    if (name.isEmpty()) {
      reject(file, line, RejectCause.NO_NAME, "the row has no name");
      return Optional.empty();
    }
    if (name.length() > MAX_NAME || name.codePoints().anyMatch(Wording::isHostile)) {
      reject(
          file,
          line,
          RejectCause.HOSTILE_TEXT,
          "a name has at most %d characters and no control or direction-changing one; was %s"
              .formatted(MAX_NAME, Wording.shown(name)));
      return Optional.empty();
    }
    return Optional.of(name);
  }

  /** Text that is not needed: null when it may not stand in the registry. */
  @Nullable String text(String file, int line, @Nullable String given) {
    return given == null || given.isBlank() ? null : name(file, line, given).orElse(null);
  }

  Optional<String> wikidata(String file, int line, String given) {
    if (given.isBlank()) {
      return Optional.empty();
    }
    var matcher = WIKIDATA.matcher(given.strip());
    if (!matcher.matches()) {
      reject(
          file,
          line,
          RejectCause.BAD_ID,
          "a Wikidata item is written Q42; was " + Wording.shown(given));
      return Optional.empty();
    }
    return Optional.of(matcher.group(1));
  }

  /** A date of the registry, null when there is none or it is no date, which is counted. */
  @Nullable String date(String file, int line, @Nullable String given) {
    if (given == null || given.isBlank()) {
      return null;
    }
    String date = given.strip();
    if (Periods.read(date).isEmpty()) {
      reject(
          file,
          line,
          RejectCause.BAD_DATE,
          "a date is %s; was %s".formatted(Periods.ALLOWED, Wording.shown(date)));
      return null;
    }
    return date;
  }

  /**
   * The tenure, unless its end is told but is no date: then all of it is left out and counted.
   *
   * @param to as the list writes it, blank when it tells no end
   */
  Optional<TenureFact> tenure(
      String file,
      int line,
      ActorKind office,
      String country,
      @Nullable String from,
      String to,
      Proof proof) {
    if (!to.isBlank() && Periods.read(to.strip()).isEmpty()) {
      reject(
          file,
          line,
          RejectCause.UNUSABLE_END,
          "%s of %s has ended, but %s is no date"
              .formatted(office.slug(), country, Wording.shown(to)));
      return Optional.empty();
    }
    return Optional.of(
        new TenureFact(office, country, from, to.isBlank() ? null : to.strip(), proof));
  }

  /** The account if its handle could be one; else it is counted. */
  void account(
      List<AccountFact> into,
      String file,
      int line,
      Network network,
      @Nullable String address,
      @Nullable String nativeId,
      Proof proof) {
    if (address == null || address.isBlank()) {
      return;
    }
    String handle = AccountAddress.handle(network, address);
    boolean isDid = network == Network.BLUESKY && DID.matcher(handle).matches();
    if (!isDid && !Handles.valid(network, handle)) {
      reject(
          file,
          line,
          RejectCause.BAD_HANDLE,
          "a handle of %s is %s; was %s"
              .formatted(network.slug(), Handles.rule(network), Wording.shown(address)));
      return;
    }
    into.add(
        new AccountFact(network, handle, id(file, line, network, nativeId), null, null, proof));
  }

  private @Nullable String id(String file, int line, Network network, @Nullable String given) {
    if (given == null || given.isBlank()) {
      return null;
    }
    String id = given.strip();
    boolean valid =
        switch (network) {
          case X -> DIGITS.matcher(id).matches();
          case BLUESKY -> DID.matcher(id).matches();
          case MASTODON, FEED, TELEGRAM, YOUTUBE, FACEBOOK, INSTAGRAM ->
              id.length() <= 100 && id.codePoints().noneMatch(Wording::isHostile);
        };
    if (!valid) {
      reject(
          file,
          line,
          RejectCause.BAD_ID,
          "%s is no id of %s".formatted(Wording.shown(id), network.slug()));
      return null;
    }
    return id;
  }
}
