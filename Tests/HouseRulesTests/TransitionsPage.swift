import Catalogue

/// `Docs/Transitions.md`: every transition and direction, and the sheets that `Scripts/gallery.sh` draws.
struct TransitionsPage {
  /// Kinds and directions, each pair counted once.
  static var pairs: Int { TransitionFamily.all.reduce(0) { $0 + $1.ways.count } }

  var text: String {
    """
    # Transitions

    A transition stands between two items, or at either end of a track; `transition:` on a track puts one between
    all its neighbours. What else it takes is in [Language](Language.md). There are \(TransitionFamily.all.count) kinds,
    \(Self.pairs) counted with their directions; where none is written, the first of the table is meant.

    This page is made from the catalogue, its pictures by `Scripts/gallery.sh`: each row is a line of the table, at
    25, 50 and 75 % of the way.

    """ + TransitionFamily.all.map(section).joined()
  }

  /// Sheet and clause of each row of pictures, as `Scripts/gallery.sh` keeps them.
  static var shown: [String] {
    TransitionFamily.all.filter { takesTime($0) }.flatMap { family in
      clauses(of: family).map { "transition-\(family.name)\t\($0)\n" }
    }
  }

  private static func clauses(of family: TransitionFamily) -> [String] {
    family.ways.map { "{type: \(family.name)\($0.direction.map { ", direction: \($0)" } ?? "")}" }
  }

  /// What takes no time has no way to show.
  private static func takesTime(_ family: TransitionFamily) -> Bool { family.name != "cut" }

  private func section(_ family: TransitionFamily) -> String {
    let ways = Self.clauses(of: family).map { "| `\($0)` |\n" }
    return """

      ## \(family.name)

      \(family.summary)

      \(sheet(family))      | row by row |
      | --- |
      \(ways.joined())
      ```yaml
      - {clip: talk.mp4, out: 4s}
      - \(written(family))
      - {clip: intro.mp4, out: 4s}
      ```

      """
  }

  private func sheet(_ family: TransitionFamily) -> String {
    Self.takesTime(family)
      ? "![At 25, 50 and 75 %](pictures/transition-\(family.name).jpg)\n\n" : ""
  }

  private func written(_ family: TransitionFamily) -> String {
    guard let direction = family.ways.last?.direction else { return "transition: \(family.name)" }
    return "transition: {type: \(family.name), direction: \(direction)}"
  }
}
