package org.chancery.ingest.source.file;

import org.chancery.core.event.Parsed;
import org.chancery.core.event.RejectReason;

/** Where a shape puts what it reads from one record. */
interface Output {
  void accept(boolean embedded, Parsed parsed);

  default void main(Parsed parsed) {
    accept(false, parsed);
  }

  default void reject(RejectReason why, String detail) {
    main(new Parsed.Rejected(why, detail));
  }

  /** An observation inside another counts only when it is whole. */
  default void embedded(Parsed parsed) {
    if (parsed instanceof Parsed.Ok) {
      accept(true, parsed);
    }
  }
}
