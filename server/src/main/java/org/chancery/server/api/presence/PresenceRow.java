package org.chancery.server.api.presence;

import java.time.Instant;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** A state on a network. */
@Says("A state on a network, at the moment asked for")
public record PresenceRow(
    @Says("ISO 3166-1 alpha-3") String country,
    String nameEn,
    String nameFr,
    @Says("un-member, un-observer, partly-recognised or territory") String status,
    String network,
    @Says(
            "posting: a post during the 180 days before, or later still; listed: open, whether it posts is not known; "
                + "silent: no post for 180 days while others of the network were heard; left: every listed account is closed. "
                + "The measure presence counts posting and listed. No row: no account listed, which does not mean absent")
        String state,
    @Says("Listed accounts that are open") int accounts,
    @Says("Whose they are") int actors,
    @Says("When a listed account is first known to have spoken for the state") Instant since,
    @Says(
            "from: by the list; post: by the first stored post; source: known on the date of the source, perhaps open for long")
        String sinceBy,
    @Says(
            "Last UTC day with a stored post; null when there is none, or the last is later than the moment")
        @Nullable String lastPost,
    @Says("Of left: when the last account closed") @Nullable Instant left) {}
