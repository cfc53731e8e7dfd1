/** Feeds: RSS, RDF, Atom and JSON Feed, polled politely. */
@NullMarked
package org.chancery.ingest.source.feed;

import org.jspecify.annotations.NullMarked;
