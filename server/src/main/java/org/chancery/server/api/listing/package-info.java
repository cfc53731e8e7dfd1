/** The registry as the API needs it: keys of the store, names, who was listed when. */
@NullMarked
package org.chancery.server.api.listing;

import org.jspecify.annotations.NullMarked;
