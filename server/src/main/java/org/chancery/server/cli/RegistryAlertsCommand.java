package org.chancery.server.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.chancery.core.identity.Trick;
import org.chancery.ingest.identity.IdentityAlerts;
import org.chancery.ingest.identity.IdentityAlerts.Alert;
import org.chancery.ingest.store.EmbeddedDatabase;
import org.chancery.ingest.store.Store;
import org.chancery.server.hub.DataFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code chancery registry alerts}: what was noticed about identity, for a person to look at. A
 * resemblance is a pattern, not a verdict; nothing of it is published.
 */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = "Lists what was noticed about identity: changed accounts, look-alikes.")
final class RegistryAlertsCommand implements Callable<Integer> {
  @Mixin private DataOptions options = new DataOptions();

  @Option(names = "--dismiss", paramLabel = "ID", description = "Closes the alert of this number.")
  private @Nullable Integer dismiss;

  @Override
  public Integer call() throws Exception {
    try (DataFolder folder =
        DataFolder.take(options.folder())
            .orElseThrow(
                () ->
                    new Chancery.CannotRun(
                        "another chancery works on %s: stop it first"
                            .formatted(options.folder())))) {
      if (options.database != null) {
        try (Store store = Store.open(options.database)) {
          return on(store.dataSource());
        }
      }
      try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.path());
          Store store = Store.open(database.url())) {
        return on(store.dataSource());
      }
    }
  }

  private int on(DataSource store) throws Exception {
    IdentityAlerts alerts = new IdentityAlerts(store);
    alerts.forget(Instant.now());
    if (dismiss != null) {
      if (!alerts.dismiss(dismiss)) {
        throw new Chancery.WrongUsage("there is no open alert " + dismiss);
      }
      System.out.printf("alert %d is dismissed%n", dismiss);
      return Chancery.DONE;
    }
    List<Alert> open = alerts.forReview();
    open.forEach(alert -> System.out.println(line(alert)));
    System.out.printf("%,d open alerts / alertes ouvertes%n", open.size());
    return Chancery.DONE;
  }

  /** One alert, one line: what others wrote is stripped of what could break or turn it. */
  static String line(Alert alert) {
    String seen =
        alert.seenHandle() == null
            ? "(handle no longer kept / identifiant effacé)"
            : alert.seenHandle().replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "\uFFFD");
    return "%d  %s  %s  %s"
        .formatted(
            alert.id(),
            alert.lastSeen(),
            alert.network().slug(),
            switch (alert.kind()) {
              case "handle-changed" ->
                  "%s: the listed account %s is now called %s / le compte %2$s s’appelle désormais %3$s"
                      .formatted(alert.actor(), alert.listed(), seen);
              case "handle-taken" ->
                  "%s: the listed handle %s is borne by another account / l’identifiant %2$s est porté par un autre compte"
                      .formatted(alert.actor(), alert.listed());
              case "did-changed" ->
                  "%s: the proved handle %s points to another DID, %s / l’identifiant prouvé %2$s renvoie à un autre DID, %3$s"
                      .formatted(alert.actor(), alert.listed(), alert.nativeId());
              default -> lookAlike(alert, seen);
            });
  }

  private static String lookAlike(Alert alert, String seen) {
    String stored = String.valueOf(alert.trick());
    Optional<Trick> trick = Trick.find(stored);
    return "%s resembles %s (%s), by %s, nearness %.2f: pattern consistent with impersonation / ressemble à %2$s, par %s : schéma compatible avec une usurpation d’identité"
        .formatted(
            seen,
            alert.listed(),
            alert.actor(),
            trick.map(Trick::en).orElse(stored),
            alert.nearness(),
            trick.map(Trick::fr).orElse(stored));
  }
}
