/** Which states are on which network, since when, and which left. */
@NullMarked
package org.chancery.server.api.presence;

import org.jspecify.annotations.NullMarked;
