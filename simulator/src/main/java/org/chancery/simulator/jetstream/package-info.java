/**
 * The wire form of Bluesky Jetstream v1, the server that speaks it on loopback, and hosts of every
 * dialect that do wrong on demand.
 */
@NullMarked
package org.chancery.simulator.jetstream;

import org.jspecify.annotations.NullMarked;
