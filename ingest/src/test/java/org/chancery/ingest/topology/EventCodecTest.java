package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
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
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.ReactionGone;
import org.chancery.core.event.ReactionKind;
import org.chancery.core.event.ReactionSeen;
import org.chancery.core.event.TieGone;
import org.chancery.core.event.TieSeen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is written is read again, for every sort of event. */
class EventCodecTest {
  private static final int SORTS = 11;
  private Random random = new Random(0);

  @Test
  void every_event_comes_back_as_it_was() throws IOException {
    TreeSet<String> sorts = new TreeSet<>();
    for (long seed = 1; seed <= 3_000; seed++) {
      random = new Random(seed);
      Event event = event((int) (seed % SORTS));
      sorts.add(event.getClass().getSimpleName());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      EventCodec.write(event, new DataOutputStream(bytes));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      assertThat(EventCodec.read(in)).as("seed %d", seed).isEqualTo(event);
      assertThat(in.available()).as("seed %d: bytes left", seed).isZero();
    }
    assertThat(sorts).as("sorts of events").hasSize(Event.class.getPermittedSubclasses().length);
  }

  @Test
  void what_is_not_an_event_comes_back_too() throws IOException {
    for (long seed = 1; seed <= 500; seed++) {
      random = new Random(seed);
      Heard heard =
          switch ((int) (seed % 5)) {
            case 0 -> new Heard.Of(event(random.nextInt(SORTS)), random.nextBoolean());
            case 1 ->
                new Heard.Progress(
                    text(),
                    random.nextBoolean() ? network() : null,
                    random.nextBoolean(),
                    text(),
                    random.nextBoolean() ? time() : null,
                    maybeText(),
                    Map.of(text(), random.nextLong()));
            case 2 ->
                new Heard.Place(
                    text(),
                    random.nextInt(8),
                    random.nextInt(Heard.BUCKETS),
                    random.nextLong(),
                    maybeText(),
                    Map.of(text(), random.nextLong()),
                    random.nextBoolean() ? time() : null);
            case 3 -> new Heard.Forget(random.nextInt(Heard.BUCKETS));
            default -> new Heard.Hole(text(), time(), time(), text());
          };
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      HeardSerializer.INSTANCE.serialize(heard, new DataOutputViewStreamWrapper(bytes));
      assertThat(
              HeardSerializer.INSTANCE.deserialize(
                  new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes.toByteArray()))))
          .as("seed %d", seed)
          .isEqualTo(heard);
      TapSplit split =
          new TapSplit(
              text(),
              maybeText(),
              Map.of(text(), random.nextLong()),
              random.nextBoolean() ? time() : null);
      TapSplitSerializer serializer = new TapSplitSerializer();
      assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)))
          .as("seed %d", seed)
          .isEqualTo(split);
    }
  }

  private Event event(int sort) {
    return switch (sort) {
      case 0 -> post();
      case 1 -> new PostEdited(post());
      case 2 -> new PostDeleted(network(), id(), random.nextBoolean() ? account() : null, time());
      case 3 ->
          new ReactionSeen(
              network(),
              id(),
              account(),
              ReactionKind.values()[random.nextInt(2)],
              new PostRef(id(), random.nextBoolean() ? account() : null),
              time(),
              time());
      case 4 -> new ReactionGone(network(), id(), account(), time());
      case 5 -> new EngagementSeen(network(), id(), time(), engagement());
      case 6 -> new AccountSeen(account(), maybeText(), number(), time());
      case 7 ->
          new AccountStateChanged(
              account(), AccountStateChanged.State.values()[random.nextInt(5)], time());
      case 8 -> new TieSeen(network(), maybeText(), account(), account(), time());
      case 9 ->
          new TieGone(network(), id(), account(), random.nextBoolean() ? account() : null, time());
      default -> new FollowListSeen(network(), account(), accounts(), random.nextBoolean(), time());
    };
  }

  private PostSeen post() {
    PostKind kind = PostKind.values()[random.nextInt(4)];
    return new PostSeen(
        network(),
        id(),
        account(),
        maybeText(),
        number(),
        time(),
        time(),
        text(),
        maybeText(),
        kind,
        ref(),
        ref(),
        kind == PostKind.REPOST ? new PostRef(id(), null) : ref(),
        new Entities(
            random.nextBoolean() ? accounts() : null,
            random.nextBoolean() ? List.of(text(), text()) : null,
            random.nextBoolean() ? List.of() : null),
        random.nextInt(),
        engagement(),
        random.nextBoolean());
  }

  private @Nullable PostRef ref() {
    return switch (random.nextInt(4)) {
      case 0 -> new PostRef(id(), null);
      case 1 -> new PostRef(null, account());
      case 2 -> new PostRef(id(), account());
      default -> null;
    };
  }

  private Engagement engagement() {
    return new Engagement(number(), number(), number(), number(), number());
  }

  private @Nullable Long number() {
    return random.nextBoolean() ? null : random.nextLong() >>> 1;
  }

  private List<AccountRef> accounts() {
    return IntStream.range(0, random.nextInt(4)).mapToObj(i -> account()).toList();
  }

  private AccountRef account() {
    return switch (random.nextInt(3)) {
      case 0 -> AccountRef.byId(network(), id());
      case 1 -> AccountRef.byHandle(network(), text());
      default -> new AccountRef(network(), id(), text());
    };
  }

  private Network network() {
    return Network.values()[random.nextInt(Network.values().length)];
  }

  private String id() {
    return "id" + random.nextInt();
  }

  private @Nullable String maybeText() {
    return random.nextBoolean() ? null : text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      int c = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT);
      text.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? ' ' : c);
    }
    return text.toString();
  }

  private Instant time() {
    return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
  }
}
