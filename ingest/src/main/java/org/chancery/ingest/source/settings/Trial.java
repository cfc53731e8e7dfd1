package org.chancery.ingest.source.settings;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.ListedAccounts;

/**
 * What sources are tried with: nothing is stored.
 *
 * @param each is told what came of each, from one thread at a time
 */
public record Trial(
    Reach reach,
    GuardedEgress egress,
    ListedAccounts listed,
    InstantSource clock,
    Consumer<Checked> each) {}
