package org.chancery.ingest.source.channel;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.source.feed.SafeXml;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * The feed of a channel of YouTube: its fifteen newest videos. A video is a post of title and
 * description with one medium; the feed tells views and likes.
 *
 * @param base where feeds lie, without the number of the channel
 */
public record YouTubeFeeds(URI base) implements ChannelReading {
  public static final URI PUBLIC = URI.create("https://www.youtube.com/feeds/videos.xml");

  private static final Namespace ATOM = Namespace.getNamespace("http://www.w3.org/2005/Atom");
  private static final Namespace YT =
      Namespace.getNamespace("http://www.youtube.com/xml/schemas/2015");
  private static final Namespace MEDIA = Namespace.getNamespace("http://search.yahoo.com/mrss/");

  /** Numbers of channels. */
  public static final String CHANNEL = "UC[A-Za-z0-9_-]{22}";

  @Override
  public String address(String name, @Nullable String older) {
    return base + "?channel_id=" + name;
  }

  /**
   * YouTube offers the feed to programs, on each channel's page; its robots.txt is for its pages.
   */
  @Override
  public boolean robots() {
    return false;
  }

  @Override
  public Page read(String name, byte[] body, String contentType, Instant now) {
    SafeXml.Result xml = SafeXml.read(body, contentType);
    Document document = xml.document();
    if (document == null) {
      return Page.none(xml.why().name(), xml.detail());
    }
    Element feed = document.getRootElement();
    if (!feed.getName().equals("feed") || !ATOM.equals(feed.getNamespace())) {
      return Page.none(RejectReason.UNKNOWN_TYPE.name(), "no feed of a channel");
    }
    String title = cut(feed.getChildText("title", ATOM), 200);
    List<PostSeen> posts = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    for (Element entry : feed.getChildren("entry", ATOM)) {
      String video = text(entry.getChildText("videoId", YT));
      Instant created = time(entry.getChildText("published", ATOM));
      if (video.matches("[A-Za-z0-9_-]{1,64}") && created != null && !created.isAfter(now)) {
        posts.add(post(entry, name, title, video, created, now));
      } else {
        RejectReason why = created == null ? RejectReason.BAD_TIMESTAMP : RejectReason.BAD_VALUE;
        counts.merge("records", 1L, Long::sum);
        counts.merge(why.name(), 1L, Long::sum);
      }
    }
    return new Page(posts, null, null, counts, null);
  }

  private static PostSeen post(
      Element entry,
      String channel,
      @Nullable String name,
      String video,
      Instant created,
      Instant now) {
    Element group = entry.getChild("group", MEDIA);
    String title = text(entry.getChildText("title", ATOM));
    String description = group == null ? "" : text(group.getChildText("description", MEDIA));
    String both = description.isEmpty() ? title : title + "\n\n" + description;
    Element community = group == null ? null : group.getChild("community", MEDIA);
    return new PostSeen(
        Network.YOUTUBE,
        video,
        AccountRef.byId(Network.YOUTUBE, channel),
        name,
        null,
        created,
        now,
        both.substring(0, Math.min(PostSeen.MAX_TEXT, both.length())),
        null,
        PostKind.ORIGINAL,
        null,
        null,
        null,
        new Entities(List.of(), null, null),
        1,
        new Engagement(
            count(community, "starRating", "count"),
            null,
            null,
            null,
            count(community, "statistics", "views")),
        false);
  }

  private static @Nullable Long count(@Nullable Element in, String child, String attribute) {
    Element element = in == null ? null : in.getChild(child, MEDIA);
    String value = element == null ? null : element.getAttributeValue(attribute);
    return value != null && value.matches("[0-9]{1,15}") ? Long.valueOf(value) : null;
  }

  private static @Nullable String cut(@Nullable String given, int most) {
    String text = text(given);
    return text.isEmpty() ? null : text.substring(0, Math.min(most, text.length()));
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.replaceAll("[\\p{Cntrl}&&[^\\n]]+", " ").strip();
  }

  private static @Nullable Instant time(@Nullable String given) {
    try {
      return given == null ? null : OffsetDateTime.parse(given.strip()).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
