package org.chancery.ingest.source.feed;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Verifier;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;

/**
 * Lists of feeds that programs exchange. Pure; thread-safe.
 *
 * @see <a href="http://opml.org/spec2.opml">OPML 2.0, subscription lists</a>
 */
public final class Opml {
  private Opml() {}

  /**
   * One feed of a list.
   *
   * @param title empty where the list gives none
   * @param url of the feed
   */
  public record Outline(String title, String url) {}

  /**
   * What a list tells.
   *
   * @param outlines each feed once, in the order of the list
   * @param unusable outlines whose address is none of http or https
   */
  public record Outlines(List<Outline> outlines, int unusable) {
    public Outlines {
      outlines = List.copyOf(outlines);
    }
  }

  /**
   * Reads a list, within the limits of a feed.
   *
   * @throws IOException with the reason in words when it is no OPML
   */
  public static Outlines read(byte[] opml) throws IOException {
    SafeXml.Result read = SafeXml.read(opml, "");
    Document document = read.document();
    if (document == null) {
      throw new IOException(read.detail());
    }
    Element root = document.getRootElement();
    if (!root.getName().equals("opml")) {
      throw new IOException("no OPML: its root is not <opml>");
    }
    Map<String, Outline> feeds = new LinkedHashMap<>();
    int unusable = 0;
    for (Element outline : outlines(root)) {
      String url = attribute(outline, "xmlUrl");
      if (isWeb(url)) {
        String title = attribute(outline, "title");
        feeds.putIfAbsent(
            url, new Outline(title.isEmpty() ? attribute(outline, "text") : title, url));
      } else if (!url.isEmpty()) {
        unusable++;
      }
    }
    return new Outlines(new ArrayList<>(feeds.values()), unusable);
  }

  /** Writes a list. What XML cannot hold is left out of titles. */
  public static String write(String title, List<Outline> feeds) throws IOException {
    Element body = new Element("body");
    for (Outline feed : feeds) {
      body.addContent(
          new Element("outline")
              .setAttribute("type", "rss")
              .setAttribute("text", plain(feed.title().isEmpty() ? feed.url() : feed.title()))
              .setAttribute("xmlUrl", plain(feed.url())));
    }
    Element root =
        new Element("opml")
            .setAttribute("version", "2.0")
            .addContent(new Element("head").addContent(new Element("title").setText(plain(title))))
            .addContent(body);
    StringWriter text = new StringWriter();
    new XMLOutputter(Format.getPrettyFormat().setLineSeparator("\n"))
        .output(new Document(root), text);
    return text.toString();
  }

  private static List<Element> outlines(Element root) {
    List<Element> all = new ArrayList<>();
    root.getDescendants()
        .forEach(
            content -> {
              if (content instanceof Element element && element.getName().equals("outline")) {
                all.add(element);
              }
            });
    return all;
  }

  /** Attributes by name in any case: programs write {@code xmlurl} as well. */
  private static String attribute(Element element, String name) {
    return element.getAttributes().stream()
        .filter(attribute -> attribute.getName().equalsIgnoreCase(name))
        .map(attribute -> attribute.getValue().strip())
        .findFirst()
        .orElse("");
  }

  private static boolean isWeb(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null
          && List.of("http", "https")
              .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
          && url.length() <= FeedLimits.NAME;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String plain(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints().filter(Verifier::isXMLCharacter).forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
