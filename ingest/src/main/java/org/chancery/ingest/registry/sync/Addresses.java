package org.chancery.ingest.registry.sync;

import java.util.function.UnaryOperator;

/**
 * Whom to ask. Immutable.
 *
 * @param sparql the query service of Wikidata
 * @param appview a public server of {@code com.atproto.identity.resolveHandle}
 * @param plc the directory of {@code did:plc}
 * @param site base address of a host by its name: {@code https://host}, on loopback in tests
 */
public record Addresses(String sparql, String appview, String plc, UnaryOperator<String> site) {
  public static final Addresses USUAL =
      new Addresses(
          "https://query.wikidata.org/sparql",
          "https://public.api.bsky.app",
          "https://plc.directory",
          host -> "https://" + host);
}
