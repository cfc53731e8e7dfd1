package org.chancery.ingest.topology;

/**
 * One post in a minute's count, or the sum of a window.
 *
 * @param what ordinal of {@link LiveBoard.What}
 */
public record MinuteCount(int what, String key, long minute, long posts) {}
