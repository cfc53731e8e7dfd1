package org.chancery.simulator.cast;

import java.util.Locale;

/** Names of the parts in English and French; every name says that it is simulated. */
final class Billing {
  private Billing() {}

  static String english(Kind kind, Country country, Country host, String own) {
    return switch (kind) {
          case FOREIGN_MINISTRY -> "Ministry of Foreign Affairs: " + country.nameEn();
          case HEAD_OF_STATE -> "Head of State: " + country.nameEn();
          case HEAD_OF_GOVERNMENT -> "Head of Government: " + country.nameEn();
          case MISSION -> "Embassy in " + host.nameEn() + ": " + country.nameEn();
          case AMBASSADOR -> "Ambassador " + own;
          case SPOKESPERSON -> "Spokesperson " + own;
          case ORGANISATION -> own + " Organisation";
          case THINK_TANK -> own + " Institute";
          case JOURNALIST -> own + ", correspondent";
          case NGO -> own + " Relief";
        }
        + " (simulated)";
  }

  static String french(Kind kind, Country country, Country host, String own) {
    return switch (kind) {
          case FOREIGN_MINISTRY -> "Ministère des Affaires étrangères : " + country.nameFr();
          case HEAD_OF_STATE -> "Chef de l’État : " + country.nameFr();
          case HEAD_OF_GOVERNMENT -> "Chef du gouvernement : " + country.nameFr();
          case MISSION -> "Ambassade (" + host.nameFr() + ") : " + country.nameFr();
          case AMBASSADOR -> "Ambassadeur " + own;
          case SPOKESPERSON -> "Porte-parole " + own;
          case ORGANISATION -> "Organisation " + own;
          case THINK_TANK -> "Institut " + own;
          case JOURNALIST -> own + ", correspondant";
          case NGO -> "Secours " + own;
        }
        + " (simulé)";
  }

  /** The registry id without the prefix of the world; also, shortened, the handle. */
  static String slug(Kind kind, Country country, Country host, String own) {
    String code = country.code().toLowerCase(Locale.ROOT);
    String hostCode = host.code().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case FOREIGN_MINISTRY -> "mfa-" + code;
      case HEAD_OF_STATE -> "hos-" + code;
      case HEAD_OF_GOVERNMENT -> "hog-" + code;
      case MISSION -> "emb-" + code + "-" + hostCode;
      case AMBASSADOR -> "amb-" + code + "-" + hostCode;
      case SPOKESPERSON -> "spk-" + code;
      case ORGANISATION -> "io-" + Names.slug(own);
      case THINK_TANK -> "tt-" + Names.slug(own);
      case JOURNALIST -> "jn-" + Names.slug(own.substring(own.indexOf(' ') + 1));
      case NGO -> "ngo-" + Names.slug(own);
    };
  }
}
