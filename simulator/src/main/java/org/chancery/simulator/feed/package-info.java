/** Feeds of a ministry on loopback, in each format, that do wrong on demand, and what they told. */
@NullMarked
package org.chancery.simulator.feed;

import org.jspecify.annotations.NullMarked;
