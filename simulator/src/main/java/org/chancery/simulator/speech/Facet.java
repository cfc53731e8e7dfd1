package org.chancery.simulator.speech;

/**
 * A marked span of a text. Offsets count bytes of its UTF-8 form, half-open: {@code [byteStart,
 * byteEnd)}.
 */
public sealed interface Facet {
  int byteStart();

  int byteEnd();

  /** {@code @handle}, with the DID it means. */
  record Mention(int byteStart, int byteEnd, String did) implements Facet {}

  /** {@code #tag}; {@code tag} has no number sign. */
  record Tag(int byteStart, int byteEnd, String tag) implements Facet {}

  /** A web address. */
  record Link(int byteStart, int byteEnd, String uri) implements Facet {}
}
