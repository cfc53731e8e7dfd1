package org.chancery.core.registry.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How alike two names are, 0..1. The measure is the weighted Dice coefficient of their words (Dice
 * 1945), each word paired with at most one of the other name: equal words count 1, words that sound
 * alike 0.95, words one letter apart 0.85. Particles and initials weigh a fifth.
 *
 * <p>For persons a name that holds the other whole, in its order and with the same given name, is
 * nearly the same: {@code Faustin Touadéra} and {@code Faustin-Archange Touadéra}. The given name
 * must agree because in many naming traditions the rest is the father's: {@code Salman Al Saud} is
 * not {@code Mohammed bin Salman Al Saud}. Thread-safe.
 */
public final class NameSimilarity {
  private static final double SOUND = 0.95;
  private static final double ONE_LETTER = 0.85;
  private static final double HELD = 0.92;
  private static final double PER_EXTRA_WORD = 0.03;

  /** {@code Daniel Ortega} inside {@code José Daniel Ortega Saavedra}: perhaps, or his father. */
  private static final double INSIDE = 0.8;

  private static final Set<String> PATRONYMIC =
      Set.of("bin", "ibn", "ben", "bint", "ould", "oglu", "ogly");

  private NameSimilarity() {}

  public static double ofPersons(NameForm a, NameForm b) {
    Sides sides = Sides.of(a, b);
    return Math.max(sides.dice(), Math.max(sides.joined(), sides.held()));
  }

  public static double ofInstitutions(NameForm a, NameForm b) {
    Sides sides = Sides.of(a, b);
    return Math.max(sides.dice(), sides.joined());
  }

  private record Sides(NameForm a, NameForm b, int[] pairOfA, double matched) {
    static Sides of(NameForm a, NameForm b) {
      NameForm left = b.bare() ? a.stripped() : a;
      NameForm right = a.bare() ? b.stripped() : b;
      int[] pairs = new int[left.words().size()];
      boolean[] taken = new boolean[right.words().size()];
      double matched = 0;
      for (int i = 0; i < pairs.length; i++) {
        pairs[i] = -1;
        double best = 0;
        for (int j = 0; j < taken.length; j++) {
          double alike = taken[j] ? 0 : word(left, i, right, j);
          if (alike > best) {
            best = alike;
            pairs[i] = j;
          }
        }
        if (pairs[i] >= 0) {
          taken[pairs[i]] = true;
          matched += best * NameForm.weight(left.words().get(i));
        }
      }
      return new Sides(left, right, pairs, matched);
    }

    double dice() {
      double all = weight(a) + weight(b);
      return all == 0 ? 0 : Math.min(1, 2 * matched / all);
    }

    /** Names of at least eight letters that are equal but for the spaces. */
    double joined() {
      return a.joined().length() >= 8 && a.joined().equals(b.joined()) ? SOUND : 0;
    }

    /** See the class: one name holds the other, in order, beginning with the same given name. */
    double held() {
      boolean aIsShort = weight(a) <= weight(b);
      double least = Math.min(weight(a), weight(b));
      if (least < 2 || matched < least * ONE_LETTER - 1e-9) {
        return 0;
      }
      NameForm small = aIsShort ? a : b;
      NameForm large = aIsShort ? b : a;
      int[] places = aIsShort ? pairOfA : inverse();
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < places.length; i++) {
        if (NameForm.weight(small.words().get(i)) == 1) {
          order.add(places[i]);
        }
      }
      if (order.contains(-1) || !isOrdered(order)) {
        return 0;
      }
      boolean sameGivenName = order.getFirst() == first(large) || isTurned(order, large);
      if (!sameGivenName) {
        return isInOnePiece(order) && large.words().stream().noneMatch(PATRONYMIC::contains)
            ? INSIDE
            : 0;
      }
      return HELD - PER_EXTRA_WORD * (weight(large) - weight(small));
    }

    /** Family name first in one and last in the other. */
    private static boolean isTurned(List<Integer> order, NameForm large) {
      return order.size() == 2 && order.contains(first(large)) && order.contains(last(large));
    }

    private static boolean isOrdered(List<Integer> order) {
      int falls = 0;
      for (int i = 1; i < order.size(); i++) {
        falls += order.get(i) < order.get(i - 1) ? 1 : 0;
      }
      return falls == 0 || (falls == 1 && order.getLast() < order.getFirst());
    }

    private static boolean isInOnePiece(List<Integer> order) {
      return order.getLast() - order.getFirst() == order.size() - 1;
    }

    private int[] inverse() {
      int[] inverse = new int[b.words().size()];
      java.util.Arrays.fill(inverse, -1);
      for (int i = 0; i < pairOfA.length; i++) {
        if (pairOfA[i] >= 0) {
          inverse[pairOfA[i]] = i;
        }
      }
      return inverse;
    }

    private static int first(NameForm name) {
      for (int i = 0; i < name.words().size(); i++) {
        if (NameForm.weight(name.words().get(i)) == 1) {
          return i;
        }
      }
      return -1;
    }

    private static int last(NameForm name) {
      for (int i = name.words().size() - 1; i >= 0; i--) {
        if (NameForm.weight(name.words().get(i)) == 1) {
          return i;
        }
      }
      return -1;
    }

    private static double weight(NameForm name) {
      return name.words().stream().mapToDouble(NameForm::weight).sum();
    }
  }

  private static double word(NameForm a, int i, NameForm b, int j) {
    String left = a.words().get(i);
    String right = b.words().get(j);
    if (NameForm.weight(left) != NameForm.weight(right)) {
      return 0;
    }
    if (left.equals(right)) {
      return 1;
    }
    String leftSound = a.sounds().get(i);
    String rightSound = b.sounds().get(j);
    if (leftSound.equals(rightSound)) {
      return SOUND;
    }
    boolean isLong = Math.min(leftSound.length(), rightSound.length()) >= 5;
    return isLong && isOneLetterApart(leftSound, rightSound) ? ONE_LETTER : 0;
  }

  private static boolean isOneLetterApart(String a, String b) {
    String small = a.length() <= b.length() ? a : b;
    String large = a.length() <= b.length() ? b : a;
    if (large.length() - small.length() > 1) {
      return false;
    }
    int i = 0;
    while (i < small.length() && small.charAt(i) == large.charAt(i)) {
      i++;
    }
    int rest = small.length() == large.length() ? i + 1 : i;
    return small.substring(Math.min(rest, small.length())).equals(large.substring(i + 1));
  }
}
