package org.chancery.ingest.source.file;

import org.chancery.core.event.Parsed;

/**
 * One thing read from a file.
 *
 * @param record number of the record it stands in, 1-based: a line, an element of an array, a row.
 *     A page of an API holds several posts in one record
 * @param line on which the record begins in the uncompressed file, 1-based
 * @param embedded whether it is an observation inside another (the post that was reposted or
 *     quoted); embedded items are events of their own but not records of the file
 */
public record ReadItem(long record, long line, boolean embedded, Parsed parsed) {}
