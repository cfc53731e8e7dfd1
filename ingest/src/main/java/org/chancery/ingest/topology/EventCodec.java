package org.chancery.ingest.topology;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.EngagementSeen;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Event;
import org.chancery.core.event.FollowListSeen;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.ReactionGone;
import org.chancery.core.event.ReactionKind;
import org.chancery.core.event.ReactionSeen;
import org.chancery.core.event.TieGone;
import org.chancery.core.event.TieSeen;
import org.jspecify.annotations.Nullable;

/** Events as bytes between subtasks; the first byte is the place in the sealed list. */
final class EventCodec {
  private EventCodec() {}

  static void write(Event event, DataOutput out) throws IOException {
    switch (event) {
      case PostSeen e -> {
        out.writeByte(0);
        post(e, out);
      }
      case PostEdited e -> {
        out.writeByte(1);
        post(e.now(), out);
      }
      case PostDeleted e -> {
        head(2, e.network(), e.id(), out);
        account(e.author(), out);
        Wire.time(e.seen(), out);
      }
      case ReactionSeen e -> {
        head(3, e.network(), e.id(), out);
        account(e.author(), out);
        out.writeByte(e.kind().ordinal());
        ref(e.subject(), e.network(), out);
        Wire.time(e.created(), out);
        Wire.time(e.seen(), out);
      }
      case ReactionGone e -> {
        head(4, e.network(), e.id(), out);
        account(e.author(), out);
        Wire.time(e.seen(), out);
      }
      case EngagementSeen e -> {
        head(5, e.network(), e.id(), out);
        Wire.time(e.seen(), out);
        engagement(e.engagement(), out);
      }
      case AccountSeen e -> {
        out.writeByte(6);
        account(e.account(), out);
        Wire.text(e.name(), out);
        Wire.number(e.followers(), out);
        Wire.time(e.seen(), out);
      }
      case AccountStateChanged e -> {
        out.writeByte(7);
        account(e.account(), out);
        out.writeByte(e.state().ordinal());
        Wire.time(e.seen(), out);
      }
      case TieSeen e -> {
        head(8, e.network(), e.id(), out);
        account(e.from(), out);
        account(e.to(), out);
        Wire.time(e.seen(), out);
      }
      case TieGone e -> {
        head(9, e.network(), e.id(), out);
        account(e.from(), out);
        account(e.to(), out);
        Wire.time(e.seen(), out);
      }
      case FollowListSeen e -> {
        head(10, e.network(), null, out);
        account(e.from(), out);
        accounts(e.to(), out);
        out.writeBoolean(e.complete());
        Wire.time(e.seen(), out);
      }
    }
  }

  static Event read(DataInput in) throws IOException {
    int type = in.readByte();
    return switch (type) {
      case 0 -> post(in);
      case 1 -> new PostEdited(post(in));
      case 2 -> new PostDeleted(network(in), Wire.given(in), account(in), Wire.time(in));
      case 3 ->
          new ReactionSeen(
              network(in),
              Wire.given(in),
              givenAccount(in),
              ReactionKind.values()[in.readByte()],
              givenRef(in),
              Wire.time(in),
              Wire.time(in));
      case 4 -> new ReactionGone(network(in), Wire.given(in), givenAccount(in), Wire.time(in));
      case 5 -> new EngagementSeen(network(in), Wire.given(in), Wire.time(in), engagement(in));
      case 6 -> new AccountSeen(givenAccount(in), Wire.text(in), Wire.number(in), Wire.time(in));
      case 7 ->
          new AccountStateChanged(
              givenAccount(in), AccountStateChanged.State.values()[in.readByte()], Wire.time(in));
      case 8 ->
          new TieSeen(
              network(in), Wire.text(in), givenAccount(in), givenAccount(in), Wire.time(in));
      case 9 ->
          new TieGone(network(in), Wire.text(in), givenAccount(in), account(in), Wire.time(in));
      case 10 -> {
        Network network = network(in);
        Wire.text(in);
        yield new FollowListSeen(
            network, givenAccount(in), givenAccounts(in), in.readBoolean(), Wire.time(in));
      }
      default -> throw new IOException("no event has type " + type + ": state of another version?");
    };
  }

  private static void head(int type, Network network, @Nullable String id, DataOutput out)
      throws IOException {
    out.writeByte(type);
    out.writeByte(network.ordinal());
    Wire.text(id, out);
  }

  private static Network network(DataInput in) throws IOException {
    return Wire.NETWORKS[in.readByte()];
  }

  private static void post(PostSeen e, DataOutput out) throws IOException {
    out.writeByte(e.network().ordinal());
    Wire.text(e.id(), out);
    account(e.author(), out);
    Wire.text(e.authorName(), out);
    Wire.number(e.followers(), out);
    Wire.time(e.created(), out);
    Wire.time(e.seen(), out);
    Wire.text(e.text(), out);
    Wire.text(e.lang(), out);
    out.writeByte(e.kind().ordinal());
    ref(e.replyTo(), e.network(), out);
    ref(e.quoteOf(), e.network(), out);
    ref(e.repostOf(), e.network(), out);
    accounts(e.entities().mentions(), out);
    Wire.texts(e.entities().hashtags(), out);
    Wire.texts(e.entities().links(), out);
    out.writeInt(e.media());
    engagement(e.engagement(), out);
    out.writeBoolean(e.counted());
  }

  private static PostSeen post(DataInput in) throws IOException {
    return new PostSeen(
        network(in),
        Wire.given(in),
        givenAccount(in),
        Wire.text(in),
        Wire.number(in),
        Wire.time(in),
        Wire.time(in),
        Wire.given(in),
        Wire.text(in),
        Wire.KINDS[in.readByte()],
        ref(in),
        ref(in),
        ref(in),
        new Entities(accounts(in), Wire.texts(in), Wire.texts(in)),
        in.readInt(),
        engagement(in),
        in.readBoolean());
  }

  private static void account(@Nullable AccountRef account, DataOutput out) throws IOException {
    out.writeByte(account == null ? -1 : account.network().ordinal());
    if (account != null) {
      Wire.text(account.id(), out);
      Wire.text(account.handle(), out);
    }
  }

  private static @Nullable AccountRef account(DataInput in) throws IOException {
    int network = in.readByte();
    return network < 0
        ? null
        : new AccountRef(Wire.NETWORKS[network], Wire.text(in), Wire.text(in));
  }

  private static AccountRef givenAccount(DataInput in) throws IOException {
    return Wire.there(account(in));
  }

  private static void ref(@Nullable PostRef ref, Network network, DataOutput out)
      throws IOException {
    out.writeBoolean(ref != null);
    if (ref != null) {
      Wire.text(ref.id(), out);
      account(ref.author(), out);
    }
  }

  private static @Nullable PostRef ref(DataInput in) throws IOException {
    return in.readBoolean() ? new PostRef(Wire.text(in), account(in)) : null;
  }

  private static PostRef givenRef(DataInput in) throws IOException {
    return Wire.there(ref(in));
  }

  private static void accounts(@Nullable List<AccountRef> accounts, DataOutput out)
      throws IOException {
    out.writeInt(accounts == null ? -1 : accounts.size());
    if (accounts != null) {
      for (AccountRef account : accounts) {
        account(account, out);
      }
    }
  }

  private static @Nullable List<AccountRef> accounts(DataInput in) throws IOException {
    int size = in.readInt();
    if (size < 0) {
      return null;
    }
    List<AccountRef> accounts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      accounts.add(givenAccount(in));
    }
    return accounts;
  }

  private static List<AccountRef> givenAccounts(DataInput in) throws IOException {
    return Wire.there(accounts(in));
  }

  private static void engagement(Engagement e, DataOutput out) throws IOException {
    out.writeBoolean(e.known());
    if (e.known()) {
      Wire.number(e.likes(), out);
      Wire.number(e.reposts(), out);
      Wire.number(e.replies(), out);
      Wire.number(e.quotes(), out);
      Wire.number(e.views(), out);
    }
  }

  private static Engagement engagement(DataInput in) throws IOException {
    return in.readBoolean()
        ? new Engagement(
            Wire.number(in), Wire.number(in), Wire.number(in), Wire.number(in), Wire.number(in))
        : Engagement.UNKNOWN;
  }
}
