/** The envelope of answers, as JSON and as CSV. */
@NullMarked
package org.chancery.server.api.answer;

import org.jspecify.annotations.NullMarked;
