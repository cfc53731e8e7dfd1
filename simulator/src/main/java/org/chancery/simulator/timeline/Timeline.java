package org.chancery.simulator.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.chancery.simulator.world.Happening;

/** Takes what the world tells: first into the ledger, then onto the wire. One thread writes. */
public final class Timeline implements Consumer<Happening> {
  private final Ledger ledger;
  private final WireEncoder encoder;
  private final Spool spool;

  public Timeline(Ledger ledger, WireEncoder encoder, Spool spool) {
    this.ledger = ledger;
    this.encoder = encoder;
    this.spool = spool;
  }

  @Override
  public void accept(Happening happening) {
    try {
      ledger.append(happening);
      Optional<WireEvent> event = encoder.encode(happening);
      if (event.isPresent()) spool.append(event.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes all that was taken visible: the ledger's lines first, then the events. */
  public void publish() throws IOException {
    ledger.flush();
    spool.publish();
  }
}
