/** The running hub: its parts and how they are put together. */
@NullMarked
package org.chancery.server.hub;

import org.jspecify.annotations.NullMarked;
