import FilterGraph
import MediaTypes
import Timeline

/// An effect on pictures: one type in its family's file. It never sees a bracket or a colon of FFmpeg's, and
/// knows nothing of passes; the facts are all that the optimiser asks.
package protocol PictureEffect: EffectEntry {
  /// The pixels that it works on.
  static var space: EffectSpace { get }
  /// It lets what is below shine through a solid picture: the picture has an alpha plane then.
  static var makesAlpha: Bool { get }
  /// It changes nothing with these parameters.
  var isIdentity: Bool { get }
  /// How many pictures before and after its own a result depends on; spans feed them and drop them.
  var reach: FrameReach { get }
  /// A picture depends on those before it in its span beyond its reach, which are then made to make it.
  var remembers: Bool { get }
  /// Canvas pixels that it needs free on every side of the picture; even.
  var room: Int { get }
  /// The mask whose file it needs as `EffectChain.matte`.
  var matte: MaskClause? { get }
  /// The area that it needs there instead, with its soft edge.
  var area: AreaClause? { get }
  /// Adds its filters to the chain.
  func apply(to chain: inout EffectChain)
}

extension PictureEffect {
  package static var makesAlpha: Bool { false }
  package var isIdentity: Bool { false }
  package var reach: FrameReach { FrameReach() }
  package var remembers: Bool { false }
  package var room: Int { 0 }
  package var matte: MaskClause? { nil }
  package var area: AreaClause? { nil }
}

/// Pictures around one that its result depends on.
package struct FrameReach: Hashable, Sendable {
  package var before: Int
  package var after: Int

  package init(before: Int = 0, after: Int = 0) { (self.before, self.after) = (before, after) }

  package static func + (a: FrameReach, b: FrameReach) -> FrameReach {
    FrameReach(before: a.before + b.before, after: a.after + b.after)
  }
}

/// What a picture's numbers are while an effect works on them. 4:2:0 is kept where no effect needs more.
package enum EffectSpace: Sendable {
  /// The canvas's own 4:2:0; with its alpha plane where `keepsAlpha`.
  case working(keepsAlpha: Bool)
  /// Full chroma.
  case full(keepsAlpha: Bool)
  /// Planar RGB, full range.
  case rgb(keepsAlpha: Bool)

  package var keepsAlpha: Bool {
    switch self {
    case .working(let keeps), .full(let keeps), .rgb(let keeps): keeps
    }
  }

  /// FFmpeg's name of the format.
  package func format(alpha: Bool) -> String {
    switch self {
    case .working: alpha ? "yuva420p" : "yuv420p"
    case .full: alpha ? "yuva444p" : "yuv444p"
    case .rgb: alpha ? "gbrap" : "gbrp"
    }
  }

  package var color: ColorTags { if case .rgb = self { .rgb } else { .bt709 } }
}

/// Where an effect stands: the size of what it works on, and which of the item's frames pass by.
package struct EffectSite: Sendable {
  package var size: PixelSize
  package var canvas: PixelSize
  package var rate: FrameRate
  /// The item's frame that passes first, counted from 0.
  package var first: Int
  /// Frames that pass.
  package var count: Int
  /// Frames of the whole item.
  package var length: Int
  /// FFmpeg's name of the pixels that enter, for filters that would choose others.
  package var pixelFormat = "yuv420p"
  /// Clear pixels around the picture, which effects before asked for.
  package var margin = 0

  package init(size: PixelSize, canvas: PixelSize, rate: FrameRate, first: Int, count: Int, length: Int) {
    (self.size, self.canvas, self.rate) = (size, canvas, rate)
    (self.first, self.count, self.length) = (first, count, length)
  }

  /// A parameter's value for each frame that passes, taken at the frame's middle.
  package func values<Value>(
    _ setting: Setting<AnimatedValue<Value>>?, default fallback: Double, _ number: (Value) -> Rational
  ) -> [Double] {
    guard let value = setting?.value else { return Array(repeating: fallback, count: count) }
    switch value {
    case .constant(let constant): return Array(repeating: number(constant).approximation, count: count)
    case .keyframes(let keyframes): return values(keyframes, keyframes.map { number($0.value!.value).approximation })
    }
  }

  /// The same, of something about each keyframe that is not its value itself.
  package func values<Value>(_ keyframes: [Keyframe<Value>], _ numbers: [Double]) -> [Double] {
    let keys = zip(keyframes, numbers).map { keyframe, number in
      let frame = keyframe.at!.value.frames(rate: rate, length: Rational(length))
      return Track.Key(frame: frame, value: number, ease: keyframe.ease?.value ?? .linear)
    }
    return (0..<count).map { Track(keys: keys).value(at: Rational(first + $0) + .half) }
  }

  /// Values between keyframes.
  private struct Track {
    struct Key {
      var frame: Rational
      var value: Double
      var ease: Easing
    }
    var keys: [Key]

    func value(at moment: Rational) -> Double {
      guard let next = keys.firstIndex(where: { $0.frame > moment }) else { return keys.last!.value }
      guard next > 0 else { return keys[0].value }
      let (a, b) = (keys[next - 1], keys[next])
      let progress = ((moment - a.frame) / (b.frame - a.frame)).approximation
      return a.value + (b.value - a.value) * b.ease.value(at: progress)
    }
  }
}

/// A row of filters under construction, on one picture.
package struct EffectChain {
  package let site: EffectSite
  package var graph: SpanGraph
  package var edge: SpanGraph.Edge
  /// The file or the area of the effect's mask, as a plane of shares of the picture's size.
  package var matte: SpanGraph.Edge?
  let origin: Int

  package init(_ graph: SpanGraph, at edge: SpanGraph.Edge, site: EffectSite, origin: Int) {
    (self.graph, self.edge, self.site, self.origin) = (graph, edge, site, origin)
  }

  package mutating func add(_ filter: Filter) { edge = graph.add(filter, to: edge, origin: origin) }

  package mutating func add(_ filters: [Filter]) { edge = graph.chain(filters, to: edge, origin: origin) }

  /// Adds a filter one of whose options may change from frame to frame.
  /// - Parameters:
  ///   - values: one a frame.
  ///   - text: how FFmpeg writes a value.
  package mutating func add(
    _ filter: Filter, animating option: String, _ values: [Double], _ text: (Double) -> String = decimal
  ) {
    add(filter, animating: option, texts: values.map(text))
  }

  /// The same, with the values as FFmpeg reads them; at least one.
  package mutating func add(_ filter: Filter, animating option: String, texts: [String]) {
    var filter = filter
    filter.options.append(.init(option, texts[0]))
    let isConstant = texts.allSatisfy { $0 == texts[0] }
    edge = graph.add(
      filter, to: edge, origin: origin, automation: isConstant ? nil : .init(command: option, values: texts))
  }

  /// The picture as it is now, for a branch.
  package mutating func fork() -> SpanGraph.Edge {
    let ways = graph.addSplit(.split(2), to: edge, outputs: 2, origin: origin)
    edge = ways[0]
    return ways[1]
  }

  /// Joins a branch: the chain's picture is the first input.
  package mutating func join(
    _ filter: Filter, with branch: SpanGraph.Edge, automation: SpanGraph.Automation? = nil
  ) {
    edge = graph.add(filter, to: edge, branch, origin: origin, automation: automation)
  }
}

/// A number as FFmpeg reads it, to a millionth.
package func decimal(_ value: Double) -> String {
  Rational(Int((value * 1_000_000).rounded()), 1_000_000).decimal(digits: 6)
}
