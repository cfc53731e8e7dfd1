package org.chancery.ingest.registry;

/** A value and the row it was read from. */
record Line<T>(Row row, T value) {}
