package org.chancery.ingest.source.mastodon;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostRef;

/**
 * Which posts one server means by its own ids: the newest that were of interest. In memory only;
 * bounded; thread-safe.
 */
final class StatusMemory {
  private static final int MOST = 20_000;

  private final Map<String, PostRef> posts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PostRef> eldest) {
          return size() > MOST;
        }
      };

  synchronized void learn(String id, PostRef post) {
    posts.put(id, post);
  }

  void learn(Status status) {
    learn(status.id(), new PostRef(status.post().id(), status.post().author()));
  }

  /** What is remembered of an account. */
  void learn(AccountState state) {
    AccountRef author = AccountRef.byHandle(Network.MASTODON, state.account());
    state.known().forEach(k -> learn(k.id(), new PostRef(k.uri(), author)));
  }

  synchronized Optional<PostRef> find(String id) {
    return Optional.ofNullable(posts.get(id));
  }
}
