package org.chancery.ingest.source.settings;

/**
 * One line of what is set.
 *
 * @param source its name, as on the status page
 * @param what what it reads, in words
 * @param listed listed accounts that it can hear
 */
public record SourceLine(String source, String what, long listed) {}
