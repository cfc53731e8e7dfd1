package org.chancery.ingest.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.registry.Attribution;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.InteractionKind;
import org.chancery.ingest.store.Pseudonyms;
import org.jspecify.annotations.Nullable;

/**
 * Whom a post addresses, each account once in a kind. The author of the post replied to, quoted or
 * reposted is not also a mention of it.
 */
record Addressees(Pseudonyms pseudonyms, Directory directory, Instant at) {

  /**
   * @param mentions as told or read; empty for a repost, whose mentions belong to the original
   * @param authorListed when false only listed addressees are kept
   */
  List<Change.Interaction> of(PostSeen post, List<AccountRef> mentions, boolean authorListed) {
    List<Change.Interaction> all = new ArrayList<>();
    Set<UUID> answered = new HashSet<>();
    add(all, answered, InteractionKind.REPLY, post.replyTo());
    add(all, answered, InteractionKind.QUOTE, post.quoteOf());
    add(all, answered, InteractionKind.REPOST, post.repostOf());
    Set<UUID> mentioned = new HashSet<>();
    for (AccountRef mention : mentions) {
      Change.Interaction interaction = interaction(InteractionKind.MENTION, mention);
      if (!answered.contains(interaction.toKey()) && mentioned.add(interaction.toKey())) {
        all.add(interaction);
      }
    }
    if (!authorListed) {
      all.removeIf(i -> i.toAccount() == null);
    }
    return all;
  }

  private void add(
      List<Change.Interaction> all,
      Set<UUID> answered,
      InteractionKind kind,
      @Nullable PostRef ref) {
    if (ref != null && ref.author() != null) {
      Change.Interaction interaction = interaction(kind, ref.author());
      answered.add(interaction.toKey());
      all.add(interaction);
    }
  }

  private Change.Interaction interaction(InteractionKind kind, AccountRef to) {
    Optional<Attribution> listed = directory.registry().attribute(to, at);
    if (listed.isEmpty()) {
      return new Change.Interaction(kind, pseudonyms.ofAccount(to), null, null, null);
    }
    Attribution a = listed.get();
    return new Change.Interaction(
        kind,
        pseudonyms.ofAccount(a.account().ref()),
        directory.ids().account(a.account()),
        directory.ids().actor(a.actor().id()),
        a.country() == null ? "" : a.country());
  }
}
