package org.chancery.ingest.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chancery.core.registry.AccountRow;

/**
 * Rows that say of one account, at one time, that it speaks for two. An account is the same by
 * native id, or by handle where either row has no native id.
 */
final class Overlaps {
  private final Findings findings;
  private final Set<Row> doubted = new HashSet<>();

  Overlaps(Findings findings) {
    this.findings = findings;
  }

  /** The rows without those that contradict one before them. */
  List<Line<AccountRow>> without(List<Line<AccountRow>> accounts) {
    Map<String, List<Line<AccountRow>>> byId = new HashMap<>();
    Map<String, List<Line<AccountRow>>> byHandle = new HashMap<>();
    Set<Row> contradicting = new HashSet<>();
    for (Line<AccountRow> line : accounts) {
      AccountRow row = line.value();
      boolean clash =
          clashes(line, byHandle, Tables.handleKey(row))
              || (row.nativeId() != null && clashes(line, byId, Tables.idKey(row)));
      if (clash) {
        contradicting.add(line.row());
        continue;
      }
      byHandle.computeIfAbsent(Tables.handleKey(row), k -> new ArrayList<>()).add(line);
      if (row.nativeId() != null) {
        byId.computeIfAbsent(Tables.idKey(row), k -> new ArrayList<>()).add(line);
      }
    }
    return accounts.stream().filter(line -> !contradicting.contains(line.row())).toList();
  }

  private boolean clashes(
      Line<AccountRow> line, Map<String, List<Line<AccountRow>>> before, String key) {
    for (Line<AccountRow> other : before.getOrDefault(key, List.of())) {
      if (!overlap(line.value(), other.value())) {
        continue;
      }
      FindingCode code = code(line.value(), other.value());
      boolean error = code == FindingCode.OVERLAPPING_ROWS;
      if (error || doubted.add(line.row())) {
        findings.add(line.row(), code, message(code, line.value(), other));
      }
      if (error) {
        return true;
      }
    }
    return false;
  }

  private static FindingCode code(AccountRow row, AccountRow other) {
    if (row.nativeId() != null
        && other.nativeId() != null
        && !row.nativeId().equals(other.nativeId())) {
      return FindingCode.HANDLE_SHARED;
    }
    return row.actor().equals(other.actor()) ? FindingCode.ROW_TWICE : FindingCode.OVERLAPPING_ROWS;
  }

  private static String message(FindingCode code, AccountRow row, Line<AccountRow> other) {
    String where = "%s, line %d".formatted(other.row().file(), other.row().line());
    String handle = Wording.shown(row.handle());
    if (code == FindingCode.OVERLAPPING_ROWS) {
      return "%s speaks for %s, but at the same time for %s (%s); give one a to and the other a from"
          .formatted(handle, row.actor(), other.value().actor(), where);
    }
    return code == FindingCode.ROW_TWICE
        ? "%s is already said to speak for %s at that time (%s)"
            .formatted(handle, row.actor(), where)
        : "%s is the handle of two accounts at the same time (%s)".formatted(handle, where);
  }

  private static boolean overlap(AccountRow a, AccountRow b) {
    return (a.from() == null || b.to() == null || a.from().isBefore(b.to()))
        && (b.from() == null || a.to() == null || b.from().isBefore(a.to()));
  }
}
