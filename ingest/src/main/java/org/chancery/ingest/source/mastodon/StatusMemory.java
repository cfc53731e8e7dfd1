package org.chancery.ingest.source.mastodon;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostRef;

/**
 * Which posts one server means by its own ids: the newest that were of interest; which of them its
 * streams brought, for visits to come; and which were deleted, since a stream may tell that first.
 * In memory only; bounded; thread-safe.
 */
final class StatusMemory {
  private static final int MOST = 20_000;

  private final Map<String, PostRef> posts = bounded();
  private final Map<String, Boolean> deleted = bounded();
  private final Map<String, Instant> versions = bounded();
  private final Map<String, Map<String, KnownStatus>> heard = new HashMap<>();

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
      }
    };
  }

  synchronized void learn(String id, PostRef post) {
    posts.put(id, post);
  }

  synchronized void learn(Status status) {
    learn(status.id(), new PostRef(status.post().id(), status.post().author()));
    versions.merge(status.id(), version(status), (a, b) -> a.isAfter(b) ? a : b);
  }

  /** Whether a later version of the status is known: streams may tell an edit before it. */
  synchronized boolean isOutdated(Status status) {
    return version(status).isBefore(versions.getOrDefault(status.id(), Instant.MIN));
  }

  private static Instant version(Status status) {
    return status.edited() == null ? Instant.MIN : status.edited();
  }

  /** What is remembered of an account. */
  void learn(AccountState state) {
    AccountRef author = AccountRef.byHandle(Network.MASTODON, state.account());
    state.known().forEach(k -> learn(k.id(), new PostRef(k.uri(), author)));
  }

  /** A stream said that a status is no more, known or not. */
  synchronized void delete(String id) {
    deleted.put(id, true);
    heard.values().forEach(statuses -> statuses.remove(id));
  }

  synchronized boolean wasDeleted(String id) {
    return deleted.containsKey(id);
  }

  /** A stream brought a status of a listed account of this server. */
  synchronized void heard(Status status) {
    Map<String, KnownStatus> statuses =
        heard.computeIfAbsent(status.post().author().foldedHandle(), account -> new HashMap<>());
    if (statuses.size() < AccountState.MOST_KNOWN || statuses.containsKey(status.id())) {
      statuses.merge(
          status.id(),
          KnownStatus.of(status),
          (one, other) -> one.wasEdited(status) || one.edited() == null ? other : one);
    }
  }

  /** What streams brought of an account that no visit knows yet. */
  synchronized List<KnownStatus> heardOf(String account) {
    return List.copyOf(heard.getOrDefault(account, Map.of()).values());
  }

  /** A visit knows it now. */
  synchronized void known(String account, List<KnownStatus> statuses) {
    heard.computeIfPresent(
        account,
        (name, left) -> {
          statuses.forEach(status -> left.remove(status.id(), status));
          return left.isEmpty() ? null : left;
        });
  }

  synchronized Optional<PostRef> find(String id) {
    return Optional.ofNullable(posts.get(id));
  }
}
