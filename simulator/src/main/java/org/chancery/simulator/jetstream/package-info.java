/** The wire form of Bluesky Jetstream v1, and the server that speaks it on loopback. */
@NullMarked
package org.chancery.simulator.jetstream;

import org.jspecify.annotations.NullMarked;
