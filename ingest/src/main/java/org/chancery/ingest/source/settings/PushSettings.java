package org.chancery.ingest.source.settings;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.source.WatchList;
import org.chancery.ingest.source.feed.FeedSource;
import org.chancery.ingest.source.feed.websub.PushDoor;
import org.chancery.ingest.source.feed.websub.Subscriber;
import org.jspecify.annotations.Nullable;

/**
 * How hubs of feeds reach this program. Immutable.
 *
 * @param callback public address behind which this program answers; null where there is none: feeds
 *     are asked only
 */
public record PushSettings(@Nullable Address callback) {
  static final PushSettings NONE = new PushSettings(null);
  private static final List<String> SCHEMES = List.of("https", "http");

  static PushSettings parse(Block block) {
    Address callback = block.address("callback", SCHEMES).orElse(null);
    if (callback != null && !isFit(callback)) {
      block.complain(
          "callback",
          "takes the public https:// address of this program, without ? and #, such as"
              + " https://chancery.example.org");
      return NONE;
    }
    return new PushSettings(callback);
  }

  private static boolean isFit(Address callback) {
    return (callback.safe() || callback.home())
        && callback.uri().getRawUserInfo() == null
        && callback.uri().getRawQuery() == null
        && callback.uri().getRawFragment() == null;
  }

  boolean isSet() {
    return callback != null;
  }

  /** Where hubs come to; null where they cannot. */
  public @Nullable PushDoor door(String name, DataSource store, InstantSource clock) {
    return isSet() ? new PushDoor(store, clock, new FeedSource.Ref(name)::ring) : null;
  }

  /**
   * Asks hubs to push; null where they cannot.
   *
   * @param chance hard to guess
   * @param feeds addresses that registry and settings name
   */
  public @Nullable Subscriber subscriber(
      DataSource store,
      Egress egress,
      InstantSource clock,
      RandomGenerator chance,
      WatchList feeds) {
    return callback == null
        ? null
        : new Subscriber(store, egress, clock, chance, base(callback), feeds);
  }

  /** Without a slash at its end. */
  static String base(Address callback) {
    return callback.toString().replaceFirst("/+$", "");
  }
}
