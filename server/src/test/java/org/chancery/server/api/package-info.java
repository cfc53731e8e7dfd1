@NullMarked
package org.chancery.server.api;

import org.jspecify.annotations.NullMarked;
