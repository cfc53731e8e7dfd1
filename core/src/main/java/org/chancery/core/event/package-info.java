/** What networks say, as one neutral form. */
@NullMarked
package org.chancery.core.event;

import org.jspecify.annotations.NullMarked;
