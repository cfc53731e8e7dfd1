package org.chancery.ingest.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostSeen;
import org.chancery.core.identity.LookAlike;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.SourceDay;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.Pseudonyms;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each account that speaks or is told of: is it a listed one under another handle, does it
 * bear a listed handle without being the listed account, does it resemble one? Thread-safe.
 */
public final class IdentityWatch {
  private final IdentityIndex index;
  private final Pseudonyms pseudonyms;
  private final boolean ofFiles;

  /**
   * @param ofFiles whether events come from files, which their importer answers for; X's terms
   *     forbid looking for look-alikes in what its interface brings
   */
  public IdentityWatch(IdentityIndex index, Pseudonyms pseudonyms, boolean ofFiles) {
    this.index = index;
    this.pseudonyms = pseudonyms;
    this.ofFiles = ofFiles;
  }

  /** What the event tells about identity, mostly nothing. */
  public List<Change.IdentityAlert> alerts(Event event) {
    return switch (event) {
      case PostSeen post -> alerts(post);
      case PostEdited edit -> alerts(edit.now());
      case AccountSeen seen -> alerts(seen.account(), seen.name(), seen.seen(), seen.seen());
      default -> List.of();
    };
  }

  /** An old post that is seen today tells of the account as it was then. */
  private List<Change.IdentityAlert> alerts(PostSeen post) {
    boolean older =
        post.created().isBefore(post.seen()) && !post.created().equals(PostSeen.UNDATED);
    Instant of = older ? post.created() : post.seen();
    return alerts(post.author(), post.authorName(), post.seen(), of);
  }

  private List<Change.IdentityAlert> alerts(
      AccountRef account, @Nullable String name, Instant seen, Instant of) {
    if (account.handle() == null && name == null) {
      return List.of();
    }
    if (index.registry.knows(account)) {
      return listed(account, seen, of).map(List::of).orElse(List.of());
    }
    if (account.network() == Network.X && !ofFiles) {
      return List.of();
    }
    return index
        .lookAlikes
        .find(account, name)
        .map(found -> List.of(lookAlike(found, account, seen)))
        .orElse(List.of());
  }

  private Change.IdentityAlert lookAlike(LookAlike found, AccountRef account, Instant seen) {
    String actor = found.actor().id();
    return new Change.IdentityAlert(
        pseudonyms.ofPost(
            account.network(), Change.IdentityAlert.LOOK_ALIKE + "|" + actor + "|" + account.key()),
        Change.IdentityAlert.LOOK_ALIKE,
        seen,
        actor,
        account.network(),
        found.resembled(),
        null,
        account.handle(),
        found.field().name(),
        found.trick().slug(),
        found.nearness());
  }

  /**
   * @param of the time of which the sighting tells: before a row's source and outside of its period
   *     another handle or another owner contradicts nothing
   */
  private Optional<Change.IdentityAlert> listed(AccountRef account, Instant seen, Instant of) {
    if (account.id() == null || account.handle() == null) {
      return Optional.empty();
    }
    AccountRow own = index.listed.byId(account);
    if (own != null) {
      return index.listed.isHandleOf(own, account) || !speaksOf(own, of)
          ? Optional.empty()
          : Optional.of(change("handle-changed", own, account, seen, account.id()));
    }
    AccountRow other = index.listed.byHandle(account);
    if (other == null || !speaksOf(other, of)) {
      return Optional.empty(); // no row tells the id then, so nothing says that it changed
    }
    boolean proved =
        index.registry.findActor(other.actor()).filter(a -> isProved(a, account)).isPresent();
    // who owns the domain decides which account bears it; elsewhere anybody may have taken it
    return Optional.of(
        proved
            ? change("did-changed", other, account, seen, account.id())
            : change("handle-taken", other, account, seen, null));
  }

  private static boolean speaksOf(AccountRow row, Instant at) {
    Instant source = SourceDay.of(row.checked());
    return row.holdsAt(at) && (source == null || !at.isBefore(source));
  }

  private boolean isProved(Actor actor, AccountRef account) {
    return account.handle() != null
        && index.proof.proves(actor, account.network(), account.handle());
  }

  private Change.IdentityAlert change(
      String kind, AccountRow row, AccountRef account, Instant seen, @Nullable String nativeId) {
    return new Change.IdentityAlert(
        pseudonyms.ofPost(
            account.network(),
            kind + "|" + row.actor() + "|" + account.key() + "|" + account.foldedHandle()),
        kind,
        seen,
        row.actor(),
        row.network(),
        row.handle(),
        nativeId,
        account.handle(),
        null,
        null,
        null);
  }
}
