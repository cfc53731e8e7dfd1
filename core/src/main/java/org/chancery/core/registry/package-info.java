/** Who is who, since when. */
@NullMarked
package org.chancery.core.registry;

import org.jspecify.annotations.NullMarked;
