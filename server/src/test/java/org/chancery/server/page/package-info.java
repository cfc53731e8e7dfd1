@NullMarked
package org.chancery.server.page;

import org.jspecify.annotations.NullMarked;
