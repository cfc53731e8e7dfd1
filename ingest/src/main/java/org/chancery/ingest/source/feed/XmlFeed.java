package org.chancery.ingest.source.feed;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.source.feed.websub.PushHub;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/** RSS 0.9x to 2.0, RDF and Atom by ROME, from a document that {@link SafeXml} has bounded. */
final class XmlFeed {
  private static final Namespace ATOM = Namespace.getNamespace("http://www.w3.org/2005/Atom");

  private XmlFeed() {}

  static FeedDocument read(byte[] body, String contentType) {
    SafeXml.Result xml = SafeXml.read(body, contentType);
    if (xml.document() == null) {
      return new FeedDocument.Unreadable(xml.why(), xml.detail());
    }
    try {
      WireFeed wire = new WireFeedInput(false, Locale.ROOT).build(xml.document());
      return told(new SyndFeedImpl(wire), dated(wire), xml);
    } catch (FeedException | RuntimeException e) {
      // ROME throws many kinds for what it cannot make sense of; its texts repeat the document's
      return new FeedDocument.Unreadable(RejectReason.UNKNOWN_TYPE, root(xml.document()));
    }
  }

  private static String root(Document document) {
    String name = document.getRootElement().getName();
    return "XML, but no feed that can be read: the root is "
        + name.substring(0, Math.min(40, name.length()));
  }

  private static FeedDocument told(SyndFeed feed, @Nullable Instant built, SafeXml.Result xml) {
    Instant published = time(feed.getPublishedDate());
    String lang = PlainText.name(feed.getLanguage());
    if (lang == null && xml.document() != null) {
      lang =
          PlainText.name(
              xml.document().getRootElement().getAttributeValue("lang", Namespace.XML_NAMESPACE));
    }
    String usual = lang;
    List<FeedEntry> entries =
        feed.getEntries().stream()
            .limit(FeedLimits.ENTRIES)
            .map(entry -> entry(entry, usual))
            .toList();
    return new FeedDocument.Read(
        String.valueOf(feed.getFeedType()),
        text(feed.getTitleEx(), feed.getTitle()),
        PlainText.name(feed.getLink()),
        lang,
        entries,
        xml.passedOver() + Math.max(0, feed.getEntries().size() - entries.size()),
        published == null ? built : published,
        push(xml.document()));
  }

  private static @Nullable Instant dated(WireFeed wire) {
    return wire instanceof Channel channel ? time(channel.getLastBuildDate()) : null;
  }

  /** Links of Atom, which RSS takes over for that. */
  private static PushHub.Named push(@Nullable Document document) {
    PushHub.Named.Gathering named = new PushHub.Named.Gathering();
    if (document != null) {
      tops(document)
          .flatMap(top -> top.getChildren("link", ATOM).stream())
          .forEach(
              link -> named.link(link.getAttributeValue("rel"), link.getAttributeValue("href")));
    }
    return named.done();
  }

  /** What tells of the feed as a whole: its root, and the channel of RSS. */
  private static Stream<Element> tops(Document document) {
    Element root = document.getRootElement();
    return Stream.concat(
        Stream.of(root),
        root.getChildren().stream().filter(child -> child.getName().equals("channel")));
  }

  private static FeedEntry entry(SyndEntry entry, @Nullable String lang) {
    List<SyndContent> contents = entry.getContents() == null ? List.of() : entry.getContents();
    String text =
        Stream.concat(contents.stream(), Stream.ofNullable(entry.getDescription()))
            .map(content -> text(content, null))
            .filter(found -> found != null)
            .findFirst()
            .orElseGet(() -> whole(entry));
    return new FeedEntry(
        PlainText.name(entry.getUri()),
        PlainText.name(entry.getLink()),
        text(entry.getTitleEx(), entry.getTitle()),
        text,
        lang,
        time(entry.getPublishedDate()),
        time(entry.getUpdatedDate()),
        entry.getEnclosures() == null ? 0 : entry.getEnclosures().size());
  }

  /** Two old ways of RSS to carry a whole article. */
  private static @Nullable String whole(SyndEntry entry) {
    for (Element element : entry.getForeignMarkup()) {
      if (element.getName().equals("body") || element.getName().equals("fullitem")) {
        return PlainText.ofHtml(element.getValue());
      }
    }
    return null;
  }

  /** Atom says what its texts are; elsewhere they are HTML in practice. */
  private static @Nullable String text(@Nullable SyndContent content, @Nullable String otherwise) {
    if (content == null || content.getValue() == null) {
      return PlainText.ofHtml(otherwise);
    }
    String type = content.getType() == null ? "" : content.getType().toLowerCase(Locale.ROOT);
    return type.equals("text") || type.equals("text/plain")
        ? PlainText.of(content.getValue())
        : PlainText.ofHtml(content.getValue());
  }

  private static @Nullable Instant time(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
