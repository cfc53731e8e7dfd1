package org.chancery.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.chancery.simulator.atproto.Collection;
import org.chancery.simulator.atproto.StrongRef;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.chance.Chance;
import org.chancery.simulator.speech.Phrasebook;
import org.chancery.simulator.speech.RichText;
import org.chancery.simulator.speech.Saying;
import org.chancery.simulator.speech.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Turns drafts into posts: words, tags, links, cards, pictures, languages. Confined to the world's
 * thread.
 */
final class Pen {
  private static final double TAGGED = 0.30;
  private static final double TAG_WITHOUT_FACET = 0.12;
  private static final double LINKED = 0.16;
  private static final double CARD = 0.08;
  private static final double PICTURED = 0.15;
  private static final double SECOND_LANGUAGE_GIVEN = 0.06;

  private final Stage stage;
  private final Chance chance;

  Pen(Stage stage, Chance chance) {
    this.stage = stage;
    this.chance = chance;
  }

  /** Writes a post at the given stamp; of an office with all trimmings, of a stranger plain. */
  Post write(Account author, Draft draft, long stamp, long createdMicros) {
    boolean office = !author.isStranger();
    Phrasebook book = stage.languages.getOrEnglish(draft.language());
    List<String> tags = new ArrayList<>(draft.tags());
    List<String> known = book.tags(draft.topic());
    if (office && !known.isEmpty() && chance.happens(TAGGED)) tags.add(chance.pick(known));
    String page = office && chance.happens(LINKED) ? page(author, stamp) : null;
    RichText text = book.say(saying(draft, tags, page), stage.cast.countries(), chance);
    boolean bare = draft.quote() == null && page == null && office;
    Post.External card = bare && chance.happens(CARD) ? card(author, draft, stamp) : null;
    int images = bare && card == null && chance.happens(PICTURED) ? 1 + chance.nextInt(4) : 0;
    String rkey = Stage.rkey(author, stamp);
    StrongRef ref =
        new StrongRef(Collection.POST.uri(author.did(), rkey), Stage.cid(author, stamp));
    return new Post(
        author,
        rkey,
        ref,
        createdMicros,
        text,
        langs(draft.language()),
        draft.reply(),
        draft.quote(),
        card,
        images);
  }

  /** The words that an edit adds. */
  RichText correct(LivePost post) {
    Phrasebook book = stage.languages.getOrEnglish(post.language);
    Draft draft = Draft.plain(Topic.CORRECTION, post.language, "", "");
    String words = book.say(saying(draft, List.of(), null), stage.cast.countries(), chance).text();
    return post.post().text().followedBy(" " + words);
  }

  private Saying saying(Draft draft, List<String> tags, @Nullable String link) {
    Account to = draft.addressee();
    return new Saying(
        draft.topic(),
        to == null ? null : stage.addressee(to),
        draft.about(),
        draft.place(),
        tags,
        !chance.happens(TAG_WITHOUT_FACET),
        link);
  }

  private List<String> langs(String language) {
    boolean second = !language.equals("en") && chance.happens(SECOND_LANGUAGE_GIVEN);
    return second ? List.of(language, "en") : List.of(language);
  }

  private static String page(Account author, long stamp) {
    return "https://" + author.handle() + "/news/" + Math.floorMod(stamp / 1_000, 1_000_000L);
  }

  private Post.External card(Account author, Draft draft, long stamp) {
    Phrasebook book = stage.languages.getOrEnglish(draft.language());
    Saying title =
        saying(
            Draft.plain(Topic.STATEMENT, draft.language(), draft.about(), draft.place()),
            List.of(),
            null);
    String words = book.say(title, stage.cast.countries(), chance).text();
    return new Post.External(page(author, stamp), words, author.handle());
  }
}
