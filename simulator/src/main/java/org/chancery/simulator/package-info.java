/**
 * The simulated world as a process: options, wiring, clock. Everything else takes time and chance
 * as arguments.
 */
@NullMarked
package org.chancery.simulator;

import org.jspecify.annotations.NullMarked;
