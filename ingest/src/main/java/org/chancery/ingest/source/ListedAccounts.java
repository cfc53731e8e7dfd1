package org.chancery.ingest.source;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Registry;

/** Whom to listen for; asked anew, since the registry may change. Thread-safe. */
public interface ListedAccounts extends Serializable {
  /** All rows of a network, whenever they hold. */
  List<AccountRow> on(Network network);

  /** Native ids of a network, whenever their accounts spoke for anybody. */
  WatchList ids(Network network);

  /** Those of a registry that does not change. */
  static ListedAccounts of(Registry registry) {
    Map<Network, List<AccountRow>> rows = new EnumMap<>(Network.class);
    rows.putAll(registry.accounts().stream().collect(Collectors.groupingBy(AccountRow::network)));
    Map<Network, Set<String>> ids = new EnumMap<>(Network.class);
    rows.forEach(
        (network, accounts) -> {
          Set<String> known = new HashSet<>();
          for (AccountRow account : accounts) {
            if (account.nativeId() != null) {
              known.add(account.nativeId());
            }
          }
          ids.put(network, known);
        });
    return new ListedAccounts() {
      private static final long serialVersionUID = 1;

      @Override
      public List<AccountRow> on(Network network) {
        return rows.getOrDefault(network, List.of());
      }

      @Override
      public WatchList ids(Network network) {
        return () -> ids.getOrDefault(network, Set.of());
      }
    };
  }
}
