package org.chancery.core.registry;

import org.jspecify.annotations.Nullable;

/**
 * A person, office or institution whose public posts are measured. Offices are actors of their own.
 *
 * @param id stable slug, {@code fr-mfa}
 * @param country ISO 3166-1 alpha-3 for which it speaks or from which it is; for a person the
 *     fallback when no office is held
 * @param organisation slug of the intergovernmental organisation it belongs to
 * @param host for missions: ISO alpha-3 of the receiving state or slug of the organisation
 * @param checked date of the source, as written there (ISO, possibly year or month only)
 */
public record Actor(
    String id,
    ActorKind kind,
    String nameEn,
    String nameFr,
    @Nullable String country,
    @Nullable String organisation,
    Voice voice,
    @Nullable String host,
    @Nullable String wikidata,
    @Nullable String note,
    String source,
    @Nullable String checked) {}
