/**
 * Who speaks most, is followed most, answers fastest: every measure by actor, account or country.
 */
@NullMarked
package org.chancery.server.api.rankings;

import org.jspecify.annotations.NullMarked;
