package dev.hato.webfinger;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads links out of an XRD document by a parser that knows no DTD, no entities and no network: the
 * first document type declaration ends the reading.
 */
final class XrdReader {
  private XrdReader() {}

  static Optional<String> link(byte[] xml, String relation) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          return Optional.empty();
        }
        if (event == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("Link")
            && relation.equals(reader.getAttributeValue(null, "rel"))) {
          String template = reader.getAttributeValue(null, "template");
          if (template != null) {
            return Optional.of(template);
          }
        }
      }
    } catch (XMLStreamException malformed) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
