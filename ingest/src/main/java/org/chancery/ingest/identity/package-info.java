/** What the streams tell about the identity of listed accounts, and of those that resemble them. */
@NullMarked
package org.chancery.ingest.identity;

import org.jspecify.annotations.NullMarked;
