package org.chancery.simulator.jetstream;

import java.util.Arrays;
import java.util.Optional;
import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.atproto.Datetime;
import org.chancery.simulator.timeline.JsonLines;
import org.chancery.simulator.timeline.WireEncoder;
import org.chancery.simulator.timeline.WireEvent;
import org.chancery.simulator.timeline.WireEvent.Lane;
import org.chancery.simulator.world.Happening;
import tools.jackson.core.JsonGenerator;

/**
 * Happenings as Jetstream v1 sends them: {@code did}, {@code time_us}, {@code kind} and one of
 * {@code commit}, {@code identity}, {@code account}. Not thread-safe.
 */
public final class JetstreamEncoder implements WireEncoder {
  private final JsonLines json = new JsonLines();

  @Override
  public Optional<WireEvent> encode(Happening happening) {
    return switch (happening) {
      case Happening.Foreign foreign -> encode(foreign.act());
      case Happening.Garbled garbled -> {
        byte[] whole = line(garbled.cut());
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        yield Optional.of(event(garbled, Lane.MALFORMED, half));
      }
      case Happening.SceneOpened opened -> Optional.empty();
      case Happening.PostMade made -> Optional.of(event(made, Lane.POST, line(made)));
      case Happening.PostEdited edited -> Optional.of(event(edited, Lane.POST, line(edited)));
      case Happening.Marked mark -> Optional.of(event(mark, lane(mark.collection()), line(mark)));
      case Happening.Followed followed -> Optional.of(event(followed, Lane.FOLLOW, line(followed)));
      case Happening.Removed removed ->
          Optional.of(event(removed, lane(removed.collection()), line(removed)));
      case Happening.ProfileSet profile -> Optional.of(event(profile, Lane.PROFILE, line(profile)));
      case Happening.Renamed renamed -> Optional.of(event(renamed, Lane.IDENTITY, line(renamed)));
      case Happening.Switched switched ->
          Optional.of(event(switched, Lane.ACCOUNT, line(switched)));
    };
  }

  private static WireEvent event(Happening happening, Lane lane, byte[] payload) {
    return new WireEvent(
        happening.timeMicros(), WireEvent.hash(happening.who().did()), lane, payload);
  }

  static Lane lane(Collection collection) {
    return switch (collection) {
      case POST -> Lane.POST;
      case REPOST -> Lane.REPOST;
      case LIKE -> Lane.LIKE;
      case FOLLOW -> Lane.FOLLOW;
      case PROFILE -> Lane.PROFILE;
    };
  }

  private byte[] line(Happening happening) {
    return json.write(
        out -> {
          out.writeStartObject();
          out.writeStringProperty("did", happening.who().did());
          out.writeNumberProperty("time_us", happening.timeMicros());
          body(out, happening);
          out.writeEndObject();
        });
  }

  private static void body(JsonGenerator out, Happening happening) {
    switch (happening) {
      case Happening.PostMade made -> {
        open(out, made.rev(), "create", Collection.POST, made.post().rkey());
        RecordWriter.post(out, made.post());
        close(out, made.post().ref().cid());
      }
      case Happening.PostEdited edited -> {
        open(out, edited.rev(), "update", Collection.POST, edited.post().rkey());
        RecordWriter.post(out, edited.post());
        close(out, edited.post().ref().cid());
      }
      case Happening.Marked mark -> {
        open(out, mark.rev(), "create", mark.collection(), mark.rkey());
        RecordWriter.mark(out, mark.collection(), mark.createdMicros(), mark.subject());
        close(out, mark.cid());
      }
      case Happening.Followed follow -> {
        open(out, follow.rev(), "create", Collection.FOLLOW, follow.rkey());
        RecordWriter.follow(out, follow.createdMicros(), follow.subject().did());
        close(out, follow.cid());
      }
      case Happening.Removed removed -> {
        open(out, removed.rev(), "delete", removed.collection(), removed.rkey());
        out.writeEndObject();
      }
      case Happening.ProfileSet profile -> {
        open(out, profile.rev(), "update", Collection.PROFILE, "self");
        RecordWriter.profile(out, profile.displayName(), profile.description());
        close(out, profile.cid());
      }
      case Happening.Renamed renamed -> {
        out.writeStringProperty("kind", "identity");
        out.writeObjectPropertyStart("identity");
        out.writeStringProperty("did", renamed.who().did());
        out.writeStringProperty("handle", renamed.handle());
        tail(out, renamed.sequence(), renamed.timeMicros());
      }
      case Happening.Switched switched -> {
        out.writeStringProperty("kind", "account");
        out.writeObjectPropertyStart("account");
        out.writeBooleanProperty("active", switched.active());
        out.writeStringProperty("did", switched.who().did());
        if (!switched.active()) out.writeStringProperty("status", switched.status());
        tail(out, switched.sequence(), switched.timeMicros());
      }
      case Happening.Foreign foreign -> body(out, foreign.act());
      case Happening.Garbled garbled -> body(out, garbled.cut());
      case Happening.SceneOpened opened ->
          throw new IllegalStateException("a scene is never on the wire");
    }
  }

  private static void open(
      JsonGenerator out, String rev, String operation, Collection collection, String rkey) {
    out.writeStringProperty("kind", "commit");
    out.writeObjectPropertyStart("commit");
    out.writeStringProperty("rev", rev);
    out.writeStringProperty("operation", operation);
    out.writeStringProperty("collection", collection.nsid());
    out.writeStringProperty("rkey", rkey);
  }

  private static void close(JsonGenerator out, String cid) {
    out.writeStringProperty("cid", cid);
    out.writeEndObject();
  }

  private static void tail(JsonGenerator out, long sequence, long timeMicros) {
    out.writeNumberProperty("seq", sequence);
    out.writeStringProperty("time", Datetime.of(timeMicros));
    out.writeEndObject();
  }
}
