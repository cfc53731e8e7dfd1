package org.chancery.ingest.source.feed;

import com.rometools.rome.io.XmlReader;
import com.rometools.rome.io.impl.XmlFixerReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.chancery.core.event.RejectReason;
import org.jdom2.Document;
import org.jdom2.input.sax.SAXHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * Reads XML of strangers into a bounded tree. No DTD, so no entity of theirs and nothing from
 * outside; a plain {@code <!DOCTYPE rss …>} without declarations, as old feeds have it, is taken
 * away first. The character set is told by header, byte order mark and declaration (RFC 7303 as
 * ROME reads it, leniently).
 */
public final class SafeXml {
  private static final int PROLOG = 16 << 10;
  private static final Pattern PLAIN_DOCTYPE = Pattern.compile("<!DOCTYPE[^<>\\[\\]]*>");
  private static final SAXParserFactory PARSERS = parsers();

  private SafeXml() {}

  /**
   * A document, or why there is none.
   *
   * @param passedOver entries that were left out
   */
  public record Result(
      @Nullable Document document, RejectReason why, String detail, int passedOver) {}

  public static Result read(byte[] body, String contentType) {
    try (Reader text =
        new XmlReader(
            new ByteArrayInputStream(body),
            contentType.isEmpty() ? "text/xml" : contentType,
            true,
            "UTF-8")) {
      return read(new ShortMarkup(new XmlFixerReader(withoutPlainDoctype(text))));
    } catch (ShortMarkup.LongTagException e) {
      return refused(RejectReason.TOO_LARGE, String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      return refused(RejectReason.MALFORMED, "characters that cannot be read");
    }
  }

  private static Result read(Reader text) throws IOException {
    SAXHandler tree = new SAXHandler();
    Bounds bounds = new Bounds(tree);
    try {
      XMLReader parser = PARSERS.newSAXParser().getXMLReader();
      parser.setContentHandler(bounds);
      parser.setErrorHandler(bounds);
      parser.setEntityResolver((name, address) -> new InputSource(new StringReader("")));
      parser.parse(new InputSource(text));
      return new Result(tree.getDocument(), RejectReason.MALFORMED, "", bounds.passedOver());
    } catch (Bounds.TooLarge e) {
      return refused(RejectReason.TOO_LARGE, String.valueOf(e.getMessage()));
    } catch (SAXException e) {
      // the JDK's own limits say JAXP000100nn
      boolean limit = String.valueOf(e.getMessage()).contains("JAXP0001000");
      return limit
          ? refused(RejectReason.TOO_LARGE, "more than the limits of the XML parser")
          : refused(RejectReason.MALFORMED, bounds.place(e));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK has no XML parser that can be made safe", e);
    }
  }

  private static Result refused(RejectReason why, String detail) {
    return new Result(null, why, detail, 0);
  }

  private static Reader withoutPlainDoctype(Reader text) throws IOException {
    char[] start = new char[PROLOG];
    int length = 0;
    for (int n = text.read(start, 0, PROLOG);
        n > 0;
        n = text.read(start, length, PROLOG - length)) {
      length += n;
    }
    String prolog = new String(start, 0, length);
    Matcher doctype = PLAIN_DOCTYPE.matcher(prolog);
    String kept =
        doctype.find() && prologOnly(prolog, doctype.start())
            ? prolog.substring(0, doctype.start()) + prolog.substring(doctype.end())
            : prolog;
    PushbackReader whole = new PushbackReader(text, PROLOG);
    whole.unread(kept.toCharArray());
    return whole;
  }

  /** Only declarations and comments stand before a document type. */
  private static boolean prologOnly(String prolog, int end) {
    int at = prolog.indexOf('<');
    while (at >= 0 && at < end) {
      if (prolog.startsWith("<?", at)) {
        at = prolog.indexOf('<', Math.max(at + 1, prolog.indexOf("?>", at)));
      } else if (prolog.startsWith("<!--", at)) {
        int close = prolog.indexOf("-->", at);
        at = close < 0 ? end + 1 : prolog.indexOf('<', close);
      } else {
        return false;
      }
    }
    return at == end;
  }

  private static SAXParserFactory parsers() {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setXIncludeAware(false);
      return factory;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("the JDK has no XML parser that can be made safe", e);
    }
  }
}
