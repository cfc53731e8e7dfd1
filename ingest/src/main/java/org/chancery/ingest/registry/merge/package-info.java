/**
 * Who of a list is whom of the registry: proposals with reasons, decisions by a person, an overlay
 * from the decisions. Nothing is merged in silence.
 */
@NullMarked
package org.chancery.ingest.registry.merge;

import org.jspecify.annotations.NullMarked;
