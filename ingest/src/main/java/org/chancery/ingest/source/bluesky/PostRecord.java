package org.chancery.ingest.source.bluesky;

import static org.chancery.ingest.source.bluesky.JetstreamFrame.pass;
import static org.chancery.ingest.source.bluesky.JetstreamFrame.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of a record of {@code app.bsky.feed.post}, {@code like}, {@code repost} or {@code
 * actor.profile} that are used. Read once, by one thread.
 */
final class PostRecord {
  String text = "";
  @Nullable String createdAt;
  @Nullable String lang;
  @Nullable String replyParent;
  @Nullable String quotedUri;
  @Nullable String subjectUri;
  @Nullable String displayName;
  int media;
  final List<String> mentions = new ArrayList<>();
  final List<String> hashtags = new ArrayList<>();
  final List<String> links = new ArrayList<>();

  /** Reads the object on which the parser stands; anything else is skipped. */
  void read(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      pass(json);
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "text" -> text = value == JsonToken.VALUE_STRING ? json.getString() : skip(json);
        case "createdAt" -> createdAt = text(json);
        case "displayName" -> displayName = text(json);
        case "langs" -> readLangs(json);
        case "tags" -> readTags(json);
        case "reply" -> replyParent = uriIn(json, "parent");
        case "subject" -> subjectUri = uri(json);
        case "embed" -> readEmbed(json);
        case "facets" -> readFacets(json);
        default -> pass(json);
      }
    }
  }

  private static String skip(JsonParser json) {
    pass(json);
    return "";
  }

  private void readLangs(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      pass(json);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String given = text(json);
      if (lang == null) {
        lang = given;
      }
    }
  }

  private void readTags(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      pass(json);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String tag = text(json);
      if (tag != null) {
        hashtags.add(tag);
      }
    }
  }

  /** {@code {"uri": …}} or, for a follow, a plain DID: only the former is an address. */
  private static @Nullable String uri(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      pass(json);
      return null;
    }
    String uri = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("uri")) {
        uri = text(json);
      } else {
        pass(json);
      }
    }
    return uri;
  }

  private static @Nullable String uriIn(JsonParser json, String field) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      pass(json);
      return null;
    }
    String uri = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals(field)) {
        uri = uri(json);
      } else {
        pass(json);
      }
    }
    return uri;
  }

  /**
   * Pictures, a video, a card with a link, a quoted record, or a quoted record with one of them.
   */
  private void readEmbed(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      pass(json);
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "images" -> media += countItems(json);
        case "video" -> {
          media++;
          pass(json);
        }
        case "external" -> addLink(uri(json));
        case "record" -> {
          if (value == JsonToken.START_OBJECT) {
            quotedUri = recordUri(json);
          } else {
            pass(json);
          }
        }
        case "media" -> readEmbed(json);
        default -> pass(json);
      }
    }
  }

  /** {@code record.uri}, or {@code record.record.uri} where media come with it. */
  private static @Nullable String recordUri(JsonParser json) {
    String uri = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "uri" -> uri = text(json);
        case "record" -> uri = uri(json);
        default -> pass(json);
      }
    }
    return uri;
  }

  private static int countItems(JsonParser json) {
    int items = 0;
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        items++;
        pass(json);
      }
    } else {
      pass(json);
    }
    return items;
  }

  private void readFacets(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      pass(json);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      readFacet(json);
    }
  }

  private void readFacet(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      pass(json);
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("features") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          readFeature(json);
        }
      } else {
        pass(json);
      }
    }
  }

  private void readFeature(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      pass(json);
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      String value = text(json);
      if (value != null) {
        switch (name) {
          case "did" -> mentions.add(value);
          case "tag" -> hashtags.add(value);
          case "uri" -> addLink(value);
          default -> {} // $type and what later versions add
        }
      }
    }
  }

  private void addLink(@Nullable String link) {
    if (link != null && !links.contains(link)) {
      links.add(link);
    }
  }
}
