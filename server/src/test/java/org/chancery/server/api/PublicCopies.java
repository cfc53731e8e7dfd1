package org.chancery.server.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.server.api.live.Snapshots;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Posts about a word, and where a hub shows them. */
final class PublicCopies {
  /** All time is remembered for seconds, so that it may not know of a first post yet. */
  static final String TIME = "t=2026-10-01..2026-11-03";

  static final String WEEK = "2026-10-27..2026-11-03";

  /** Every place in which {@link #shown} looks. */
  static final List<String> EVERYWHERE =
      List.of(
          "posts",
          "csv",
          "search",
          "tag",
          "one",
          "hashtags",
          "dialogue",
          "series",
          "live",
          "live tags");

  private final SmallHub hub;
  private final Snapshots snapshots;

  PublicCopies(SmallHub hub) {
    this.hub = hub;
    this.snapshots = TestHub.snapshots(hub.surroundings);
  }

  static AccountRef france() {
    return AccountRef.byId(Network.BLUESKY, SmallHub.FRANCE);
  }

  static AccountRef germany() {
    return AccountRef.byId(Network.BLUESKY, SmallHub.GERMANY);
  }

  /** A post with the word in its text, a tag and a link, that mentions the other ministry. */
  static PostSeen post(
      String key,
      AccountRef author,
      Instant at,
      String word,
      PostKind kind,
      @Nullable PostRef repostOf) {
    AccountRef other = author.equals(france()) ? germany() : france();
    return new PostSeen(
        Network.BLUESKY,
        "at://%s/app.bsky.feed.post/%s".formatted(author.id(), key),
        author,
        null,
        null,
        at,
        at,
        "about " + word,
        "fr",
        kind,
        null,
        null,
        repostOf,
        new Entities(
            kind == PostKind.REPOST ? List.of() : List.of(other),
            List.of("tag" + word),
            List.of("https://example.org/" + word)),
        0,
        Engagement.UNKNOWN,
        true);
  }

  /** Where a word can be read or its post is counted, by name; empty when it is gone for good. */
  List<String> shown(String word, String id, String window) {
    List<String> shown = new ArrayList<>();
    note(shown, "posts", hub.get("/posts?limit=500&" + TIME).toString().contains("about " + word));
    note(shown, "csv", csv("/posts.csv?limit=500&" + TIME).contains("about " + word));
    note(shown, "search", !hub.get("/posts?q=" + word + "&" + TIME).get("rows").isEmpty());
    note(shown, "tag", !hub.get("/posts?tag=tag" + word + "&" + TIME).get("rows").isEmpty());
    note(shown, "one", hub.status("/posts/" + id) == 200);
    note(
        shown,
        "hashtags",
        hub.get("/hashtags?limit=500&t=" + window).toString().contains("tag" + word));
    note(
        shown,
        "dialogue",
        hub.get("/dialogue?a=fr-mfa&b=de-mfa&limit=500&" + TIME)
            .toString()
            .contains("about " + word));
    note(
        shown,
        "series",
        sum("/series?m=hashtag-posts&step=day&tag=tag" + word + "&t=" + window) > 0);
    JsonNode live = TestHub.JSON.readTree(snapshots.current().json());
    note(shown, "live", live.toString().contains("about " + word));
    note(shown, "live tags", live.get("tags").toString().contains("tag" + word));
    return shown;
  }

  private static void note(List<String> shown, String where, boolean there) {
    if (there) {
      shown.add(where);
    }
  }

  private String csv(String address) {
    return new String(TestHub.ask(hub.api, address).body(), StandardCharsets.UTF_8);
  }

  /** The values of all rows of an answer together. */
  double sum(String address) {
    double sum = 0;
    for (JsonNode row : hub.get(address).get("rows")) {
      sum += row.path("value").asDouble(0);
    }
    return sum;
  }
}
