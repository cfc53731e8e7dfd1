/** Tags used. */
@NullMarked
package org.chancery.server.api.hashtags;

import org.jspecify.annotations.NullMarked;
