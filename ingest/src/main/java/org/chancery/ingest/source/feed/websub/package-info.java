/** Feeds that tell of news themselves: WebSub, https://www.w3.org/TR/websub/, as a subscriber. */
@NullMarked
package org.chancery.ingest.source.feed.websub;

import org.jspecify.annotations.NullMarked;
