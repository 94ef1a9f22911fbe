package io.damocles.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns as Go's text/tabwriter lays them out: each but the last as wide as its widest cell and
 * two spaces.
 */
final class TextTable {
  private static final int PADDING = 2;

  private final List<String[]> rows = new ArrayList<>();

  TextTable(String... header) {
    rows.add(header);
  }

  /** Adds a row of as many cells as the header has. */
  void add(String... cells) {
    rows.add(cells);
  }

  /** All rows, each ended by a newline. */
  @Override
  public String toString() {
    int[] widths = widths();
    var text = new StringBuilder();
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        text.append(row[i]);
        if (i < row.length - 1) {
          text.append(" ".repeat(widths[i] - width(row[i])));
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], width(row[i]) + PADDING);
      }
    }
    return widths;
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
