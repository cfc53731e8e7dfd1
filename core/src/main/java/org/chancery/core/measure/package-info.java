/** What every number means. */
@NullMarked
package org.chancery.core.measure;

import org.jspecify.annotations.NullMarked;
