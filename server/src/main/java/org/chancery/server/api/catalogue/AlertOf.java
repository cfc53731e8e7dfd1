package org.chancery.server.api.catalogue;

import java.time.Instant;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** Something that was noticed about a listed account of an actor. */
public record AlertOf(
    @Says("handle-changed, handle-taken, did-changed or account-closed") String kind,
    String network,
    @Says("The listed handle that it is about") String account,
    @Says(
            "The new handle, the new DID (once verified) or what became of the account; of a taken handle nothing, "
                + "since who took it may be anybody")
        @Nullable String what,
    Instant firstSeen,
    Instant lastSeen,
    @Says(
            "Whether domain and DID, or the account's server, confirm it; else it is a host's word alone")
        boolean verified,
    @Says("When they were last asked; null where nobody was") @Nullable Instant verifiedAt) {}
