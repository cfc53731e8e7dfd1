/** Sources: from wire bytes or files to events, rejects counted by cause. */
@NullMarked
package org.chancery.ingest.source;

import org.jspecify.annotations.NullMarked;
