package org.chancery.ingest.source.settings;

/**
 * What came of trying one source once.
 *
 * @param source its name, as on the status page
 * @param what address or account that was tried
 * @param words what was found, or what is wrong; one line
 */
public record Checked(String source, String what, boolean fine, String words) {}
