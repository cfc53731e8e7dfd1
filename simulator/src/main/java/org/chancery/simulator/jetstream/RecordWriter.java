package org.chancery.simulator.jetstream;

import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.atproto.Datetime;
import org.chancery.simulator.atproto.Identifiers;
import org.chancery.simulator.atproto.StrongRef;
import org.chancery.simulator.speech.Facet;
import org.chancery.simulator.timeline.JsonLines;
import org.chancery.simulator.world.Post;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes records as lexicon objects, keys in the order in which production servers send them:
 * {@code $type}, then a to z.
 */
final class RecordWriter {
  private RecordWriter() {}

  static void post(JsonGenerator out, Post post) {
    start(out, Collection.POST);
    out.writeStringProperty("createdAt", Datetime.of(post.createdMicros()));
    embed(out, post);
    if (!post.text().facets().isEmpty()) {
      out.writeArrayPropertyStart("facets");
      for (Facet facet : post.text().facets()) facet(out, facet);
      out.writeEndArray();
    }
    if (!post.langs().isEmpty()) JsonLines.texts(out, "langs", post.langs());
    Post.@Nullable Reply reply = post.reply();
    if (reply != null) {
      out.writeObjectPropertyStart("reply");
      ref(out, "parent", reply.parent());
      ref(out, "root", reply.root());
      out.writeEndObject();
    }
    out.writeStringProperty("text", post.text().text());
    out.writeEndObject();
  }

  static void mark(
      JsonGenerator out, Collection collection, long createdMicros, StrongRef subject) {
    start(out, collection);
    out.writeStringProperty("createdAt", Datetime.of(createdMicros));
    ref(out, "subject", subject);
    out.writeEndObject();
  }

  static void follow(JsonGenerator out, long createdMicros, String subjectDid) {
    start(out, Collection.FOLLOW);
    out.writeStringProperty("createdAt", Datetime.of(createdMicros));
    out.writeStringProperty("subject", subjectDid);
    out.writeEndObject();
  }

  static void profile(JsonGenerator out, String displayName, String description) {
    start(out, Collection.PROFILE);
    out.writeStringProperty("description", description);
    out.writeStringProperty("displayName", displayName);
    out.writeEndObject();
  }

  private static void start(JsonGenerator out, Collection collection) {
    out.writeObjectPropertyStart("record");
    out.writeStringProperty("$type", collection.nsid());
  }

  private static void ref(JsonGenerator out, String name, StrongRef ref) {
    out.writeObjectPropertyStart(name);
    out.writeStringProperty("cid", ref.cid());
    out.writeStringProperty("uri", ref.uri());
    out.writeEndObject();
  }

  private static void embed(JsonGenerator out, Post post) {
    StrongRef quote = post.quote();
    Post.@Nullable External card = post.external();
    if (quote != null) {
      out.writeObjectPropertyStart("embed");
      out.writeStringProperty("$type", "app.bsky.embed.record");
      ref(out, "record", quote);
      out.writeEndObject();
    } else if (card != null) {
      out.writeObjectPropertyStart("embed");
      out.writeStringProperty("$type", "app.bsky.embed.external");
      out.writeObjectPropertyStart("external");
      out.writeStringProperty("description", card.description());
      out.writeStringProperty("title", card.title());
      out.writeStringProperty("uri", card.uri());
      out.writeEndObject();
      out.writeEndObject();
    } else if (post.images() > 0) {
      images(out, post);
    }
  }

  private static void images(JsonGenerator out, Post post) {
    out.writeObjectPropertyStart("embed");
    out.writeStringProperty("$type", "app.bsky.embed.images");
    out.writeArrayPropertyStart("images");
    for (int i = 0; i < post.images(); i++) {
      out.writeStartObject();
      out.writeStringProperty("alt", "");
      out.writeObjectPropertyStart("image");
      out.writeStringProperty("$type", "blob");
      out.writeObjectPropertyStart("ref");
      out.writeStringProperty(
          "$link", Identifiers.blobCid(post.createdMicros() + i, post.author().number()));
      out.writeEndObject();
      out.writeStringProperty("mimeType", "image/jpeg");
      out.writeNumberProperty(
          "size", 40_000 + Math.floorMod(post.createdMicros() / 1_000 * 7_919 + i, 400_000L));
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void facet(JsonGenerator out, Facet facet) {
    out.writeStartObject();
    out.writeArrayPropertyStart("features");
    out.writeStartObject();
    switch (facet) {
      case Facet.Mention mention -> feature(out, "mention", "did", mention.did());
      case Facet.Tag tag -> feature(out, "tag", "tag", tag.tag());
      case Facet.Link link -> feature(out, "link", "uri", link.uri());
    }
    out.writeEndObject();
    out.writeEndArray();
    out.writeObjectPropertyStart("index");
    out.writeNumberProperty("byteEnd", facet.byteEnd());
    out.writeNumberProperty("byteStart", facet.byteStart());
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void feature(JsonGenerator out, String kind, String name, String value) {
    out.writeStringProperty("$type", "app.bsky.richtext.facet#" + kind);
    out.writeStringProperty(name, value);
  }
}
