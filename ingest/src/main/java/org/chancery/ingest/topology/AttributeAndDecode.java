package org.chancery.ingest.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.chancery.ingest.identity.IdentityWatch;
import org.chancery.ingest.store.Change;
import org.jspecify.annotations.Nullable;

/** Puts {@link Attributor} into the topology. */
final class AttributeAndDecode extends RichFlatMapFunction<Heard, Change> {
  private static final long serialVersionUID = 1;

  private final Hub.Ref ref;
  private final boolean keepUnlisted;
  private transient @Nullable Hub hub;
  private transient @Nullable Attributor attributor;
  private transient @Nullable IdentityWatch watch;
  private transient @Nullable Directory watchedIn;

  AttributeAndDecode(Hub.Ref ref, boolean keepUnlisted) {
    this.ref = ref;
    this.keepUnlisted = keepUnlisted;
  }

  @Override
  public void open(OpenContext context) {
    hub = ref.get();
    attributor = new Attributor(hub.pseudonyms(), keepUnlisted, hub.clock());
  }

  @Override
  @SuppressWarnings("NullAway") // both are set by open
  public void flatMap(Heard heard, Collector<Change> out) {
    switch (heard) {
      case Heard.Of(var event, boolean displayOnly) -> {
        Directory directory = hub.directory().get();
        List<Change> changes = attributor.changes(event, directory);
        changes.forEach(out::collect);
        if (displayOnly) {
          marks(changes).forEach(out::collect);
        } else {
          watch(directory).alerts(event).forEach(out::collect);
        }
      }
      case Heard.Progress p ->
          out.collect(
              new Change.Progress(
                  p.source(),
                  p.network(),
                  p.live(),
                  p.state(),
                  p.newest(),
                  p.lastError(),
                  p.counts()));
      case Heard.Place p ->
          out.collect(
              new Change.Place(p.source(), p.lane(), p.step(), p.cursor(), p.counts(), p.newest()));
      case Heard.Forget forget -> {}
      case Heard.Hole h -> out.collect(new Change.Gap(h.source(), h.from(), h.to(), h.why()));
    }
  }

  /** What may only be shown is known as such for good. */
  private static List<Change> marks(List<Change> changes) {
    List<Change> marks = new ArrayList<>(1);
    for (Change change : changes) {
      if (change instanceof Change.Post post) {
        marks.add(new Change.DisplayOnly(post.row().key(), post.row().seen()));
      }
    }
    return marks;
  }

  /** Another one when the registry is another one. */
  @SuppressWarnings("NullAway") // the hub is set by open
  private IdentityWatch watch(Directory directory) {
    IdentityWatch known = watch;
    if (known == null || watchedIn != directory) {
      watchedIn = directory;
      known = new IdentityWatch(directory.identities(), hub.pseudonyms(), keepUnlisted);
      watch = known;
    }
    return known;
  }
}
