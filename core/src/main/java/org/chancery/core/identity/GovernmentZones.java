package org.chancery.core.identity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Zones of the domain name system in which only public bodies are given names. Source: the Public
 * Suffix List of 2023-02-09 (Debian package publicsuffix), its entries that begin with gov, gouv,
 * gob, gub, go, gv, govt or gc, without those that are none (go.it is the province of Gorizia) or
 * are told apart by no country; and gov.ao and gov.bd, by the ministries' own websites in the
 * registry. A zone that is not here proves nothing, which is the safe side.
 */
final class GovernmentZones {
  private static final Set<String> ZONES =
      Arrays.stream(
              """
              gov.ae gov.af gov.al gov.ao gv.ao gob.ar gov.ar gov.as gv.at gov.au gov.az gov.ba gov.bb gov.bd
              gov.bf gov.bh gov.bm gov.bn gob.bo gov.br gov.bs gov.bt gov.by gov.bz gc.ca gov.cd gouv.ci
              gob.cl gov.cl gov.cm gov.cn gov.co go.cr gov.cu gov.cy gov.dm gob.do gov.do gov.dz gob.ec gov.ec
              gov.ee gov.eg gob.es gov.et gov.fj gouv.fr gov.gd gov.ge gov.gh gov.gi gov.gn gov.gr gob.gt
              gov.gu gov.gy gov.hk gob.hn gouv.ht go.id gov.ie gov.il gov.in gov.iq gov.ir gov.is gov.it
              gov.jo go.jp go.ke gov.kg gov.ki gouv.km gov.km gov.kn gov.kp go.kr gov.kw gov.kz gov.la gov.lb
              gov.lc gov.lk gov.lr gov.ls gov.lt gov.lv gov.ly gov.ma gov.me gov.mg gov.mk gouv.ml gov.ml
              gov.mn gov.mo gov.mr gov.ms gov.mu gov.mv gov.mw gob.mx gov.my gov.mz gov.ng gob.ni gov.nr
              govt.nz gov.om gob.pa gob.pe gov.ph gob.pk gov.pk gov.pl gov.pn gov.pr gov.ps gov.pt go.pw
              gov.py gov.qa gov.rs gov.rw gov.sa gov.sb gov.sc gov.sd gov.sg gov.sh gov.sl gouv.sn gov.so
              gov.ss gob.sv gov.sx gov.sy go.th go.tj gov.tj gov.tl gov.tm gov.tn gov.to gov.tr gov.tt gov.tw
              go.tz gov.ua go.ug gov.uk gub.uy gov.vc gob.ve gov.ve gov.vn gov.ws gov.ye gov.za gov.zm gov.zw
              """
                  .split("\\s+"))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Endings reserved without being zones of a government's names: {@code int} for organisations
   * founded by treaties and {@code mil} for the military of the United States (RFC 1591, section
   * 2), {@code admin.ch} of the federal administration of Switzerland itself.
   */
  private static final Set<String> RESERVED = Set.of("int", "mil", "admin.ch");

  /** ISO alpha-3 by country-code domain; {@code uk} is the one that is not the ISO alpha-2. */
  private static final Map<String, String> COUNTRIES = countries();

  private GovernmentZones() {}

  private static Map<String, String> countries() {
    Map<String, String> countries = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      Locale country = new Locale.Builder().setRegion(code).build();
      countries.put(code.toLowerCase(Locale.ROOT), country.getISO3Country());
    }
    countries.put("uk", "GBR");
    return Map.copyOf(countries);
  }

  /** Whether names are given out directly below this ending by a government. */
  static boolean isZone(String suffix) {
    return suffix.equals("gov") || suffix.equals("europa.eu") || ZONES.contains(suffix);
  }

  /** Whether what ends so is an authority's, by rule or because it owns the whole domain. */
  static boolean isReserved(String suffix) {
    return RESERVED.contains(suffix);
  }

  /** ISO alpha-3 of the state whose government gives names in the zone; none for europa.eu. */
  static Optional<String> country(String zone) {
    if (zone.equals("gov")) {
      return Optional.of("USA");
    }
    return ZONES.contains(zone)
        ? Optional.ofNullable(COUNTRIES.get(zone.substring(zone.lastIndexOf('.') + 1)))
        : Optional.empty();
  }
}
