package org.chancery.ingest.source.feed;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import org.jdom2.input.sax.SAXHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Passes on to a tree what {@link FeedLimits} allow. Used once, by one thread. */
final class Bounds extends DefaultHandler {
  private final SAXHandler tree;
  private final Set<String> namespaces = new HashSet<>();
  private int depth;
  private int elements;
  private int kept;
  private int entries;
  private int text;
  private int elementText;
  private int skipFrom;
  private int passedOver;

  Bounds(SAXHandler tree) {
    this.tree = tree;
  }

  /** More than the limits allow. */
  static final class TooLarge extends SAXException {
    private static final long serialVersionUID = 1;

    TooLarge(String message) {
      super(message);
    }
  }

  /** Entries left out. */
  int passedOver() {
    return passedOver;
  }

  /** What the parser complained about, by place only: its texts repeat the document's. */
  String place(SAXException e) {
    String said = String.valueOf(e.getMessage());
    String what = said.contains("DOCTYPE") ? "a document type declaration" : "not well-formed XML";
    return e instanceof SAXParseException at
        ? "%s (line %d, column %d)".formatted(what, at.getLineNumber(), at.getColumnNumber())
        : what;
  }

  @Override
  public void setDocumentLocator(Locator locator) {
    tree.setDocumentLocator(locator);
  }

  @Override
  public void startDocument() throws SAXException {
    tree.startDocument();
  }

  @Override
  public void startPrefixMapping(String prefix, String uri) throws SAXException {
    if (skipFrom > 0) {
      return;
    }
    if (prefix.length() + uri.length() > FeedLimits.NAMESPACE) {
      throw new TooLarge("a namespace of more than %d characters".formatted(FeedLimits.NAMESPACE));
    }
    namespaces.add(prefix + ' ' + uri);
    if (namespaces.size() > FeedLimits.NAMESPACES) {
      throw new TooLarge("more than %d namespaces".formatted(FeedLimits.NAMESPACES));
    }
    tree.startPrefixMapping(prefix, uri);
  }

  @Override
  public void startElement(String uri, String local, String name, Attributes attributes)
      throws SAXException {
    depth++;
    elements++;
    elementText = 0;
    if (depth > FeedLimits.DEPTH) {
      throw new TooLarge("more than %d levels".formatted(FeedLimits.DEPTH));
    }
    if (elements > FeedLimits.ELEMENTS) {
      throw new TooLarge("more than %d elements".formatted(FeedLimits.ELEMENTS));
    }
    if (attributes.getLength() > FeedLimits.ATTRIBUTES) {
      throw new TooLarge("more than %d attributes".formatted(FeedLimits.ATTRIBUTES));
    }
    if (depth <= 3 && (local.equals("item") || local.equals("entry"))) {
      entries++;
      if (entries > FeedLimits.ENTRIES && skipFrom == 0) {
        skipFrom = depth;
        passedOver++;
      }
    }
    if (skipFrom == 0) {
      kept += 1 + attributes.getLength();
      if (kept > FeedLimits.KEPT) {
        throw new TooLarge("more than %d elements and attributes".formatted(FeedLimits.KEPT));
      }
      tree.startElement(uri, local, name, attributes);
    }
  }

  @Override
  public void endElement(String uri, String local, String name) throws SAXException {
    if (skipFrom == 0) {
      tree.endElement(uri, local, name);
    } else if (skipFrom == depth) {
      skipFrom = 0;
    }
    depth--;
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    int room = Math.min(FeedLimits.ELEMENT_TEXT - elementText, FeedLimits.TEXT - text);
    int kept = Math.min(length, Math.max(0, room));
    if (skipFrom == 0 && kept > 0) {
      elementText += kept;
      text += kept;
      tree.characters(characters, start, kept);
    }
  }

  @Override
  public void endDocument() throws SAXException {
    tree.endDocument();
  }

  @Override
  public @Nullable InputSource resolveEntity(@Nullable String publicId, String systemId) {
    return new InputSource(new StringReader(""));
  }

  @Override
  public void error(SAXParseException e) {}

  @Override
  public void warning(SAXParseException e) {}

  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e;
  }
}
