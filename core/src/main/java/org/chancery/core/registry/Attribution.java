package org.chancery.core.registry;

import org.jspecify.annotations.Nullable;

/**
 * For whom an account spoke at a moment.
 *
 * @param country ISO alpha-3 of the office held then, else of the actor; null for an organisation's
 * @param kind of the office held then, else of the actor
 */
public record Attribution(
    Actor actor, AccountRow account, @Nullable String country, ActorKind kind) {}
