/** Bluesky: streams and repositories to events. */
@NullMarked
package org.chancery.ingest.source.bluesky;

import org.jspecify.annotations.NullMarked;
