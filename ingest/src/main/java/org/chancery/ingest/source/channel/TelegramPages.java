package org.chancery.ingest.source.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.RejectReason;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The public page of a channel of Telegram, {@code https://t.me/s/NAME}. A post is called as in an
 * export, by the number of its channel, which the page tells, and its own.
 *
 * @param base where pages lie, {@code https://t.me/s/}
 */
public record TelegramPages(URI base) implements ChannelReading {
  public static final URI PUBLIC = URI.create("https://t.me/s/");

  private static final Pattern POST = Pattern.compile("[A-Za-z0-9_]{1,64}/([0-9]{1,15})");
  private static final Pattern LINKED =
      Pattern.compile("https://t\\.me/([A-Za-z0-9_]{1,64})(?:/([0-9]{1,15}))?(?:\\?.*)?");
  private static final Pattern VIEWED = Pattern.compile("\"c\":-([0-9]{1,19})\\b");
  private static final Pattern COUNT = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?) ?([KM]?)");
  private static final String MEDIA =
      ".tgme_widget_message_photo_wrap, .tgme_widget_message_video_player,"
          + " .tgme_widget_message_document_wrap, .tgme_widget_message_voice_player,"
          + " .tgme_widget_message_roundvideo_player";

  @Override
  public String address(String name, @Nullable String older) {
    return base + name + (older == null ? "" : "?before=" + older);
  }

  @Override
  public Page read(String name, byte[] body, String contentType, Instant now) {
    Document page = Jsoup.parse(new String(body, StandardCharsets.UTF_8), base.toString());
    List<Element> messages = page.select(".tgme_widget_message[data-post]");
    Element title = page.selectFirst(".tgme_channel_info_header_title");
    if (messages.isEmpty() && title == null) {
      return Page.none("not-a-channel", "no public page of a channel");
    }
    List<PostSeen> posts = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    String number = null;
    for (Element message : messages) {
      if (message.hasClass("service_message")) {
        counts.merge("foreign", 1L, Long::sum);
        continue;
      }
      number = number == null ? number(message) : number;
      AccountRef channel = new AccountRef(Network.TELEGRAM, number, name);
      PostSeen post = post(message, channel, shown(title), now, counts);
      if (post != null) {
        posts.add(post);
      }
    }
    Element more = page.selectFirst("a.tme_messages_more[data-before]");
    String before = more == null ? "" : more.attr("data-before");
    AccountRef channel = new AccountRef(Network.TELEGRAM, number, name);
    return new Page(
        posts,
        new AccountSeen(channel, shown(title), subscribers(page), now),
        before.matches("[0-9]{1,15}") ? before : null,
        counts,
        null);
  }

  private static @Nullable String shown(@Nullable Element title) {
    String text = title == null ? "" : title.text();
    return text.isEmpty() ? null : text.substring(0, Math.min(200, text.length()));
  }

  private static @Nullable PostSeen post(
      Element message,
      AccountRef channel,
      @Nullable String name,
      Instant now,
      Map<String, Long> counts) {
    Matcher id = POST.matcher(message.attr("data-post"));
    Instant created = time(message.selectFirst(".tgme_widget_message_date time[datetime]"));
    if (!id.matches() || created == null || created.isAfter(now.plusSeconds(300))) {
      String cause = id.matches() ? RejectReason.BAD_TIMESTAMP.name() : RejectReason.NO_ID.name();
      counts.merge("records", 1L, Long::sum);
      counts.merge(cause, 1L, Long::sum);
      return null;
    }
    String own = channel.id() != null ? channel.id() : channel.key().substring(1);
    Element text =
        message.select(".tgme_widget_message_text").stream()
            .filter(e -> e.closest(".tgme_widget_message_reply") == null)
            .findFirst()
            .orElse(null);
    PostRef forwarded = forwarded(message);
    PostRef answered = answered(message, channel, own);
    PostKind kind =
        forwarded != null ? PostKind.REPOST : answered != null ? PostKind.REPLY : PostKind.ORIGINAL;
    return new PostSeen(
        Network.TELEGRAM,
        own + "/" + id.group(1),
        channel,
        name,
        null,
        created,
        now,
        plain(text),
        null,
        kind,
        kind == PostKind.REPLY ? answered : null,
        null,
        forwarded,
        entities(text),
        message.select(MEDIA).size(),
        new Engagement(null, null, null, null, count(message, ".tgme_widget_message_views")),
        false);
  }

  /** Line breaks are kept, everything else is words. */
  private static String plain(@Nullable Element text) {
    String all = text == null ? "" : text.wholeText().strip();
    return all.substring(0, Math.min(PostSeen.MAX_TEXT, all.length()));
  }

  private static Entities entities(@Nullable Element text) {
    List<AccountRef> mentions = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    List<String> links = new ArrayList<>();
    for (Element link : text == null ? List.<Element>of() : text.select("a[href]")) {
      String words = link.text();
      String to = link.attr("href");
      Matcher linked = LINKED.matcher(to);
      if (words.startsWith("#")) {
        tags.add(words.substring(1));
      } else if (words.startsWith("@") && linked.matches()) {
        mentions.add(AccountRef.byHandle(Network.TELEGRAM, linked.group(1)));
      } else if (to.startsWith("https://") || to.startsWith("http://")) {
        links.add(to);
      }
    }
    return new Entities(mentions, tags, links);
  }

  private static @Nullable PostRef forwarded(Element message) {
    Element from = message.selectFirst(".tgme_widget_message_forwarded_from_name");
    if (from == null) {
      return null;
    }
    Matcher linked = LINKED.matcher(from.attr("href"));
    return linked.matches()
        ? new PostRef(null, AccountRef.byHandle(Network.TELEGRAM, linked.group(1)))
        : new PostRef(null, AccountRef.byId(Network.TELEGRAM, "name:" + from.text()));
  }

  private static @Nullable PostRef answered(Element message, AccountRef channel, String own) {
    Element reply = message.selectFirst("a.tgme_widget_message_reply[href]");
    Matcher linked = LINKED.matcher(reply == null ? "" : reply.attr("href"));
    return linked.matches() && linked.group(2) != null
        ? new PostRef(own + "/" + linked.group(2), channel)
        : null;
  }

  /** The page counts views by the number of the channel. */
  private static @Nullable String number(Element message) {
    try {
      byte[] view = Base64.getUrlDecoder().decode(message.attr("data-view").replaceAll("=+$", ""));
      Matcher found = VIEWED.matcher(new String(view, StandardCharsets.ISO_8859_1));
      return found.find() ? found.group(1) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Instant time(@Nullable Element time) {
    try {
      return time == null ? null : OffsetDateTime.parse(time.attr("datetime")).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Long subscribers(Document page) {
    for (Element counter : page.select(".tgme_channel_info_counter")) {
      Element type = counter.selectFirst(".counter_type");
      if (type != null && type.text().startsWith("subscriber")) {
        return count(counter, ".counter_value");
      }
    }
    return null;
  }

  /** {@code 1.2K} is told in round numbers. */
  private static @Nullable Long count(Element in, String selector) {
    Element counted = in.selectFirst(selector);
    Matcher count = COUNT.matcher(counted == null ? "" : counted.text());
    if (!count.matches()) {
      return null;
    }
    double unit = count.group(2).equals("K") ? 1e3 : count.group(2).equals("M") ? 1e6 : 1;
    return Math.round(Double.parseDouble(count.group(1)) * unit);
  }
}
