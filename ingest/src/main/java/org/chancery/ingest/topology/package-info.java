/** The one way from events to rows, as a Flink job. */
@NullMarked
package org.chancery.ingest.topology;

import org.jspecify.annotations.NullMarked;
