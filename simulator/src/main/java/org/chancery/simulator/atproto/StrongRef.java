package org.chancery.simulator.atproto;

/** A reference to one version of a record: {@code com.atproto.repo.strongRef}. */
public record StrongRef(String uri, String cid) {}
