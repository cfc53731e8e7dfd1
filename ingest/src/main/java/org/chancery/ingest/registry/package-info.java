/**
 * The registry as files: read, laid over each other, checked. Everything wrong in a file is a
 * {@link org.chancery.ingest.registry.Finding}, never an exception.
 */
@NullMarked
package org.chancery.ingest.registry;

import org.jspecify.annotations.NullMarked;
