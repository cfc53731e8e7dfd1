package org.chancery.server.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chancery.core.identity.Trick;
import org.chancery.ingest.identity.IdentityAlerts;
import org.chancery.ingest.identity.IdentityAlerts.Alert;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.EmbeddedDatabase;
import org.chancery.ingest.store.Store;
import org.chancery.server.hub.AlertReview;
import org.chancery.server.hub.DataFolder;
import org.chancery.server.hub.HandOver;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code chancery registry alerts}: what was noticed about identity, for a person to look at. A
 * resemblance is a pattern, not a verdict, and is never published. Works beside a running hub.
 */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = "Lists what was noticed about identity: changed accounts, look-alikes.")
final class RegistryAlertsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions options = new DataOptions();

  @Option(names = "--dismiss", paramLabel = "ID", description = "Closes the alert of this number.")
  private @Nullable Integer dismiss;

  @Override
  public Integer call() throws Exception {
    Optional<DataFolder> taken = DataFolder.take(options.folder());
    AlertReview.Order order = new AlertReview.Order(dismiss);
    AlertReview review;
    if (taken.isPresent()) {
      review = here(taken.get(), order);
    } else if (options.database != null) {
      throw new Chancery.WrongUsage(
          "the hub that runs on %s has its own --database: leave it out here"
              .formatted(options.folder()));
    } else {
      review = HandOver.review(options.folder(), order);
    }
    if (!review.found()) {
      throw new Chancery.WrongUsage("there is no open alert " + dismiss);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (dismiss == null) {
      review.open().forEach(alert -> out.println(line(alert)));
      out.printf("%,d open alerts / alertes ouvertes%n", review.open().size());
    } else {
      out.printf("alert %d is dismissed%n", dismiss);
    }
    out.flush();
    return Chancery.DONE;
  }

  private AlertReview here(DataFolder taken, AlertReview.Order order) throws Exception {
    try (DataFolder folder = taken) {
      if (options.database != null) {
        try (Store store = Store.open(options.database)) {
          return AlertReview.of(new IdentityAlerts(store.dataSource()), order);
        }
      }
      try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.path());
          Store store = Store.open(database.url())) {
        return AlertReview.of(new IdentityAlerts(store.dataSource()), order);
      }
    }
  }

  /** One alert, one line: what others wrote is stripped of what could break or turn it. */
  static String line(Alert alert) {
    String seen =
        alert.seenHandle() == null
            ? "(handle no longer kept / identifiant effacé)"
            : alert.seenHandle().replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "\uFFFD");
    return "%d  %s  %s  %s%s"
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
            },
            verdict(alert));
  }

  private static String verdict(Alert alert) {
    return alert.kind().equals(Change.IdentityAlert.LOOK_ALIKE)
        ? ""
        : switch (alert.verdict()) {
          case "confirmed" -> " [verified / vérifié]";
          case "refuted" -> " [refuted / démenti]";
          case null, default -> " [not verified / non vérifié]";
        };
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
