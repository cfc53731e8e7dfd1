/** Where hubs of feeds push: the only place that takes something in from outside. */
@NullMarked
package org.chancery.server.push;

import org.jspecify.annotations.NullMarked;
