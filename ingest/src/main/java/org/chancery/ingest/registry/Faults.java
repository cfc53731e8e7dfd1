package org.chancery.ingest.registry;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a file, in words. The exceptions of libraries often tell a path alone. */
public final class Faults {
  private static final Pattern NOT_CLOSED =
      Pattern.compile("\\(startline ([\\d,]+)\\) EOF reached before encapsulated token finished");
  private static final Pattern AFTER_QUOTE =
      Pattern.compile(
          "[Ii]nvalid char.* between encapsulated token and delimiter at line: ([\\d,]+)");

  private Faults() {}

  /** Why a file or folder cannot be used, without its path. */
  public static String words(IOException fault) {
    return switch (fault) {
      case NoSuchFileException f -> "there is no such file or folder";
      case AccessDeniedException f -> "this user may not read or write it";
      case FileAlreadyExistsException f -> "it exists already";
      case NotDirectoryException f -> "it is a file, not a folder";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> "the system could not read or write it";
    };
  }

  /** Where and why a text is no CSV. */
  record Csv(int line, String words) {
    /**
     * @param next the line at which reading ended, for faults that do not tell theirs
     */
    static Csv of(Exception fault, int next) {
      for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
        String message = String.valueOf(cause.getMessage());
        Matcher open = NOT_CLOSED.matcher(message);
        if (open.find()) {
          return new Csv(
              number(open),
              "a quotation mark that opens a cell in the row that begins here is never closed");
        }
        Matcher behind = AFTER_QUOTE.matcher(message);
        if (behind.find()) {
          return new Csv(
              number(behind),
              "text stands behind a closing quotation mark; inside a quoted cell a quotation mark is written twice");
        }
      }
      return new Csv(next, "the row that begins here cannot be read as CSV");
    }

    private static int number(Matcher found) {
      return Integer.parseInt(found.group(1).replace(",", ""));
    }
  }
}
