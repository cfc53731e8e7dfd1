/** The settings file of sources: one section for each network, read, completed, tried. */
@NullMarked
package org.chancery.ingest.source.settings;

import org.jspecify.annotations.NullMarked;
