package org.chancery.ingest.source.mastodon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of one account, or of what one server streams of all, that was not heard when it passed.
 *
 * @param of {@code @user@host}, or the host of a stream
 * @param closed when it was filled by what the server kept, null while or where it is not
 */
record AccountGap(String of, Instant from, Instant to, String why, @Nullable Instant closed) {}
