package org.chancery.ingest.store;

/** How hashtags stand among the words of {@code posts.tsv}: with their sign, without a place. */
public final class SearchText {
  private SearchText() {}

  /** The lexeme of a case-folded tag, quoted for a tsvector or tsquery. */
  public static String tag(String foldedTag) {
    return "'#" + foldedTag.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
