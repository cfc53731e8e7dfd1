package org.chancery.core.measure;

/** What a measure counts in. */
public enum Unit {
  POSTS("posts", "posts", "publications"),
  POSTS_PER_DAY("posts/day", "posts a day", "publications par jour"),
  SHARE("0..1", "share", "part"),
  SHARES("shares", "shares", "parts"),
  YES_NO("yes/no", "yes or no", "oui ou non"),
  ACCOUNTS("accounts", "accounts", "comptes"),
  STATES("states", "states", "États"),
  INTERACTIONS("interactions", "interactions", "interactions"),
  REPOSTS_PER_POST("reposts/post", "reposts a post", "republications par publication"),
  PER_THOUSAND("1/1000", "for each 1,000 followers", "pour 1 000 abonnés"),
  SECONDS("seconds", "seconds", "secondes");

  private final String slug;
  private final Bilingual label;

  Unit(String slug, String en, String fr) {
    this.slug = slug;
    this.label = Bilingual.typed(en, fr);
  }

  /** As in the API and in files. */
  public String slug() {
    return slug;
  }

  /** As it stands after a number on a page. */
  public Bilingual label() {
    return label;
  }
}
