/**
 * What happens: a discrete-event world, deterministic in its seed, start and options. It knows no
 * wire form.
 */
@NullMarked
package org.chancery.simulator.world;

import org.jspecify.annotations.NullMarked;
