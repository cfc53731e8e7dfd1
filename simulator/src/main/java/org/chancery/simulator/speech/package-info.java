/** What they say: own templates in several languages, and rich text with UTF-8 byte offsets. */
@NullMarked
package org.chancery.simulator.speech;

import org.jspecify.annotations.NullMarked;
