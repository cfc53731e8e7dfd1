package org.chancery.ingest.egress;

import java.net.UnknownHostException;

/**
 * A rule forbade to go on. It is an {@link UnknownHostException} since resolvers may throw no
 * other.
 */
final class RefusedException extends UnknownHostException {
  private static final long serialVersionUID = 1;
  private final Outcome.Rule rule;

  RefusedException(Outcome.Rule rule, String detail) {
    super(detail);
    this.rule = rule;
  }

  Outcome.Refused outcome() {
    return new Outcome.Refused(rule, String.valueOf(getMessage()), null);
  }
}
