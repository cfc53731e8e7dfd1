package org.chancery.ingest.source.file;

import java.io.IOException;
import org.chancery.core.event.Parsed;
import org.jspecify.annotations.Nullable;

/** Where the records of a file begin and end. Finding that is cheap; parsing comes after. */
interface Frames {
  /** Goes to the next record; false at the end. */
  boolean next() throws IOException;

  /** Line on which the record begins. */
  long line();

  /** What is wrong with the record before it is parsed; null when nothing is. */
  Parsed.@Nullable Rejected problem();
}
