/** The description of the API, made from what the API runs on. */
@NullMarked
package org.chancery.server.api.openapi;

import org.jspecify.annotations.NullMarked;
