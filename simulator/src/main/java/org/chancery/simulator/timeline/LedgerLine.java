package org.chancery.simulator.timeline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.atproto.Datetime;
import org.chancery.simulator.atproto.StrongRef;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.cast.Actor;
import org.chancery.simulator.speech.Facet;
import org.chancery.simulator.speech.RichText;
import org.chancery.simulator.world.Happening;
import org.chancery.simulator.world.Oddity;
import org.chancery.simulator.world.Post;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes one happening as a line of the ledger; {@link Ledger} says what the fields mean. */
final class LedgerLine {
  private final MessageDigest sha256;

  LedgerLine() {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void write(JsonGenerator out, long sequence, Happening what) {
    out.writeStartObject();
    out.writeNumberProperty("seq", sequence);
    out.writeNumberProperty("time_us", what.timeMicros());
    switch (what) {
      case Happening.PostMade made -> post(out, "post", made.post(), made.rev());
      case Happening.PostEdited edited -> post(out, "edit", edited.post(), edited.rev());
      case Happening.Marked mark -> {
        boolean repost = mark.collection() == Collection.REPOST;
        String id = mark.collection().uri(mark.who().did(), mark.rkey());
        head(out, repost ? "repost" : "like", id, mark.who(), mark.createdMicros());
        out.writeStringProperty("created", Datetime.of(mark.createdMicros()));
        out.writeStringProperty(repost ? "repost_of" : "like_of", mark.subject().uri());
      }
      case Happening.Followed follow -> {
        head(
            out,
            "follow",
            Collection.FOLLOW.uri(follow.who().did(), follow.rkey()),
            follow.who(),
            what.timeMicros());
        out.writeStringProperty("subject", follow.subject().did());
      }
      case Happening.Removed removed -> {
        String id = removed.collection().uri(removed.who().did(), removed.rkey());
        head(out, removal(removed.collection()), id, removed.who(), what.timeMicros());
        out.writeStringProperty("rev", removed.rev());
      }
      case Happening.ProfileSet profile -> {
        head(
            out,
            "profile",
            Collection.PROFILE.uri(profile.who().did(), "self"),
            profile.who(),
            what.timeMicros());
        out.writeStringProperty("rev", profile.rev());
      }
      case Happening.Renamed renamed -> {
        head(out, "identity", event(what), renamed.who(), what.timeMicros());
        out.writeStringProperty("handle", renamed.handle());
      }
      case Happening.Switched switched -> {
        head(out, "account", event(what), switched.who(), what.timeMicros());
        out.writeBooleanProperty("active", switched.active());
        if (!switched.active()) out.writeStringProperty("status", switched.status());
      }
      case Happening.Foreign foreign ->
          head(out, "foreign", idOf(foreign.act()), foreign.who(), what.timeMicros());
      case Happening.Garbled garbled ->
          head(out, "malformed", event(what), garbled.who(), what.timeMicros());
      case Happening.SceneOpened opened -> {
        head(out, "scene", "scene:" + opened.scene().tag(), opened.who(), what.timeMicros());
        out.writeBooleanProperty("on_wire", false);
        out.writeStringProperty("scene", opened.scene().topic().name().toLowerCase(Locale.ROOT));
        out.writeStringProperty("place", opened.scene().place());
        out.writeStringProperty("tag", fold(opened.scene().tag()));
        out.writeNumberProperty("expected", opened.expected());
      }
    }
    if (!what.oddities().isEmpty())
      JsonLines.texts(out, "faults", what.oddities().stream().map(Oddity::word).toList());
    out.writeEndObject();
  }

  private static String removal(Collection collection) {
    return switch (collection) {
      case POST -> "delete";
      case LIKE -> "unlike";
      case REPOST -> "unrepost";
      case FOLLOW -> "unfollow";
      case PROFILE -> "profile-delete";
    };
  }

  /** Foreign acts are posts and likes only. */
  private static String idOf(Happening act) {
    return switch (act) {
      case Happening.PostMade made -> made.post().ref().uri();
      case Happening.Marked mark -> mark.collection().uri(mark.who().did(), mark.rkey());
      default -> event(act);
    };
  }

  /** The id of what is no record: the author and the moment. */
  private static String event(Happening what) {
    return what.who().did() + "@" + what.timeMicros();
  }

  private static void head(
      JsonGenerator out, String kind, String id, Account who, long attributedMicros) {
    out.writeStringProperty("kind", kind);
    out.writeStringProperty("id", id);
    out.writeStringProperty("did", who.did());
    Optional<Actor> actor = who.findActorAt(attributedMicros);
    out.writeName("actor");
    if (actor.isPresent()) out.writeString(actor.get().id());
    else out.writeNull();
    actor.ifPresent(known -> out.writeStringProperty("country", known.country()));
  }

  private void post(JsonGenerator out, String kind, Post post, String rev) {
    head(out, kind, post.ref().uri(), post.author(), post.createdMicros());
    RichText text = post.text();
    byte[] utf8 = text.text().getBytes(StandardCharsets.UTF_8);
    out.writeStringProperty("rev", rev);
    out.writeStringProperty("created", Datetime.of(post.createdMicros()));
    out.writeStringProperty("sha256", HexFormat.of().formatHex(sha256.digest(utf8)));
    out.writeNumberProperty("bytes", utf8.length);
    JsonLines.texts(out, "langs", post.langs());
    Post.@Nullable Reply reply = post.reply();
    if (reply != null) {
      out.writeStringProperty("reply_to", reply.parent().uri());
      out.writeStringProperty("reply_root", reply.root().uri());
    }
    StrongRef quote = post.quote();
    if (quote != null) out.writeStringProperty("quote_of", quote.uri());
    TreeSet<String> tags = new TreeSet<>();
    TreeSet<String> mentions = new TreeSet<>();
    TreeSet<String> links = new TreeSet<>();
    for (Facet facet : text.facets()) {
      switch (facet) {
        case Facet.Mention mention -> mentions.add(mention.did());
        case Facet.Tag tag -> tags.add(fold(tag.tag()));
        case Facet.Link link -> links.add(link.uri());
      }
    }
    List<String> plain = text.plainTags().stream().map(LedgerLine::fold).toList();
    tags.addAll(plain);
    Post.@Nullable External card = post.external();
    if (card != null) links.add(card.uri());
    JsonLines.texts(out, "mentions", mentions);
    JsonLines.texts(out, "hashtags", tags);
    if (!plain.isEmpty()) JsonLines.texts(out, "hashtags_without_facet", plain);
    JsonLines.texts(out, "links", links);
    out.writeNumberProperty("media", post.images());
  }

  private static String fold(String tag) {
    return tag.toLowerCase(Locale.ROOT);
  }
}
