/** The vocabulary and the science of Chancery: no input, no output, no framework. */
@NullMarked
package org.chancery.core;

import org.jspecify.annotations.NullMarked;
