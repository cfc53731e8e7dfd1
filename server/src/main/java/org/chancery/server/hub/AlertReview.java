package org.chancery.server.hub;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.chancery.ingest.identity.IdentityAlerts;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees of the alerts, or did with one.
 *
 * @param found false when the alert to be closed is not open
 * @param open all open ones; empty when one was to be closed
 */
public record AlertReview(boolean found, List<IdentityAlerts.Alert> open) {
  public AlertReview {
    open = List.copyOf(open);
  }

  /**
   * What is wanted.
   *
   * @param dismiss number of the alert to close, null to see all open ones
   */
  public record Order(@Nullable Integer dismiss) {}

  /** Forgets what was kept long enough, then does what is wanted. */
  public static AlertReview of(IdentityAlerts alerts, Order order) throws SQLException {
    alerts.forget(InstantSource.system().instant()); // the database dates by the real clock
    return order.dismiss() == null
        ? new AlertReview(true, alerts.forReview())
        : new AlertReview(alerts.dismiss(order.dismiss()), List.of());
  }
}
