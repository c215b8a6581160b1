import Diagnostics

/// Whether a change of speed changes the pitch.
package enum Pitch: String, WordChoice {
  case keep, shift

  package var help: String {
    switch self {
    case .keep: "The pitch stays as recorded."
    case .shift: "Faster is higher, as on tape."
    }
  }
}

/// Which channels of a source are heard.
package enum ChannelChoice: ParameterValue, Hashable {
  /// All, mixed to the canvas's layout.
  case all
  case left, right
  /// Everything mixed to one, heard on both sides.
  case mix
  /// Left and right exchanged.
  case swap
  /// These channels of the source, counted from 1, become the canvas's channels in order.
  case numbers([Int])

  private static let words: [(String, String, ChannelChoice)] = [
    ("all", "All channels, mixed to the canvas's layout.", .all), ("left", "The left one, on both sides.", .left),
    ("right", "The right one, on both sides.", .right), ("mix", "All mixed to one, on both sides.", .mix),
    ("swap", "Left and right exchanged.", .swap),
  ]

  package static let shape = ValueShape.oneOf([
    .choice(words.map { .init($0.0, $0.1) }), .list(.integer(1...64), minimum: 1),
  ])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> ChannelChoice? {
    guard let nodes = node.list else {
      let word = reading.choose(node, among: words.map(\.0), called: "choice of channels")
      return words.first { $0.0 == word }?.2
    }
    guard !nodes.isEmpty else {
      reading.wrongKind(node, expected: "channel numbers from 1, such as [1, 2]")
      return nil
    }
    let numbers = nodes.compactMap { Int.read($0, &reading) }
    guard numbers.count == nodes.count, numbers.allSatisfy({ (1...64).contains($0) }) else {
      if numbers.count == nodes.count { reading.outOfRange(node, limits: "channel numbers from 1 to 64") }
      return nil
    }
    return .numbers(numbers)
  }
}
