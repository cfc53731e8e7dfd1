package org.chancery.ingest.registry.list;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The tags of an XML file in their order, with attributes. Knows no DTD and no outside entity. */
final class XmlTags {
  private static final int MAX_DEPTH = 200;
  private static final Pattern BARE_AMPERSAND =
      Pattern.compile("&(?!#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{0,30};)");

  /**
   * @param depth 1 at the root
   */
  record Tag(String name, int depth, int line, Map<String, String> attributes) {
    String attribute(String key) {
      return attributes.getOrDefault(key, "").strip();
    }
  }

  private XmlTags() {}

  /** Many programs write addresses into OPML with their {@code &} as it is. */
  private static byte[] healed(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return BARE_AMPERSAND.matcher(text).replaceAll("&amp;").getBytes(StandardCharsets.ISO_8859_1);
  }

  static void each(ListFile file, Collector collector, Consumer<Tag> consumer) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    int line = 0;
    int depth = 0;
    try {
      XMLStreamReader reader =
          factory.createXMLStreamReader(new ByteArrayInputStream(healed(file.bytes())));
      while (reader.hasNext()) {
        int event = reader.next();
        line = reader.getLocation().getLineNumber();
        if (event == XMLStreamConstants.START_ELEMENT) {
          if (++depth > MAX_DEPTH) {
            throw new XMLStreamException("deeper than " + MAX_DEPTH);
          }
          Map<String, String> attributes = new LinkedHashMap<>();
          for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
          }
          consumer.accept(new Tag(reader.getLocalName(), depth, line, attributes));
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        }
      }
    } catch (XMLStreamException e) {
      collector.reject(
          file.name(), line, RejectCause.BAD_FORMAT, "no well-formed XML from here on");
    }
  }
}
