/**
 * Asks Wikidata, Bluesky, Mastodon servers and feeds whether the registry still holds. All goes
 * through the egress guard; what is learnt is written beside the shipped files, never into them.
 */
@NullMarked
package org.chancery.ingest.registry.sync;

import org.jspecify.annotations.NullMarked;
