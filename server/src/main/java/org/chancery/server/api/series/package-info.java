/** A measure over time. */
@NullMarked
package org.chancery.server.api.series;

import org.jspecify.annotations.NullMarked;
