import FilterGraph
import MediaTypes
import Timeline

/// A generator of pictures.
package protocol PictureGenerator: GeneratorEntry {
  /// The same picture throughout: it is made once and held.
  var isStatic: Bool { get }
  /// Pictures that let what is below shine through.
  var isOpaque: Bool { get }
  /// Filters from nothing to pictures of `size` in the generator's own pixel format.
  func source(size: PixelSize, rate: FrameRate) -> [Filter]
  /// What those pictures' numbers mean.
  var color: ColorTags { get }
}

extension PictureGenerator {
  package static var makesSound: Bool { false }
  package var isOpaque: Bool { true }
}

/// A generator of sound.
package protocol SoundGenerator: GeneratorEntry {
  /// Filters from nothing to samples at `rate`, mono, planar or packed in any format; nil for silence.
  func source(rate: Int) -> [Filter]?
}

extension SoundGenerator {
  package static var makesSound: Bool { true }
}

extension ColorTags {
  /// Full-range RGB, as the generators that draw make it.
  package static let rgb = ColorTags(matrix: "gbr", range: "pc", primaries: "bt709", transfer: "bt709")
}

/// Everything a document may name, in the manual's order. A new generator is one line here.
package let catalogue = Registry(
  generators: [
    ColorGenerator.self, GradientGenerator.self, TestPatternGenerator.self, NoiseGenerator.self,
    ShapeGenerator.self, TimerGenerator.self,
    ToneGenerator.self, SilenceGenerator.self,
  ], effects: pictureEffects, soundEffects: soundEffects, transitions: TransitionFamily.all.map(\.entry),
  looks: Look.all.map { ValueShape.Choice($0.name, $0.summary) })
