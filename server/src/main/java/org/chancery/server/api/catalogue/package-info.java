/** Countries, actors and measures. */
@NullMarked
package org.chancery.server.api.catalogue;

import org.jspecify.annotations.NullMarked;
