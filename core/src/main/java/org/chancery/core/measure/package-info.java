/** What every number means: the catalogue of measures, and the arithmetic behind them. */
@NullMarked
package org.chancery.core.measure;

import org.jspecify.annotations.NullMarked;
