/** Channels that are read from their public pages or feeds, in turns: Telegram, YouTube. */
@NullMarked
package org.chancery.ingest.source.channel;

import org.jspecify.annotations.NullMarked;
