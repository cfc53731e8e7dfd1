/**
 * A server of Mastodon 4.6 on loopback, REST and streaming, that does wrong on demand, and the
 * truth of what it published.
 */
@NullMarked
package org.chancery.simulator.mastodon;

import org.jspecify.annotations.NullMarked;
