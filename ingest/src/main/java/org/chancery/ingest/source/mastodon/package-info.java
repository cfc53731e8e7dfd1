/**
 * Mastodon and what speaks its client API: listed accounts, each at its own server, by REST;
 * streams where the operator has a token.
 */
@NullMarked
package org.chancery.ingest.source.mastodon;

import org.jspecify.annotations.NullMarked;
