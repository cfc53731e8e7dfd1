package org.chancery.ingest.source.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry as its feed tells it. Texts are plain.
 *
 * @param guid what the feed says tells entries apart; null when it says nothing
 * @param link address of the article, as written
 * @param published the author's claim
 * @param enclosures number of attached recordings, pictures and the like
 */
record FeedEntry(
    @Nullable String guid,
    @Nullable String link,
    @Nullable String title,
    @Nullable String text,
    @Nullable String lang,
    @Nullable Instant published,
    @Nullable Instant updated,
    int enclosures) {}
