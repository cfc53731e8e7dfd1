package org.chancery.ingest.topology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chancery.core.decode.Hashtags;
import org.chancery.core.decode.TextEntities;
import org.chancery.core.decode.Words;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Entities;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.store.PostRow;
import org.chancery.ingest.store.SearchText;
import org.jspecify.annotations.Nullable;

/**
 * What is read from a post without any model: its words for search, tags, links, mentions, and the
 * language its source gives. Entities told by the source win over those in the text.
 */
record Decoded(
    List<AccountRef> mentions,
    List<String> hashtags,
    List<String> links,
    @Nullable String lang,
    String tsvector,
    int given,
    int richness) {
  private static final int LONGEST_LANG = 8;

  /** What {@link Words} leaves free of PostgreSQL's limit of 1 MiB for all words of a post. */
  private static final int MOST_TAG_BYTES = 100_000;

  /** Weight of one kind of facts; seven of them and a length fit a smallint. */
  private static final int FACT = 4_000;

  static Decoded of(PostSeen post) {
    Entities told = post.entities();
    boolean allTold = told.mentions() != null && told.hashtags() != null && told.links() != null;
    TextEntities read = allTold ? null : TextEntities.read(post.network(), post.text());
    List<AccountRef> mentions =
        told.mentions() != null || read == null
            ? orEmpty(told.mentions())
            : read.mentions().stream()
                .map(handle -> AccountRef.byHandle(post.network(), handle))
                .toList();
    List<String> tags =
        told.hashtags() != null || read == null ? orEmpty(told.hashtags()) : read.hashtags();
    List<String> links =
        told.links() != null || read == null ? orEmpty(told.links()) : read.links();
    Set<String> folded = new LinkedHashSet<>();
    for (String tag : tags) {
      String plain = oneLine(Hashtags.fold(tag));
      if (!plain.isEmpty() && folded.size() < TextEntities.MAX_EACH) {
        folded.add(plain);
      }
    }
    Set<String> eachLink = new LinkedHashSet<>();
    links.stream().limit(TextEntities.MAX_EACH).forEach(link -> eachLink.add(oneLine(link)));
    return new Decoded(
        post.kind() == PostKind.REPOST
            ? List.of()
            : mentions.subList(0, Math.min(TextEntities.MAX_EACH, mentions.size())),
        List.copyOf(folded),
        List.copyOf(eachLink),
        primary(post.lang()),
        words(post.text(), folded),
        given(told),
        richness(post));
  }

  private static <T> List<T> orEmpty(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }

  private static String oneLine(String value) {
    return value.indexOf('\n') < 0 ? value : value.replace("\n", "");
  }

  /** Words with their places, then each tag once with its sign so that tags can be looked up. */
  private static String words(String text, Set<String> tags) {
    StringBuilder all = new StringBuilder(Words.tsvector(text));
    int left = MOST_TAG_BYTES;
    for (String tag : tags) {
      left -= 8 + 3 * tag.length();
      if (left < 0) {
        break;
      }
      all.append(all.isEmpty() ? "" : " ").append(SearchText.tag(tag));
    }
    return all.toString();
  }

  /** {@code pt-BR} and {@code pt} are one language; a tag that is none is not kept. */
  private static @Nullable String primary(@Nullable String lang) {
    if (lang == null) {
      return null;
    }
    int end = lang.indexOf('-') < 0 ? lang.length() : lang.indexOf('-');
    String primary = lang.substring(0, end).toLowerCase(Locale.ROOT);
    boolean sound =
        primary.length() >= 2
            && primary.length() <= LONGEST_LANG
            && primary.chars().allMatch(c -> c >= 'a' && c <= 'z');
    return sound && !primary.equals("und") ? primary : null;
  }

  private static int given(Entities told) {
    return (told.mentions() != null ? PostRow.GIVEN_MENTIONS : 0)
        | (told.hashtags() != null ? PostRow.GIVEN_HASHTAGS : 0)
        | (told.links() != null ? PostRow.GIVEN_LINKS : 0);
  }

  /** Kinds of facts told first, the length of the text second: a text may have been cut. */
  private static int richness(PostSeen post) {
    int told = Integer.bitCount(given(post.entities()));
    told += post.lang() != null ? 1 : 0;
    told += post.engagement().known() ? 1 : 0;
    told += post.followers() != null || post.author().id() != null ? 1 : 0;
    told += hasId(post.replyTo()) || hasId(post.quoteOf()) || hasId(post.repostOf()) ? 1 : 0;
    return told * FACT + Math.min(FACT - 1, post.text().length());
  }

  private static boolean hasId(@Nullable PostRef ref) {
    return ref != null && ref.id() != null;
  }
}
