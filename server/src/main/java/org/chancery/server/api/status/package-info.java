/** Sources, store and coverage. */
@NullMarked
package org.chancery.server.api.status;

import org.jspecify.annotations.NullMarked;
