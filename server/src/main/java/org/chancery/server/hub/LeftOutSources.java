package org.chancery.server.hub;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.source.settings.LeftOut;
import org.chancery.ingest.store.Batch;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.PostStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log and, of sources of which nothing is asked, the status page that they are left out,
 * so that their silence is not taken for quiet.
 */
public final class LeftOutSources implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LeftOutSources.class);

  private final Wiring wiring;
  private final List<LeftOut> all;

  public LeftOutSources(Wiring wiring, List<LeftOut> all) {
    this.wiring = wiring;
    this.all = List.copyOf(all);
  }

  @Override
  public void run() {
    Batch batch = new Batch();
    for (LeftOut left : all) {
      LOG.warn("{} {}: {}", left.source(), LeftOut.WHY, left.what());
      if (left.whole()) {
        batch.add(
            new Change.Progress(
                left.source(),
                left.network(),
                true,
                "disconnected",
                null,
                "%s: not asked (%s)".formatted(Outcome.Rule.OFFLINE, left.what()),
                Map.of()));
      }
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      new PostStore(wiring.store().dataSource(), true).write(batch);
    } catch (SQLException e) {
      LOG.error("the sources that are left out cannot be told", e);
    }
  }
}
