/** Posts themselves, found and shown with what was derived from them. */
@NullMarked
package org.chancery.server.api.posts;

import org.jspecify.annotations.NullMarked;
