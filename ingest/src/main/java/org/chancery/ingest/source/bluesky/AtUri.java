package org.chancery.ingest.source.bluesky;

import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostRef;
import org.jspecify.annotations.Nullable;

/** {@code at://did/collection/rkey}. */
final class AtUri {
  private static final String SCHEME = "at://";

  private AtUri() {}

  /** The record with its author; null when the text is no such address with a DID. */
  static @Nullable PostRef ref(@Nullable String uri) {
    if (uri == null || !uri.startsWith(SCHEME + "did:")) {
      return null;
    }
    int slash = uri.indexOf('/', SCHEME.length());
    if (slash < 0 || uri.indexOf('/', slash + 1) < 0) {
      return null;
    }
    String did = uri.substring(SCHEME.length(), slash);
    return new PostRef(uri, AccountRef.byId(Network.BLUESKY, did));
  }

  /** Whether it names a post, and no list, feed or the like. */
  static boolean isPost(PostRef ref) {
    String uri = ref.id();
    return uri != null
        && uri.startsWith("/" + FrameDraft.POST + "/", uri.indexOf('/', SCHEME.length()));
  }
}
