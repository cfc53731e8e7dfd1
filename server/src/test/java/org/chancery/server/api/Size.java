package org.chancery.server.api;

/** How large a test is: small among all others, as large as is asked for when it is run apart. */
final class Size {
  private Size() {}

  /**
   * A size by name, as Maven hands it on: {@code -Dchancery.strangers=90000}.
   *
   * @param usual among all tests
   */
  static int of(String name, int usual) {
    return Integer.getInteger("chancery." + name, usual);
  }
}
