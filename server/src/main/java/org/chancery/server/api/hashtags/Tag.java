package org.chancery.server.api.hashtags;

import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** A hashtag and how it is used. */
@Says("A hashtag")
public record Tag(
    @Says("Case-folded, without #") String term,
    @Says("Posts (not reposts) that hold it at least once") long value,
    @Says("Value of the window of the same length before") @Nullable Long previous,
    @Says("Actors that used it") int actors,
    @Says("Countries for which it was used") int countries,
    @Says(
            "z against everybody else in the same window (Monroe et al. 2008); null when everybody is selected")
        @Nullable Double keyness) {}
