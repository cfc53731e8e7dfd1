package org.chancery.server.api.presence;

import java.time.Instant;
import org.chancery.server.api.answer.Says;

/** How many states are on a network at a moment. */
@Says("How many states are on a network at the end of a month or year")
public record PresencePoint(
    @Says("The month or year, as at takes it") String period,
    @Says("Its end, or now") Instant at,
    @Says("A network, or any for at least one of them") String network,
    @Says("Members of the United Nations that are present: posting or listed") int value,
    @Says(
            "Those of them whose presence by then is dated by the list or by a post, not by a source alone")
        int dated,
    @Says("Members whose accounts are open but silent") int silent,
    @Says("Members whose listed accounts are all closed") int left,
    @Says("Observers and others that are present") int others,
    @Says("Members of the United Nations in the registry") int members) {}
