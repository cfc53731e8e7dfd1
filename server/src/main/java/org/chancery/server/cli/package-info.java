/** The command line. */
@NullMarked
package org.chancery.server.cli;

import org.jspecify.annotations.NullMarked;
