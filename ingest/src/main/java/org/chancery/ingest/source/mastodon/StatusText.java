package org.chancery.ingest.source.mastodon;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The text of a status and the links in it. Only text is kept of the HTML: paragraphs are parted by
 * an empty line. The line {@code RE: …} that stands in for a quote where quotes are not understood
 * is left out.
 *
 * @param links of the web, without those of mentions and hashtags, each once
 */
record StatusText(String text, List<String> links) {
  private static final int MOST_HTML = 400_000;
  private static final int LONGEST_LINK = 2_000;
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "div");

  StatusText {
    links = List.copyOf(links);
  }

  static StatusText of(String html) {
    Element body =
        Jsoup.parseBodyFragment(html.length() > MOST_HTML ? html.substring(0, MOST_HTML) : html)
            .body();
    body.select(".quote-inline").remove();
    body.select("script, style, template, noscript, iframe").remove();
    return new StatusText(text(body), links(body));
  }

  private static String text(Element body) {
    StringBuilder text = new StringBuilder();
    body.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
              String folded = words.getWholeText().replaceAll("[ \\t\\r\\n\\f]+", " ");
              boolean atBegin = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
              text.append(atBegin ? folded.stripLeading() : folded);
            }
          }

          @Override
          public void tail(Node node, int depth) {
            String name = node.nodeName();
            if (name.equals("br") || name.equals("li")) {
              text.append('\n');
            } else if (PARAGRAPHS.contains(name)) {
              text.append("\n\n");
            }
          }
        });
    return text.toString()
        .replaceAll("[\\p{Cntrl}&&[^\\n]]+", " ")
        .replaceAll(" *\\n", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }

  private static List<String> links(Element body) {
    List<String> links = new ArrayList<>();
    for (Element anchor : body.select("a[href]")) {
      String to = anchor.attr("href").strip();
      boolean inner = anchor.hasClass("mention") || anchor.hasClass("hashtag");
      boolean web =
          to.regionMatches(true, 0, "http://", 0, 7) || to.regionMatches(true, 0, "https://", 0, 8);
      if (!inner && web && to.length() <= LONGEST_LINK && !links.contains(to)) {
        links.add(to);
      }
    }
    return links;
  }
}
