import FilterGraph
import MediaTypes
import Timeline

/// Pictures for checking screens and sync.
package struct TestPatternGenerator: PictureGenerator {
  package var pattern: Setting<Pattern>?

  package init() {}

  /// Which one.
  package enum Pattern: String, WordChoice {
    case card, bars, grid

    package var help: String {
      switch self {
      case .card: "A card with colours, moving parts and a running clock."
      case .bars: "SMPTE colour bars."
      case .grid: "Every colour, in a grid."
      }
    }
  }

  package static let name = "test-pattern"
  package static let principal: String? = "pattern"
  package static let declaration = Declaration<TestPatternGenerator>(
    "test-pattern", "Pictures for checking screens and sync.", examples: ["test-pattern", "{test-pattern: bars}"],
    [Parameter("pattern", \.pattern, "Which one.", default: "card", example: "bars")])

  private var value: Pattern { pattern?.value ?? .card }
  package var isStatic: Bool { value != .card }
  package var color: ColorTags { value == .bars ? .bt709 : .rgb }

  package func source(size: PixelSize, rate: FrameRate) -> [Filter] {
    switch value {
    case .card: [.source("testsrc2", size: size, rate: rate, []), .format("gbrp")]
    case .bars: [.source("smptehdbars", size: size, rate: rate, []), .format("yuv444p")]
    case .grid: [.source("allrgb", size: PixelSize(width: 4096, height: 4096), rate: rate, []).withoutSize, .format("rgb24")]
    }
  }
}

extension Filter {
  /// `allrgb` has one size only.
  fileprivate var withoutSize: Filter {
    var filter = self
    filter.options.removeAll { $0.name == "s" }
    return filter
  }
}
