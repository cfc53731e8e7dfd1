@org.jspecify.annotations.NullMarked
package org.chancery.ingest.source.settings;
