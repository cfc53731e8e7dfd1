package org.chancery.server.hub;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.identity.ClosedAccounts;
import org.chancery.ingest.identity.IdentityAlerts;
import org.chancery.ingest.identity.IdentityAlerts.Alert;
import org.chancery.ingest.identity.Verdict;
import org.chancery.ingest.source.bluesky.Identities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks whether alerts about listed accounts of Bluesky are true. What a stream tells of a handle is
 * the word of the account's host; the domain of the handle and the document of the DID must name
 * each other. Runs beside the stream, which never waits for it; each alert is asked about again
 * once a day, since a change may be undone.
 */
public final class IdentityChecks implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityChecks.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofDays(1);

  /** Alerts of a round: anybody can cause some, nobody shall cause a flood of questions. */
  private static final int MOST = 50;

  private final Wiring wiring;
  private final Identities identities;
  private final IdentityAlerts alerts;
  private final ClosedAccounts closed;

  public IdentityChecks(Wiring wiring, Identities identities) {
    this.wiring = wiring;
    this.identities = identities;
    alerts = new IdentityAlerts(wiring.store().dataSource());
    closed = new ClosedAccounts(wiring.store().dataSource());
  }

  /** Goes on until it is interrupted. */
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        round();
        Thread.sleep(PAUSE);
      } catch (SQLException | RuntimeException e) {
        LOG.warn("alerts about listed accounts could not be checked; tried again", e);
        if (!slept()) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static boolean slept() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Asks about whatever is due; ends early when interrupted. */
  void round() throws SQLException {
    Instant now = wiring.clock().instant();
    Instant since = now.minus(AGAIN);
    Map<String, Optional<String>> asked = new HashMap<>();
    for (Alert alert : alerts.due(Network.BLUESKY, since, MOST)) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      alerts.judge(alert.id(), verdict(alert, asked), now);
    }
    for (ClosedAccounts.Closed account : closed.due(Network.BLUESKY, since, MOST)) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      closed.judge(account, verdict(account), now);
    }
  }

  private Verdict verdict(Alert alert, Map<String, Optional<String>> asked) {
    return switch (alert.kind()) {
      case "handle-changed" -> renamed(alert, asked);
      case "did-changed" ->
          didOf(alert.listed(), asked)
              .map(did -> verdict(did.equals(alert.nativeId())))
              .orElse(Verdict.NO_ANSWER);
      case "handle-taken" -> {
        List<String> listed =
            wiring.registry().accountsOf(alert.actor()).stream()
                .filter(row -> isOf(row, alert))
                .map(AccountRow::nativeId)
                .filter(java.util.Objects::nonNull)
                .toList();
        yield listed.isEmpty()
            ? Verdict.NO_ANSWER
            : didOf(alert.listed(), asked)
                .map(did -> verdict(!listed.contains(did)))
                .orElse(Verdict.NO_ANSWER);
      }
      default -> Verdict.NO_ANSWER;
    };
  }

  private static boolean isOf(AccountRow row, Alert alert) {
    return row.network() == alert.network()
        && AccountRef.fold(row.handle()).equals(AccountRef.fold(alert.listed()));
  }

  /** The new handle must lead to the account; where nobody answers, the document may still deny. */
  private Verdict renamed(Alert alert, Map<String, Optional<String>> asked) {
    if (alert.seenHandle() == null || alert.nativeId() == null) {
      return Verdict.NO_ANSWER;
    }
    Optional<String> borne = didOf(alert.seenHandle(), asked);
    if (borne.isPresent()) {
      return verdict(borne.get().equals(alert.nativeId()));
    }
    try {
      String own = identities.ofDid(alert.nativeId()).handle();
      return own.equals(AccountRef.fold(alert.listed())) ? Verdict.REFUTED : Verdict.NO_ANSWER;
    } catch (IOException e) {
      return Verdict.NO_ANSWER;
    }
  }

  /** The DID that a handle leads to and that names it; each handle is asked once a round. */
  private Optional<String> didOf(String handle, Map<String, Optional<String>> asked) {
    return asked.computeIfAbsent(
        handle.toLowerCase(Locale.ROOT),
        plain -> {
          try {
            return Optional.of(identities.ofHandle(plain).did());
          } catch (IOException e) {
            LOG.info("nobody says whose a handle told by an alert is: {}", e.getMessage());
            return Optional.empty();
          }
        });
  }

  private Verdict verdict(ClosedAccounts.Closed account) {
    try {
      return verdict(!identities.isActive(account.nativeId()));
    } catch (IOException e) {
      return Verdict.NO_ANSWER;
    }
  }

  private static Verdict verdict(boolean isTrue) {
    return isTrue ? Verdict.CONFIRMED : Verdict.REFUTED;
  }
}
