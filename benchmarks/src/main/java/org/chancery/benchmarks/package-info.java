/** Comparisons, each a ratio measured in one run. Not shipped. */
@NullMarked
package org.chancery.benchmarks;

import org.jspecify.annotations.NullMarked;
