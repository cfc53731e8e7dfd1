package org.chancery.ingest.source.settings;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.ListedAccounts;

/**
 * What sources work with. The engine serialises its taps: what cannot be serialised is registered
 * under {@code name} by whoever needs it there.
 *
 * @param name of the running job, {@code serve}
 * @param egress the only way out
 * @param store of what sources remember
 * @param chance safe to share between threads
 */
public record SourceMeans(
    String name,
    Reach reach,
    GuardedEgress egress,
    ListedAccounts listed,
    DataSource store,
    InstantSource clock,
    RandomGenerator chance) {}
