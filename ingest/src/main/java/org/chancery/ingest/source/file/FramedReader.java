package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.MALFORMED;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.chancery.core.event.Parsed;

/** Records one after another: the frames find them, the decoder makes things of them. */
final class FramedReader implements EventFileReader {
  private final Inputs inputs;
  private final Frames frames;
  private final Consumer<Output> decoder;
  private final Supplier<List<String>> notes;
  private long position;
  private boolean ended;

  /**
   * A reader.
   *
   * @param decoder reads the record at which the frames stand
   */
  FramedReader(
      Inputs inputs, Frames frames, Consumer<Output> decoder, Supplier<List<String>> notes) {
    this.inputs = inputs;
    this.frames = frames;
    this.decoder = decoder;
    this.notes = notes;
  }

  @Override
  public boolean next(Sink sink) throws IOException {
    if (ended) {
      return false;
    }
    try {
      if (!frames.next()) {
        ended = true;
        return false;
      }
    } catch (IOException e) {
      rethrowUnlessDamage(e);
      position++;
      String detail = "the compressed file is cut or damaged here: " + e.getMessage();
      sink.accept(
          new ReadItem(position, frames.line(), false, new Parsed.Rejected(MALFORMED, detail)));
      return true;
    }
    position++;
    Output out =
        (embedded, parsed) -> sink.accept(new ReadItem(position, frames.line(), embedded, parsed));
    Parsed.Rejected problem = frames.problem();
    if (problem != null) {
      out.main(problem);
    } else {
      decoder.accept(out);
    }
    return true;
  }

  @Override
  public long skip(long records) throws IOException {
    long skipped = 0;
    try {
      while (skipped < records && !ended && frames.next()) {
        skipped++;
      }
    } catch (IOException e) {
      rethrowUnlessDamage(e);
      skipped++;
    }
    ended |= skipped < records;
    position += skipped;
    return skipped;
  }

  /** A damaged archive ends here. */
  private void rethrowUnlessDamage(IOException e) throws IOException {
    if (!Inputs.damage(e)) {
      throw e;
    }
    ended = true;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public double share() {
    return inputs.share();
  }

  @Override
  public List<String> notes() {
    return notes.get();
  }

  @Override
  public void close() throws IOException {
    inputs.close();
  }
}
