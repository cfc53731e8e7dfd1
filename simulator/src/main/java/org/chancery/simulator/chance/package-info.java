/** Seeded chance. */
@NullMarked
package org.chancery.simulator.chance;

import org.jspecify.annotations.NullMarked;
