package org.chancery.ingest.source.x;

/** Something to be asked page by page, one question a step, between lines of the stream. */
interface XChore {
  /** What it is for; holes and counts are named by it. */
  String name();

  /**
   * Asks one question and takes what it brings.
   *
   * @return a page where it goes on or is done, else why not
   */
  XAnswer step(XApi api, XNews news);

  /** Whether nothing is left to be asked. */
  boolean done();

  /** X will not answer the question under way, ever: it is passed over. */
  void passOver();

  /** Whether it costs of the monthly budget. */
  default boolean reads() {
    return true;
  }
}
