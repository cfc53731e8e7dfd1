/** Reading the store: fragments of SQL, and rollups or raw posts in one shape. */
@NullMarked
package org.chancery.server.api.sql;

import org.jspecify.annotations.NullMarked;
