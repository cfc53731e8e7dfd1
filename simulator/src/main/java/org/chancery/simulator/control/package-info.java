/** The control side: clock, statistics and faults with proof that they fired. */
@NullMarked
package org.chancery.simulator.control;

import org.jspecify.annotations.NullMarked;
