/** X by its API, off unless somebody who has a contract with X turns it on (decision 13). */
@NullMarked
package org.chancery.ingest.source.x;

import org.jspecify.annotations.NullMarked;
