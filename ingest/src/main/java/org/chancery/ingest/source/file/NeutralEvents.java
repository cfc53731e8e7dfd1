package org.chancery.ingest.source.file;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.EngagementSeen;
import org.chancery.core.event.Event;
import org.chancery.core.event.FollowListSeen;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.ReactionGone;
import org.chancery.core.event.ReactionSeen;
import org.chancery.core.event.TieGone;
import org.chancery.core.event.TieSeen;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes neutral events, one JSON object without line breaks each. {@link FileFormat#EVENTS} reads
 * them back unchanged, as long as their times are not out of range. Thread-safe.
 */
public final class NeutralEvents {
  private NeutralEvents() {}

  /** The event as one line, without the line end. */
  public static String write(Event event) {
    StringWriter out = new StringWriter(512);
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      switch (event) {
        case PostSeen post -> post(json, "post", post);
        case PostEdited edited -> post(json, "edit", edited.now());
        case PostDeleted deleted -> {
          head(json, "delete", event);
          json.writeStringProperty("id", deleted.id());
          account(json, "account", deleted.author());
        }
        case EngagementSeen engagement -> {
          head(json, "engagement", event);
          json.writeStringProperty("id", engagement.id());
          counts(json, engagement.engagement());
        }
        case AccountSeen account -> {
          head(json, "account", event);
          refer(json, account.account());
          text(json, "name", account.name());
          number(json, "followers", account.followers());
        }
        case AccountStateChanged changed -> {
          head(json, "account-state", event);
          refer(json, changed.account());
          json.writeStringProperty("state", slug(changed.state()));
        }
        case TieSeen tie -> {
          head(json, "tie", event);
          tie(json, tie.id(), tie.from(), tie.to(), "present");
        }
        case TieGone tie -> {
          head(json, "tie", event);
          tie(json, tie.id(), tie.from(), tie.to(), "gone");
        }
        case FollowListSeen list -> {
          head(json, "ties", event);
          account(json, "from", list.from());
          json.writeBooleanProperty("complete", list.complete());
          accounts(json, "to", list.to());
        }
        case ReactionSeen reaction -> {
          head(json, "reaction", event);
          json.writeStringProperty("id", reaction.id());
          account(json, "account", reaction.author());
          json.writeStringProperty("kind", slug(reaction.kind()));
          post(json, "subject", reaction.subject());
          json.writeStringProperty("created", reaction.created().toString());
          json.writeStringProperty("state", "present");
        }
        case ReactionGone reaction -> {
          head(json, "reaction", event);
          json.writeStringProperty("id", reaction.id());
          account(json, "account", reaction.author());
          json.writeStringProperty("state", "gone");
        }
      }
      json.writeEndObject();
    }
    return out.toString();
  }

  private static void head(JsonGenerator json, String type, Event event) {
    json.writeStringProperty("type", type);
    json.writeStringProperty("network", event.network().slug());
    json.writeStringProperty("seen", event.seen().toString());
  }

  private static void post(JsonGenerator json, String type, PostSeen post) {
    head(json, type, post);
    json.writeStringProperty("id", post.id());
    json.writeObjectPropertyStart("account");
    refer(json, post.author());
    text(json, "name", post.authorName());
    number(json, "followers", post.followers());
    json.writeEndObject();
    json.writeStringProperty("created", post.created().toString());
    json.writeStringProperty("text", post.text());
    text(json, "lang", post.lang());
    json.writeStringProperty("kind", post.kind().slug());
    post(json, "reply_to", post.replyTo());
    post(json, "quote_of", post.quoteOf());
    post(json, "repost_of", post.repostOf());
    accounts(json, "mentions", post.entities().mentions());
    texts(json, "hashtags", post.entities().hashtags());
    texts(json, "links", post.entities().links());
    if (post.media() > 0) {
      json.writeNumberProperty("media", post.media());
    }
    if (post.engagement().known()) {
      json.writeObjectPropertyStart("engagement");
      counts(json, post.engagement());
      json.writeEndObject();
    }
    if (post.counted()) {
      json.writeBooleanProperty("counted", true);
    }
  }

  private static void post(JsonGenerator json, String key, @Nullable PostRef post) {
    if (post != null) {
      json.writeObjectPropertyStart(key);
      text(json, "id", post.id());
      account(json, "account", post.author());
      json.writeEndObject();
    }
  }

  private static void tie(
      JsonGenerator json,
      @Nullable String id,
      AccountRef from,
      @Nullable AccountRef to,
      String state) {
    text(json, "id", id);
    account(json, "from", from);
    account(json, "to", to);
    json.writeStringProperty("state", state);
  }

  private static void counts(JsonGenerator json, Engagement engagement) {
    number(json, "likes", engagement.likes());
    number(json, "reposts", engagement.reposts());
    number(json, "replies", engagement.replies());
    number(json, "quotes", engagement.quotes());
    number(json, "views", engagement.views());
  }

  private static void account(JsonGenerator json, String key, @Nullable AccountRef account) {
    if (account != null) {
      json.writeObjectPropertyStart(key);
      refer(json, account);
      json.writeEndObject();
    }
  }

  private static void refer(JsonGenerator json, AccountRef account) {
    text(json, "id", account.id());
    text(json, "handle", account.handle());
  }

  private static void accounts(
      JsonGenerator json, String key, @Nullable List<AccountRef> accounts) {
    if (accounts != null) {
      json.writeArrayPropertyStart(key);
      for (AccountRef account : accounts) {
        json.writeStartObject();
        refer(json, account);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void texts(JsonGenerator json, String key, @Nullable List<String> texts) {
    if (texts != null) {
      json.writeArrayPropertyStart(key);
      texts.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  private static void text(JsonGenerator json, String key, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(key, value);
    }
  }

  private static void number(JsonGenerator json, String key, @Nullable Long value) {
    if (value != null) {
      json.writeNumberProperty(key, value);
    }
  }

  private static String slug(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
