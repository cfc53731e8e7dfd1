package org.chancery.simulator.world;

import java.util.List;
import org.chancery.simulator.atproto.StrongRef;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.speech.Topic;
import org.jspecify.annotations.Nullable;

/**
 * What somebody means to post, before it has words.
 *
 * @param addressee who is mentioned, or null
 * @param about ISO alpha-3 of the country the text speaks of
 * @param tags hashtags of a scene; those of the topic are added when it is written
 */
record Draft(
    Topic topic,
    String language,
    @Nullable Account addressee,
    String about,
    String place,
    List<String> tags,
    Post.@Nullable Reply reply,
    @Nullable StrongRef quote) {
  Draft {
    tags = List.copyOf(tags);
  }

  static Draft plain(Topic topic, String language, String about, String place) {
    return new Draft(topic, language, null, about, place, List.of(), null, null);
  }

  Draft to(@Nullable Account who) {
    return new Draft(topic, language, who, about, place, tags, reply, quote);
  }

  Draft tagged(String tag) {
    return new Draft(topic, language, addressee, about, place, List.of(tag), reply, quote);
  }

  Draft below(Post.Reply where) {
    return new Draft(topic, language, addressee, about, place, tags, where, quote);
  }

  Draft quoting(StrongRef what) {
    return new Draft(topic, language, addressee, about, place, tags, reply, what);
  }
}
