package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.BAD_VALUE;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Network;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;

/** Ids, numbers and times as files write them. What is wrong goes to the given complaint. */
final class Values {
  private static final Pattern ROUNDED = Pattern.compile("[0-9]+(\\.[0-9]+)?[eE]\\+?[0-9]+");
  private static final Pattern DECIMAL = Pattern.compile("([0-9]+)\\.0+");

  /** Digits that a spreadsheet or a floating-point column keeps exactly. */
  private static final int EXACT_DIGITS = 15;

  private Values() {}

  /** An id without blanks around it; null where there is none or a spreadsheet has rounded it. */
  static @Nullable String id(
      String what, @Nullable String given, BiConsumer<RejectReason, String> complaint) {
    if (given == null || given.isBlank()) {
      return null;
    }
    String id = Texts.clean(given.strip());
    if (!Character.isDigit(id.charAt(0)) || !written(id, '.', 'e', 'E')) {
      return id;
    }
    var decimal = DECIMAL.matcher(id);
    boolean whole = decimal.matches();
    if (whole && decimal.group(1).length() <= EXACT_DIGITS) {
      return decimal.group(1);
    }
    if (whole || ROUNDED.matcher(id).matches()) {
      complaint.accept(
          BAD_VALUE, what + " " + Texts.quote(id) + " was rounded before it came here");
    }
    return id;
  }

  private static boolean written(String id, char... signs) {
    for (char sign : signs) {
      if (id.indexOf(sign) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** A whole number that is not negative; null where there is none. */
  static @Nullable Long count(
      String what, @Nullable String given, BiConsumer<RejectReason, String> complaint) {
    if (given == null || given.isBlank()) {
      return null;
    }
    String number = given.strip();
    var decimal = DECIMAL.matcher(number);
    try {
      long value = Long.parseLong(decimal.matches() ? decimal.group(1) : number);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    complaint.accept(BAD_VALUE, what + " must be a whole number from 0, was " + Texts.quote(given));
    return null;
  }

  static Engagement engagement(
      @Nullable String likes,
      @Nullable String reposts,
      @Nullable String replies,
      @Nullable String quotes,
      @Nullable String views,
      BiConsumer<RejectReason, String> complaint) {
    Engagement read =
        new Engagement(
            count("likes", likes, complaint),
            count("reposts", reposts, complaint),
            count("replies", replies, complaint),
            count("quotes", quotes, complaint),
            count("views", views, complaint));
    return read.known() ? read : Engagement.UNKNOWN;
  }

  /** What is wrong with a time, null when it may be. */
  static @Nullable String outOfRange(
      Network network, Instant time, InstantSource now, Duration ahead) {
    Instant start = Networks.start(network);
    Instant end = now.instant().plus(ahead);
    return time.isBefore(start) || time.isAfter(end)
        ? "%s is not between %s and %s".formatted(time, start, end)
        : null;
  }
}
