/** Identifiers and names of AT Protocol, in their outer form. */
@NullMarked
package org.chancery.simulator.atproto;

import org.jspecify.annotations.NullMarked;
