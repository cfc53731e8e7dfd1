package org.chancery.simulator.cast;

/**
 * The kinds of actors that play, a subset of the registry's.
 *
 * @see Cast
 */
public enum Kind {
  FOREIGN_MINISTRY("foreign-ministry", false, 1.3, 1.6),
  HEAD_OF_STATE("head-of-state", false, 0.8, 2.6),
  HEAD_OF_GOVERNMENT("head-of-government", false, 1.0, 2.4),
  MISSION("mission", false, 0.8, 0.6),
  AMBASSADOR("ambassador", true, 0.9, 0.7),
  SPOKESPERSON("official", true, 1.2, 0.9),
  ORGANISATION("intergovernmental", false, 1.6, 1.8),
  THINK_TANK("think-tank", false, 0.9, 0.6),
  JOURNALIST("journalist", true, 1.5, 1.0),
  NGO("ngo", false, 0.9, 0.9);

  private final String registryName;
  private final boolean person;
  private final double activity;
  private final double popularity;

  Kind(String registryName, boolean person, double activity, double popularity) {
    this.registryName = registryName;
    this.person = person;
    this.activity = activity;
    this.popularity = popularity;
  }

  /** The word of {@code actors.csv}. */
  public String registryName() {
    return registryName;
  }

  public boolean isPerson() {
    return person;
  }

  /** Posts a day relative to the mean of all. */
  public double activity() {
    return activity;
  }

  /** Engagement per post relative to the mean of all. */
  public double popularity() {
    return popularity;
  }

  /** Whether it speaks for a state. */
  public boolean isOfState() {
    return switch (this) {
      case FOREIGN_MINISTRY, HEAD_OF_STATE, HEAD_OF_GOVERNMENT, MISSION, AMBASSADOR, SPOKESPERSON ->
          true;
      case ORGANISATION, THINK_TANK, JOURNALIST, NGO -> false;
    };
  }
}
