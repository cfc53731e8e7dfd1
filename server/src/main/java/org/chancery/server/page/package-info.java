/** The pages: the built web, with language, title and first data filled in. */
@NullMarked
package org.chancery.server.page;

import org.jspecify.annotations.NullMarked;
