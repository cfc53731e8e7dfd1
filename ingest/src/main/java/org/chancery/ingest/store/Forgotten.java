package org.chancery.ingest.store;

import java.time.Instant;

/**
 * One run of a rule of forgetting, as {@code retention_run} keeps it.
 *
 * @param cutoff what is older was due
 * @param dueBefore rows that were due
 * @param rows rows of which something was forgotten
 * @param dueAfter rows still due: 0 unless it failed
 * @param kept rows of the same sort that are not due yet
 */
public record Forgotten(
    String rule, Instant cutoff, long dueBefore, long rows, long dueAfter, long kept) {}
