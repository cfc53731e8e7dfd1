package org.chancery.simulator.cast;

/**
 * A row of {@code actors.csv}.
 *
 * @param country ISO alpha-3, or empty for an organisation of states
 * @param organisation slug, or empty
 * @param voice {@code institution} or {@code person}
 * @param host ISO alpha-3 of the receiving state of a mission, or empty
 */
public record Actor(
    String id,
    Kind kind,
    String nameEn,
    String nameFr,
    String country,
    String organisation,
    String voice,
    String host,
    String note) {}
