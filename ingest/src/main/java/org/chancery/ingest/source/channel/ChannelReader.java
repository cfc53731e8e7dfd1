package org.chancery.ingest.source.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.EngagementSeen;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.source.Rest;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page a turn. A channel's first reading takes its newest page, older posts are for
 * imports; later ones go back until what was read before, at most {@value #MOST_PAGES} pages.
 */
final class ChannelReader implements Tap.TapReader {
  static final int MOST_PAGES = 20;
  private static final int MOST_KNOWN = 200;
  private static final Duration REST = Duration.ofMillis(100);

  /** A channel that fails for so long may have posted more than a page. */
  private static final Duration PATIENCE = Duration.ofHours(24);

  /** A reading that goes on over several pages. */
  private static final class Visit {
    final String name;
    final Instant began;
    final Map<String, PostSeen> posts = new TreeMap<>();
    @Nullable String older;
    int pages;

    Visit(String name, Instant began) {
      this.name = name;
      this.began = began;
    }
  }

  private final Channels channels;
  private final Map<String, Map<String, PostSeen>> known = new HashMap<>();
  private final Map<String, Instant> again = new HashMap<>();
  private final Deque<Visit> under = new ArrayDeque<>();
  private ChannelPlaces places;
  private @Nullable String error;
  private final Rest rest = new Rest();

  ChannelReader(Channels channels, ChannelPlaces places) {
    this.channels = channels;
    this.places = places;
  }

  @Override
  public TapBatch poll() throws InterruptedException {
    Instant now = channels.clock().instant();
    Visit visit = under.isEmpty() ? due(now) : under.getFirst();
    if (visit == null) {
      rest.take(REST);
      return TapBatch.nothing(places.text(), "live", error);
    }
    under.clear();
    List<Event> events = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    List<TapBatch.Hole> holes = new ArrayList<>(0);
    String address = channels.reading().address(visit.name, visit.older);
    Outcome outcome = channels.egress().fetch(ask(address));
    if (outcome instanceof Outcome.Answered answer && answer.status() == 200) {
      read(visit, answer, now, events, counts, holes);
    } else {
      failed(visit, outcome, now, counts, holes);
    }
    return new TapBatch(events, places.text(), counts, holes, "live", error, false);
  }

  private Ask ask(String address) {
    return channels.reading().robots() ? Ask.page(address) : Ask.api(address);
  }

  private @Nullable Visit due(Instant now) {
    for (String name : new TreeSet<>(channels.names().ids())) {
      ChannelPlaces.Place place = places.of(name);
      Instant next = place == null ? Instant.EPOCH : place.read().plus(channels.every());
      if (!now.isBefore(next) && !now.isBefore(again.getOrDefault(name, Instant.EPOCH))) {
        return new Visit(name, now);
      }
    }
    return null;
  }

  private void read(
      Visit visit,
      Outcome.Answered answer,
      Instant now,
      List<Event> events,
      Map<String, Long> counts,
      List<TapBatch.Hole> holes) {
    ChannelReading.Page page =
        channels
            .reading()
            .read(visit.name, answer.body(), answer.header("content-type").orElse(""), now);
    page.counts().forEach((what, n) -> counts.merge(what, n, Long::sum));
    counts.merge("pages", 1L, Long::sum);
    if (page.problem() != null) {
      error = visit.name + ": " + page.problem();
      put(visit, now, counts, holes, page.problem().isEmpty() ? "unreadable" : "not-a-channel");
      return;
    }
    error = null;
    if (page.profile() != null) {
      events.add(page.profile());
    }
    page.posts().forEach(post -> visit.posts.putIfAbsent(post.id(), post));
    events.addAll(news(visit.name, page.posts(), now, counts));
    ChannelPlaces.Place before = places.of(visit.name);
    boolean reached =
        before == null
            || page.older() == null
            || page.posts().stream().anyMatch(p -> !p.created().isAfter(before.newest()));
    visit.pages++;
    if (!reached && visit.pages < MOST_PAGES && !page.older().equals(visit.older)) {
      visit.older = page.older();
      under.add(visit);
      return;
    }
    if (!reached) {
      counts.merge("gap-of-a-channel", 1L, Long::sum);
      holes.add(new TapBatch.Hole(before.read(), visit.began, "scrolled"));
    }
    done(visit, before);
  }

  private void done(Visit visit, ChannelPlaces.@Nullable Place before) {
    Instant newest =
        visit.posts.values().stream()
            .map(PostSeen::created)
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH);
    if (before != null && before.newest().isAfter(newest)) {
      newest = before.newest();
    }
    places = places.with(visit.name, new ChannelPlaces.Place(visit.began, newest));
    again.remove(visit.name);
  }

  /** New posts, changed ones, and of the others how many saw them. */
  private List<Event> news(
      String name, List<PostSeen> posts, Instant now, Map<String, Long> counts) {
    Map<String, PostSeen> before = known.computeIfAbsent(name, n -> recent());
    List<Event> events = new ArrayList<>();
    for (PostSeen post : posts) {
      PostSeen last = before.put(post.id(), post);
      counts.merge("records", 1L, Long::sum);
      if (last == null) {
        events.add(post);
        counts.merge("accepted", 1L, Long::sum);
      } else if (!last.text().equals(post.text())) {
        events.add(new PostEdited(post));
        counts.merge("edited", 1L, Long::sum);
      } else {
        counts.merge("known", 1L, Long::sum);
        Engagement totals = post.engagement();
        if (totals.known() && !totals.equals(last.engagement())) {
          events.add(new EngagementSeen(post.network(), post.id(), now, totals));
        }
      }
    }
    return events;
  }

  private static Map<String, PostSeen> recent() {
    return new java.util.LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, PostSeen> eldest) {
        return size() > MOST_KNOWN;
      }
    };
  }

  private void failed(
      Visit visit,
      Outcome outcome,
      Instant now,
      Map<String, Long> counts,
      List<TapBatch.Hole> holes) {
    switch (outcome) {
      case Outcome.Refused(var rule, String detail, Instant until)
          when rule == Outcome.Rule.NOT_YET && until != null -> {
        counts.merge("postponed", 1L, Long::sum);
        again.put(visit.name, until);
      }
      case Outcome.Refused refused -> {
        error = visit.name + ": " + refused.detail();
        put(visit, now, counts, holes, refused.rule().name());
      }
      case Outcome.Failed failure -> {
        error = visit.name + ": " + failure.detail();
        put(visit, now, counts, holes, failure.cause().name());
      }
      case Outcome.Answered answer -> {
        error = "%s: the server answers %d".formatted(visit.name, answer.status());
        put(visit, now, counts, holes, "HTTP_" + answer.status());
        if (answer.retryAt() != null) {
          again.put(visit.name, answer.retryAt());
        }
      }
    }
  }

  /** Asked again at the next round; a channel that fails for too long may have lost posts. */
  private void put(
      Visit visit, Instant now, Map<String, Long> counts, List<TapBatch.Hole> holes, String cause) {
    counts.merge("outage-" + cause, 1L, Long::sum);
    again.put(visit.name, now.plus(channels.every()));
    ChannelPlaces.Place before = places.of(visit.name);
    if (before != null && before.read().plus(PATIENCE).isBefore(now)) {
      counts.merge("gap-of-a-channel", 1L, Long::sum);
      holes.add(new TapBatch.Hole(before.read(), now, cause));
    }
  }

  @Override
  public void wakeUp() {
    rest.end();
  }

  @Override
  public void close() {
    // each question is a connection of its own
  }
}
