/** Readers of files of posts and ties, and the writer of neutral events. No Flink types here. */
@NullMarked
package org.chancery.ingest.source.file;

import org.jspecify.annotations.NullMarked;
