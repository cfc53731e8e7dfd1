/** Which country addresses which. */
@NullMarked
package org.chancery.server.api.matrix;

import org.jspecify.annotations.NullMarked;
