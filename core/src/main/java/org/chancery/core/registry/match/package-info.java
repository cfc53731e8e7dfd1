/** How alike two names are, in any script. */
@NullMarked
package org.chancery.core.registry.match;

import org.jspecify.annotations.NullMarked;
