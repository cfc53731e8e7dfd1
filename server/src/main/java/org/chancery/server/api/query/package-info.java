/** What was asked: parameters, their readers, and problems told to the caller. */
@NullMarked
package org.chancery.server.api.query;

import org.jspecify.annotations.NullMarked;
