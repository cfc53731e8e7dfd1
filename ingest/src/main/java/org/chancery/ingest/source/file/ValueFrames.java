package org.chancery.ingest.source.file;

import java.io.IOException;

/**
 * Records that are elements of an array, or JSON texts one after another that go over lines. Ends
 * are found by counting brackets outside strings, without building anything, so that a broken
 * element costs itself and not the file. Arrays one after another (joined files) are read on.
 */
final class ValueFrames extends JsonFrames {
  private enum State {
    VALUES,
    FIRST_ELEMENT,
    ELEMENTS,
    AFTER_ARRAY,
    UNCLOSED,
    ENDED
  }

  private final boolean wrapped;
  private State state;

  private ValueFrames(ByteWindow window, State state, boolean wrapped) {
    super(window);
    this.state = state;
    this.wrapped = wrapped;
  }

  /**
   * Elements of an array whose opening bracket has been read.
   *
   * @param wrapped whether the array stands in an object whose rest is of no interest
   */
  static ValueFrames elements(ByteWindow window, boolean wrapped) {
    return new ValueFrames(window, State.FIRST_ELEMENT, wrapped);
  }

  /** Objects one after another. */
  static ValueFrames sequence(ByteWindow window) {
    return new ValueFrames(window, State.VALUES, false);
  }

  @Override
  public boolean next() throws IOException {
    while (blank(window.peek())) {
      window.read();
    }
    long beginsOn = window.line();
    window.mark();
    return switch (state) {
      case VALUES -> value(beginsOn);
      case FIRST_ELEMENT, ELEMENTS -> element(beginsOn);
      case AFTER_ARRAY -> afterArray(beginsOn);
      case UNCLOSED -> {
        state = State.ENDED;
        yield framedProblem(beginsOn, "the file ends before its array is closed");
      }
      case ENDED -> false;
    };
  }

  private boolean value(long beginsOn) throws IOException {
    if (window.peek() < 0) {
      return false;
    }
    int depth = 0;
    while (true) {
      int b = window.read();
      if (b < 0) {
        state = State.ENDED;
        return frame(beginsOn, 0);
      } else if (b == '"') {
        string();
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth <= 0) {
        return frame(beginsOn, 0);
      }
    }
  }

  private boolean element(long beginsOn) throws IOException {
    int depth = 0;
    while (true) {
      int b = window.read();
      if (b < 0) {
        boolean something = window.position() > window.marked() || window.dropped();
        state = depth > 0 ? State.ENDED : State.UNCLOSED;
        return something ? frame(beginsOn, 0) : next();
      } else if (b == '"') {
        string();
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (depth > 0 && (b == '}' || b == ']')) {
        depth--;
      } else if (depth == 0 && (b == ',' || b == ']')) {
        boolean empty = window.position() - 1 == window.marked() && !window.dropped();
        boolean none = empty && b == ']' && state == State.FIRST_ELEMENT;
        state = b == ']' ? State.AFTER_ARRAY : State.ELEMENTS;
        return none ? next() : frame(beginsOn, 1);
      }
    }
  }

  private boolean afterArray(long beginsOn) throws IOException {
    int b = wrapped ? -1 : window.read();
    if (b == ';') {
      return next();
    } else if (b == '[') {
      state = State.FIRST_ELEMENT;
      return next();
    }
    state = State.ENDED;
    return b >= 0 && framedProblem(beginsOn, "something follows the end of the array");
  }

  /** Passes over the rest of a string. */
  private void string() throws IOException {
    for (int b = window.read(); b >= 0 && b != '"'; b = window.read()) {
      if (b == '\\') {
        window.read();
      }
    }
  }
}
