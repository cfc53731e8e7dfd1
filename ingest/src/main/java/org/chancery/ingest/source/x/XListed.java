package org.chancery.ingest.source.x;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chancery.core.event.AccountRef;
import org.jspecify.annotations.Nullable;

/**
 * Listed accounts of X as they stand now, by number and by handle. What the registry knows by
 * handle alone gets its number from X. Not thread-safe.
 */
final class XListed {
  private final Map<String, String> numberByHandle = new HashMap<>();
  private Set<String> numbers = Set.of();
  private Set<String> handles = Set.of();

  /** Takes the accounts that are listed from now on. */
  void set(Collection<AccountRef> accounts) {
    Set<String> byNumber = new TreeSet<>();
    Set<String> byHandle = new TreeSet<>();
    for (AccountRef account : accounts) {
      if (account.id() != null && account.id().matches("[0-9]{1,19}")) {
        byNumber.add(account.id());
      } else if (account.handle() != null && account.handle().matches("[A-Za-z0-9_]{1,15}")) {
        byHandle.add(AccountRef.fold(account.handle()));
      }
    }
    numbers = byNumber;
    handles = byHandle;
  }

  boolean has(AccountRef account) {
    String handle = account.foldedHandle();
    return account.id() != null
            && (numbers.contains(account.id()) || found().contains(account.id()))
        || handle != null && handles.contains(handle);
  }

  /** Which of some is listed under this number or handle. */
  Optional<AccountRef> find(AccountRef account) {
    return has(account) ? Optional.of(account) : Optional.empty();
  }

  private Set<String> found() {
    Set<String> known = new HashSet<>();
    for (String handle : handles) {
      String number = numberByHandle.get(handle);
      if (number != null) {
        known.add(number);
      }
    }
    return known;
  }

  /** X says which number has a handle. */
  void learn(AccountRef account) {
    String handle = account.foldedHandle();
    if (handle != null && account.id() != null && handles.contains(handle)) {
      numberByHandle.put(handle, account.id());
    }
  }

  /** What a rule names: the number, or the handle while the number is not known. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(numbers);
    for (String handle : handles) {
      names.add(numberByHandle.getOrDefault(handle, handle));
    }
    return names;
  }

  /** Numbers with the handle of each where the registry has one only. */
  Map<String, @Nullable String> numbers() {
    Map<String, @Nullable String> all = new TreeMap<>();
    numbers.forEach(number -> all.put(number, null));
    for (String handle : handles) {
      String number = numberByHandle.get(handle);
      if (number != null) {
        all.put(number, handle);
      }
    }
    return all;
  }

  Set<String> knownNumbers() {
    return numbers;
  }

  Set<String> handles() {
    return handles;
  }

  boolean isEmpty() {
    return numbers.isEmpty() && handles.isEmpty();
  }
}
