/**
 * What happened, in order: the spool of wire bytes that any subscriber reads at its own pace, and
 * the ledger of the truth.
 */
@NullMarked
package org.chancery.simulator.timeline;

import org.jspecify.annotations.NullMarked;
