/** Spans of event time. */
@NullMarked
package org.chancery.core.time;

import org.jspecify.annotations.NullMarked;
