package org.chancery.ingest.source.feed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * From a document to events: what is new is a post, what says something else than last time is an
 * edit, the rest is nothing new. Pure.
 */
final class FeedPosts {
  private static final Instant FIRST_FEED = Instant.parse("1997-01-01T00:00:00Z");

  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);
  private static final Duration RECENT = Duration.ofDays(7);
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}");
  private static final Pattern TRACKING =
      Pattern.compile("(?:utm_[a-z]+|fbclid|gclid|xtor|at_medium|at_campaign)=.*");

  private FeedPosts() {}

  /**
   * What became of a document.
   *
   * @param counts entries by what became of them: records, accepted, edited, known, passed-over, a
   *     RejectReason
   * @param scrolled whether nothing of the last reading was there any more, so that entries may
   *     have been missed
   */
  record Found(List<Event> events, Known known, Map<String, Long> counts, boolean scrolled) {}

  /**
   * @param dated when the feed as a whole last changed, null where nobody says so
   */
  static Found of(
      FeedState state, FeedDocument.Read document, @Nullable Instant dated, Instant now) {
    Times times = new Times(state.answered() == null, sane(dated, now) ? dated : now, now);
    Map<Long, Long> before = state.known().sums();
    Map<Long, Long> after = new LinkedHashMap<>();
    Map<String, Long> counts = new TreeMap<>();
    counts.merge("records", (long) document.entries().size() + document.passedOver(), Long::sum);
    if (document.passedOver() > 0) {
      counts.merge(RejectReason.TOO_LARGE.name(), (long) document.passedOver(), Long::sum);
    }
    Map<String, Set<String>> guids =
        document.entries().stream()
            .filter(e -> e.guid() != null)
            .collect(
                Collectors.groupingBy(
                    FeedEntry::guid,
                    HashMap::new,
                    Collectors.mapping(FeedPosts::other, Collectors.toSet())));
    List<Event> events = new ArrayList<>();
    boolean overlap = false;
    for (FeedEntry entry : document.entries()) {
      String text = text(entry);
      if (text.isEmpty()) {
        counts.merge(RejectReason.BAD_VALUE.name(), 1L, Long::sum);
        continue;
      }
      String link = link(state.address(), entry.link());
      boolean unique = entry.guid() != null && guids.get(entry.guid()).size() == 1;
      String id = id(state.feed(), unique ? entry.guid() : null, link, text);
      Long sum = Known.sum(text, link);
      Long key = Known.sum(id);
      Long last = before.get(key);
      overlap |= last != null;
      if (after.putIfAbsent(key, sum) != null || sum.equals(last)) {
        counts.merge("known", 1L, Long::sum);
        continue;
      }
      PostSeen post = post(state, document, entry, id, text, link, times);
      events.add(last == null ? post : new PostEdited(post));
      counts.merge(last == null ? "accepted" : "edited", 1L, Long::sum);
    }
    boolean scrolled = !before.isEmpty() && !after.isEmpty() && !overlap;
    // an empty feed does not make what it had new again
    return new Found(events, after.isEmpty() ? state.known() : Known.of(after), counts, scrolled);
  }

  /** What tells entries apart that have the same guid; the same entry may stand there twice. */
  private static String other(FeedEntry entry) {
    return entry.link() != null ? entry.link() : text(entry);
  }

  private static boolean sane(@Nullable Instant time, Instant now) {
    return time != null && !time.isBefore(FIRST_FEED) && !time.isAfter(now.plus(MOST_AHEAD));
  }

  /**
   * When entries of one reading are held to have been seen. At the first reading older ones are
   * history, which nobody saw appear: the dated ones count at their own time, the undated ones when
   * the feed as a whole last changed.
   */
  private record Times(boolean first, Instant changed, Instant now) {
    Instant seen(@Nullable Instant claim) {
      if (!first) {
        return now;
      }
      if (claim == null) {
        return changed.isAfter(now) ? now : changed;
      }
      return sane(claim, now) && claim.isBefore(now.minus(RECENT)) ? claim : now;
    }
  }

  private static PostSeen post(
      FeedState state,
      FeedDocument.Read document,
      FeedEntry entry,
      String id,
      String text,
      @Nullable String link,
      Times times) {
    Instant claim = entry.published() != null ? entry.published() : entry.updated();
    return new PostSeen(
        Network.FEED,
        id,
        AccountRef.byHandle(Network.FEED, state.feed()),
        document.title() == null ? null : cut(document.title(), 200),
        null,
        claim == null ? PostSeen.UNDATED : claim,
        times.seen(claim),
        text,
        language(entry.lang()),
        PostKind.ORIGINAL,
        null,
        null,
        null,
        new Entities(List.of(), null, link == null ? List.of() : List.of(link)),
        entry.enclosures(),
        Engagement.UNKNOWN,
        false);
  }

  private static String text(FeedEntry entry) {
    String title = entry.title() == null ? "" : entry.title();
    String text = entry.text() == null ? "" : entry.text();
    String both =
        title.isEmpty() || text.startsWith(title)
            ? text
            : text.isEmpty() ? title : title + "\n\n" + text;
    return cut(both, PostSeen.MAX_TEXT);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** By what the feed says tells entries apart, else by the link, else by the text. */
  private static String id(String feed, @Nullable String guid, @Nullable String link, String text) {
    String own = guid != null ? guid : link;
    return feed + "#" + (own != null ? own : Long.toHexString(Known.sum(text)));
  }

  /** The address made whole, without fragment and without what only counts readers. */
  static @Nullable String link(String base, @Nullable String written) {
    if (written == null) {
      return null;
    }
    try {
      URI uri = URI.create(base).resolve(written.replace(" ", "%20"));
      if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
        return null;
      }
      String whole = uri.toString();
      int fragment = whole.indexOf('#');
      whole = fragment < 0 ? whole : whole.substring(0, fragment);
      int query = whole.indexOf('?');
      if (query < 0) {
        return whole;
      }
      String kept =
          Arrays.stream(whole.substring(query + 1).split("&"))
              .filter(part -> !TRACKING.matcher(part).matches())
              .collect(Collectors.joining("&"));
      return whole.substring(0, query) + (kept.isEmpty() ? "" : "?" + kept);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String language(@Nullable String tag) {
    if (tag == null) {
      return null;
    }
    String lower = tag.toLowerCase(Locale.ROOT).replace('_', '-');
    return LANGUAGE.matcher(lower).matches() ? lower : null;
  }
}
