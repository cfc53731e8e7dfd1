/** The web API: endpoints, their parameters and answers. */
@NullMarked
package org.chancery.server.api;

import org.jspecify.annotations.NullMarked;
