package org.chancery.ingest.egress;

import java.io.IOException;
import java.util.List;

/** Texts that the domain name system holds under a name: TXT, RFC 1035, 3.3.14. */
@FunctionalInterface
public interface TextRecords {
  /** Holds none. */
  TextRecords NONE = name -> List.of();

  /**
   * The texts of a name, empty where it has none.
   *
   * @throws IOException with the reason in words when nobody answers, or it may not be asked
   */
  List<String> of(String name) throws IOException;
}
