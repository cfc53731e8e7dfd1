/** What differs between two registries, fact by fact. */
@NullMarked
package org.chancery.ingest.registry.diff;

import org.jspecify.annotations.NullMarked;
