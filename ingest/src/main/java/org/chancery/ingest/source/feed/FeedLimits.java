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
