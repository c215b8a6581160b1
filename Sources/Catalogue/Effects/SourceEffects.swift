import FilterGraph
import MediaTypes
import Timeline

/// Whole pictures from interlaced ones.
package struct DeinterlaceEffect: SourceEffect {
  package var mode: Setting<Mode>?
  package var order: Setting<Order>?

  package init() {}

  /// What becomes of the two fields of a picture.
  package enum Mode: String, WordChoice {
    case frame, field, off

    package var help: String {
      switch self {
      case .frame: "One picture for every two fields, whatever the file says of itself."
      case .field: "One picture for each field: movement as smooth as it was recorded."
      case .off: "The pictures as they are, even where the file says that they are interlaced."
      }
    }
  }

  /// Which field comes first.
  package enum Order: String, WordChoice {
    case auto, top, bottom

    package var help: String { self == .auto ? "As the file says." : "The \(rawValue) field comes first." }
    var parity: String { self == .auto ? "auto" : self == .top ? "tff" : "bff" }
  }

  package static let name = "deinterlace"
  package static let family = EffectFamily.resolution
  package static let principal: String? = "mode"
  package static let declaration = Declaration<DeinterlaceEffect>(
    "deinterlace", "Whole pictures from interlaced ones. Files that say they are interlaced need it only for another mode.",
    examples: ["deinterlace", "{deinterlace: field}", "{deinterlace: {mode: frame, order: top}}"],
    [
      Parameter("mode", \.mode, "What becomes of the two fields of a picture.", default: "frame", example: "field"),
      Parameter("order", \.order, "Which field comes first.", default: "auto", example: "top"),
    ])

  package func conditioning(_ source: SourceSite) -> [Filter] {
    let mode = mode?.value ?? .frame
    guard mode != .off else { return [] }
    return [.deinterlace(eachField: mode == .field, parity: (order?.value ?? .auto).parity, all: true)]
  }
}

/// Pictures in between, where a file has fewer than the film shows.
package struct InterpolateEffect: SourceEffect {
  package var mode: Setting<Mode>?

  package init() {}

  /// How a picture in between comes about.
  package enum Mode: String, WordChoice {
    case motion, blend

    package var help: String {
      self == .motion ? "What moves is moved along its way. Slow." : "The two neighbours, mixed."
    }
  }

  package static let name = "interpolate"
  package static let family = EffectFamily.time
  package static let principal: String? = "mode"
  package static let declaration = Declaration<InterpolateEffect>(
    "interpolate", "Pictures in between, where the file has fewer than the film shows: slow motion that flows.",
    examples: ["interpolate", "{interpolate: blend}"],
    [Parameter("mode", \.mode, "How a picture in between comes about.", default: "motion", example: "blend")])

  package func conditioning(_ source: SourceSite) -> [Filter] {
    guard let mean = source.facts.meanRate, mean.isPositive, source.speed.isPositive else { return [] }
    let own = FrameRate.nearestStandard(to: mean).value
    let factor = Self.factor(source.rate.value / (own * source.speed))
    guard factor > 1 else { return [] }
    return Filter.inBetween(rate: own * Rational(factor), follows: mode?.value != .blend, format: source.facts.pixelFormat)
  }

  /// How many pictures for one: so many that each of the film's frames has its own at even distances, at most 8.
  private static func factor(_ ratio: Rational) -> Int {
    guard ratio > 1, let least = ratio.ceiling else { return 1 }
    let even = (least...max(least, 8)).first { (Rational($0) / ratio).isInteger }
    return min(8, even ?? 2 * least)
  }
}
