import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// Lines of words with their sizes, pixels.
struct TextBlock {
  struct Line {
    var units: [TextUnit]
    /// Where each unit starts in reading direction, from the line's start.
    var offsets: [Rational]
    var widths: [Rational]
    var width: Rational
    var height: Rational
    /// From the block's top.
    var y: Rational

    var text: String { units.enumerated().map { ($0.offset > 0 && $0.element.followsSpace ? " " : "") + $0.element.text }.joined() }
  }

  var lines: [Line]
  var width: Rational
  var height: Rational

  /// Everything larger or smaller by a factor.
  func scaled(by factor: Rational) -> TextBlock {
    guard factor != 1 else { return self }
    let lines = lines.map { line in
      Line(
        units: line.units, offsets: line.offsets.map { $0 * factor }, widths: line.widths.map { $0 * factor },
        width: line.width * factor, height: line.height * factor, y: line.y * factor)
    }
    return TextBlock(lines: lines, width: width * factor, height: height * factor)
  }
}

/// Breaks text into lines no wider than asked, as even as that many lines can be.
struct TextSetter {
  let sizes: [String: TextMeasure.Extent]
  let spacing: Rational
  /// Widest line, pixels.
  let limit: Rational
  /// Most letters a line.
  var letterLimit: Int?

  /// A pair of letters whose distance with and without a space tells how wide a space is.
  static let spaceProbe = ["n n", "nn"]

  private var space: Rational {
    guard let with = sizes[Self.spaceProbe[0]], let without = sizes[Self.spaceProbe[1]] else { return 0 }
    return max(0, with.width - without.width)
  }

  /// - Parameter paragraphs: the units of each line that the author broke.
  func block(_ paragraphs: [[TextUnit]]) -> TextBlock {
    var lines: [TextBlock.Line] = []
    for units in paragraphs {
      for line in units.isEmpty ? [[]] : balanced(units) { lines.append(self.line(line)) }
    }
    var y = Rational.zero
    for index in lines.indices {
      lines[index].y = y
      y = y + lines[index].height * (index == lines.count - 1 ? 1 : spacing)
    }
    return TextBlock(lines: lines, width: lines.map(\.width).max() ?? 0, height: y)
  }

  /// Lines that need no more of them than the widest would, and are as even as that allows.
  func balanced(_ units: [TextUnit]) -> [[TextUnit]] {
    let widest = greedy(units, limit)
    guard widest.count > 1 else { return widest }
    var (low, high) = (Rational.zero, limit)
    var best = widest
    for _ in 0..<12 {
      let middle = (low + high) / 2
      let tried = greedy(units, middle)
      if tried.count <= widest.count, tried.allSatisfy({ width(of: $0) <= limit }) {
        (best, high) = (tried, middle)
      } else {
        low = middle
      }
    }
    return best
  }

  private func greedy(_ units: [TextUnit], _ limit: Rational) -> [[TextUnit]] {
    var lines: [[TextUnit]] = []
    var current: [TextUnit] = []
    for unit in units {
      if !current.isEmpty, !fits(current + [unit], limit) {
        lines.append(current)
        current = []
      }
      current.append(unit)
    }
    return current.isEmpty ? lines : lines + [current]
  }

  private func fits(_ units: [TextUnit], _ limit: Rational) -> Bool {
    if let letterLimit, units.reduce(-1, { $0 + $1.text.count + ($1.followsSpace ? 1 : 0) }) + (units[0].followsSpace ? 0 : 1) > letterLimit
    {
      return false
    }
    return width(of: units) <= limit
  }

  private func width(of units: [TextUnit]) -> Rational {
    var width = Rational.zero
    for (index, unit) in units.enumerated() {
      width = width + (index > 0 && unit.followsSpace ? space : 0) + (sizes[unit.text]?.width ?? 0)
    }
    return width
  }

  private func line(_ units: [TextUnit]) -> TextBlock.Line {
    var (offsets, widths): ([Rational], [Rational]) = ([], [])
    var x = Rational.zero
    for (index, unit) in units.enumerated() {
      if index > 0, unit.followsSpace { x = x + space }
      offsets.append(x)
      widths.append(sizes[unit.text]?.width ?? 0)
      x = x + widths[index]
    }
    let standard = sizes[Self.spaceProbe[1]]?.height ?? 0
    let height = units.compactMap { sizes[$0.text]?.height }.max() ?? standard
    return TextBlock.Line(units: units, offsets: offsets, widths: widths, width: x, height: height.isZero ? standard : height, y: 0)
  }
}
