/** The only way out: every connection to another machine is opened and checked here. */
@NullMarked
package org.chancery.ingest.egress;

import org.jspecify.annotations.NullMarked;
