/** The store: PostgreSQL, its schema, one way to write posts and keep the rollups equal to them. */
@NullMarked
package org.chancery.ingest.store;

import org.jspecify.annotations.NullMarked;
