package org.chancery.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Voice;

/** 100 000 accounts of which 5 000 are listed, in 195 countries; invented, seeded. */
final class Universe {
  static final int ACCOUNTS = 100_000;
  static final int LISTED = 5_000;
  static final int COUNTRIES = 195;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  final List<String> dids = new ArrayList<>(ACCOUNTS);

  Universe(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ACCOUNTS; i++) {
      StringBuilder did = new StringBuilder("did:plc:");
      for (int c = 0; c < 24; c++) {
        did.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      dids.add(did.toString());
    }
  }

  static String country(int index) {
    int i = index % COUNTRIES;
    return "" + (char) ('A' + i / 26) + (char) ('A' + i % 26) + "X";
  }

  /** The first {@link #LISTED} accounts speak for one actor each. */
  Registry registry() {
    List<Country> countries = new ArrayList<>();
    for (int i = 0; i < COUNTRIES; i++) {
      String code = country(i);
      countries.add(new Country(code, code, code, "un-member", null, 0, 0, List.of("en"), "bench"));
    }
    List<Actor> actors = new ArrayList<>();
    List<AccountRow> accounts = new ArrayList<>();
    for (int i = 0; i < LISTED; i++) {
      String id = "actor-" + i;
      actors.add(
          new Actor(
              id,
              ActorKind.MISSION,
              id,
              id,
              country(i),
              null,
              Voice.INSTITUTION,
              null,
              null,
              null,
              "bench",
              null));
      accounts.add(
          new AccountRow(
              id,
              Network.BLUESKY,
              "h%d.test".formatted(i),
              dids.get(i),
              null,
              null,
              "bench",
              null));
    }
    return new Registry(countries, actors, accounts, List.of());
  }
}
