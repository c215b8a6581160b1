import Diagnostics

/// What became of a row.
struct RowResult {
  enum Outcome {
    /// Compiled, and not made yet.
    case ready
    case made
    /// The document has errors for this row.
    case refused(errors: Int)
    /// The film could not be made.
    case broken
  }

  var row: Int
  var outcome = Outcome.ready
  var paths: [String] = []

  /// Not to be made, or not made.
  var failed: Bool {
    switch outcome {
    case .ready, .made: false
    case .refused, .broken: true
    }
  }

  private var words: String {
    switch outcome {
    case .ready: "good"
    case .made: "made"
    case .refused(let errors): errors == 1 ? "1 error" : "\(errors) errors"
    case .broken: "failed"
    }
  }

  /// A line a row, and a line that counts them.
  static func table(_ results: [RowResult], isCheck: Bool) -> String {
    let cells = results.map { ["\($0.row)", $0.words, $0.paths.map(printable).joined(separator: ", ")] }
    let widths = (0..<2).map { column in max(4, cells.map { $0[column].count }.max() ?? 0) }
    func line(_ cells: [String]) -> String {
      let left = zip(cells, widths).map { padded($0, $1) }.joined(separator: "  ")
      return left + "  " + cells[2] + "\n"
    }
    let good = results.count { !$0.failed }
    return line(["row", "", "film"]) + cells.map(line).joined()
      + "\(good) of \(results.count) film\(results.count == 1 ? "" : "s") \(isCheck ? "good" : "made")\n"
  }
}
