package org.chancery.server.hub;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.source.bluesky.AtSyntax;
import org.chancery.ingest.source.bluesky.Identities;
import org.chancery.ingest.store.Batch;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.PostStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the DIDs of listed accounts of Bluesky whose rows have only a handle: without a DID
 * nothing of them is heard. What cannot be found is told in the log and on the status page.
 */
public final class HandleLookup implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(HandleLookup.class);
  private static final String SOURCE = "bluesky accounts";

  /** Found ones are put to use when there are so many: each time all stored posts are looked at. */
  private static final int AT_ONCE = 500;

  private final Wiring wiring;
  private final @Nullable Identities identities;
  private final boolean listens;

  /**
   * @param identities null where nothing beyond this machine may be asked
   * @param listens whether anything of Bluesky is set; if not, nobody is asked or told
   */
  public HandleLookup(Wiring wiring, @Nullable Identities identities, boolean listens) {
    this.wiring = wiring;
    this.listens = listens;
    this.identities = identities;
  }

  /** Looks all up that are missing; ends early when interrupted. */
  @Override
  public void run() {
    try {
      lookUp();
    } catch (SQLException e) {
      LOG.error("the accounts that were looked up cannot be kept", e);
    }
  }

  private void lookUp() throws SQLException {
    Set<String> missing = new LinkedHashSet<>();
    Map<String, String> known = new TreeMap<>();
    long listed = 0;
    for (AccountRow row : wiring.registry().accounts()) {
      if (row.network() != Network.BLUESKY) {
        continue;
      }
      listed++;
      if (row.nativeId() == null) {
        String handle = AccountRef.fold(row.handle());
        if (AtSyntax.isDid(row.handle())) {
          known.put(handle, row.handle());
        } else {
          missing.add(handle);
        }
      }
    }
    wiring.resolved(known);
    if (!listens) {
      return;
    }
    if (missing.isEmpty()) {
      if (listed > 0) {
        tell(listed, 0, "");
      }
      return;
    }
    if (identities == null) {
      tell(listed, missing.size(), "they are looked up only with --contact and without --offline");
      return;
    }
    LOG.info("{} listed accounts of Bluesky have no DID: looking them up", missing.size());
    Map<String, String> failed = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    for (String handle : missing) {
      if (Thread.currentThread().isInterrupted()) {
        return; // they are looked up again at the next start
      }
      try {
        found.put(handle, identities.ofHandle(handle).did());
      } catch (IOException e) {
        failed.put(handle, String.valueOf(e.getMessage()));
        LOG.warn("no DID for @{}: {}", handle, e.getMessage());
      }
      if (found.size() >= AT_ONCE) {
        wiring.resolved(found);
        found.clear();
      }
    }
    wiring.resolved(found);
    tell(listed, failed.size(), "the log says why for each");
  }

  private void tell(long listed, int missing, String more) throws SQLException {
    String words =
        missing == 0
            ? null
            : "%d of %d listed accounts have no DID and are not heard: %s"
                .formatted(missing, listed, more);
    if (words != null) {
      LOG.warn("Bluesky: {}", words);
    }
    Batch batch = new Batch();
    batch.add(
        new Change.Progress(
            SOURCE,
            Network.BLUESKY,
            true,
            missing == 0 ? "live" : "behind",
            null,
            words,
            Map.of()));
    new PostStore(wiring.store().dataSource(), true).write(batch);
  }
}
