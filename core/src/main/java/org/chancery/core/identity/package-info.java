/**
 * Who somebody claims to be: handles and names that resemble those of listed actors, handles that
 * prove themselves by their domain, listed accounts whose identity changed.
 */
@NullMarked
package org.chancery.core.identity;

import org.jspecify.annotations.NullMarked;
