package org.chancery.ingest.source;

import java.io.Serializable;
import java.util.Set;

/** Native ids of the accounts to listen for; asked anew, since the registry may change. */
@FunctionalInterface
public interface WatchList extends Serializable {
  Set<String> ids();
}
