/**
 * Lists of others, each read into one neutral shape: {@link
 * org.chancery.ingest.registry.list.Candidate}. What cannot be used is a {@link
 * org.chancery.ingest.registry.list.Reject}, counted by cause, with its line.
 */
@NullMarked
package org.chancery.ingest.registry.list;

import org.jspecify.annotations.NullMarked;
