/** Who plays: countries, invented diplomats, strangers, and the registry files that list them. */
@NullMarked
package org.chancery.simulator.cast;

import org.jspecify.annotations.NullMarked;
