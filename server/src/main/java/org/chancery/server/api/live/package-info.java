/** What happens now, pushed to all who look. */
@NullMarked
package org.chancery.server.api.live;

import org.jspecify.annotations.NullMarked;
