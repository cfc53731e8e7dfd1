package org.chancery.ingest.source.feed;

/** Bounds of one document: what lies beyond is left out and told, or refuses the whole. */
final class FeedLimits {
  /** Entries read of a document; the rest is passed over. */
  static final int ENTRIES = 2_000;

  /** Elements of a document, refused beyond. */
  static final int ELEMENTS = 200_000;

  /** Elements and attributes of the entries that are read and of what is around them. */
  static final int KEPT = 100_000;

  /** Attributes of one element, refused beyond. */
  static final int ATTRIBUTES = 200;

  /**
   * Prefixes with their namespaces, refused beyond: JDOM keeps each that it ever saw for as long as
   * the program runs.
   */
  static final int NAMESPACES = 100;

  /** Characters of one of them, refused beyond. */
  static final int NAMESPACE = 1_000;

  /** Characters of one tag, refused beyond. */
  static final int TAG = 1_000_000;

  /** Levels of a document, refused beyond. */
  static final int DEPTH = 100;

  /** Tokens of a JSON text, refused beyond. */
  static final int TOKENS = 400_000;

  /** Characters kept of one element's text, cut beyond. */
  static final int ELEMENT_TEXT = 400_000;

  /** Characters kept of a document's texts, cut beyond. */
  static final int TEXT = 4_000_000;

  /** Characters kept of an id, an address, a name. */
  static final int NAME = 2_000;

  private FeedLimits() {}
}
