import FilterGraph
import MediaTypes
import Timeline

/// How near a zoom is: a factor, or the part of the picture that is to fill its frame.
package enum ZoomTarget: ParameterValue {
  case factor(ZoomFactor)
  case region(ZoomRegion)

  package static let shape = ValueShape.oneOf([ZoomFactor.shape, .construct(ZoomRegion.declaration.facts)])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> ZoomTarget? {
    guard node.map != nil else { return ZoomFactor.read(node, &reading).map(ZoomTarget.factor) }
    guard let region = ZoomRegion.read(node, &reading), region.width != nil, region.height != nil else { return nil }
    for side in [region.width, region.height].compactMap({ $0 }) where !side.value.pixels(of: 1).isPositive {
      reading.bag.error("out-of-range", "a width or height is more than nothing", at: side.span)
      return nil
    }
    return .region(region)
  }
}

/// 1 shows the picture as it is.
package struct ZoomFactor: BoundedNumber {
  package var value: Rational
  package static let words = "a factor from 0.05 to 100, a share such as '120%', or a region {x, y, width, height}"
  package static let limits: ClosedRange<Rational> = Rational(1, 20)...100
  package static let units = percent
  package init(_ value: Rational) { self.value = value }
}

/// A part of the item's frame on the canvas.
package struct ZoomRegion: Construct {
  package var x: Setting<Length>?
  package var y: Setting<Length>?
  package var width: Setting<Length>?
  package var height: Setting<Length>?

  package init() {}

  package static let declaration = Declaration<ZoomRegion>(
    "a view", "A part of the item at its size on the canvas, in px of the canvas or % of the item.",
    [
      Parameter("x", \.x, "Its left edge.", default: "0", example: "55%"),
      Parameter("y", \.y, "Its top edge.", default: "0", example: "10%"),
      Parameter("width", \.width, "How wide it is.", required: true, example: "40%"),
      Parameter("height", \.height, "How high it is.", required: true, example: "40%"),
    ])
}

/// Nearer to the picture, or farther, about a point of it or to a region.
package struct ZoomEffect: ViewEffect, MusicalEffect {
  package var level: Setting<ZoomTarget>?
  package var course = Course<ZoomTarget>()
  package var focus: Setting<Point>?
  package var on: Setting<MusicalMoment>?
  package var decay: Setting<Decay>?
  package var moments: [Int] = [0]

  package init() {}

  package static let name = "zoom"
  package static let principal: String? = "level"
  package static let declaration = Declaration<ZoomEffect>(
    "zoom",
    "Nearer or farther, smooth to fractions of a pixel: about a point, or to a region that then fills the frame. With 'on' its course "
      + "starts anew at moments of the music; a 'level' is then jumped to, and dies away. Part of the item's geometry.",
    examples: [
      "{zoom: {from: 1, to: 1.15}}", "{zoom: {from: 1.2, to: 1, focus: [30%, 40%], ease: in-out-sine}}",
      "{zoom: {level: 1.3, decay: 0.5s}}",
      "{zoom: {keyframes: [{at: 0s, value: 1}, {at: 1s, value: {x: 55%, y: 10%, width: 40%, height: 40%}, ease: in-out-cubic}]}}",
    ],
    [Parameter("level", \.level, "How near it is all the time.", default: "from 1 to 1.15", example: "1.2")]
      + Course<ZoomTarget>.declaration.parameters.map { $0.lifted(\.course) }
      + [
        Parameter(
          "focus", \.focus, "The point that stays where it is: a name, px of the canvas or % of the item.", default: "center",
          example: "[30%, 40%]"),
        Parameter(
          "on", \.on, "At which moments of the music its course starts anew, to last until the next one.", example: "bar"),
        Parameter(
          "decay", \.decay, "How long it takes to be back from 'level' after a moment of 'on', or the item's start.",
          default: "0.4s with 'on'", example: "0.6s"),
      ])

  package var isIdentity: Bool {
    if isStruck, moments.isEmpty { return true }
    guard let value = target.constant, case .factor(let factor) = value else { return false }
    return factor.value == 1
  }

  package var contradiction: Contradiction? {
    course.contradiction(with: level, named: "level") ?? (decay == nil ? nil : course.contradiction(with: decay, named: "decay"))
  }

  /// It jumps to its level and comes back, instead of following a course.
  private var isStruck: Bool {
    let isSteady = course.from == nil && course.to == nil && course.keyframes == nil
    return isSteady && (on != nil || decay != nil)
  }

  private var target: AnimatedValue<ZoomTarget> {
    if let level { return .constant(level.value) }
    func factor(_ value: Rational) -> ZoomTarget { .factor(ZoomFactor(value)) }
    let near = factor(Rational(23, 20))
    return isStruck ? .constant(near) : course.value(rest: factor(1), plain: (factor(1), near))
  }

  /// A factor and the point that stays where it is, in shares of the frame.
  private struct Level {
    var factor: Double
    var focus: (x: Double, y: Double)?

    var view: Motion.Rect { Motion.Rect(nearer: factor, about: focus ?? (0.5, 0.5)) }
  }

  package func views(_ site: EffectSite, of pictures: [Motion.Rect]) -> [Motion.Rect] {
    guard !isStruck, on != nil else { return views(site) }
    return rounds(of: site).flatMap(views)
  }

  /// The stretches of frames between two moments, each counted from its own.
  private func rounds(of site: EffectSite) -> [EffectSite] {
    let end = site.first + site.count
    let inner = moments.filter { $0 > site.first && $0 < end }
    return zip([site.first] + inner, inner + [end]).map { first, last in
      let index = lastMoment(at: first), start = index.map { moments[$0] } ?? moments.first ?? end
      let next = index.flatMap { $0 + 1 < moments.count ? moments[$0 + 1] : nil } ?? site.length
      var round = site
      (round.first, round.count, round.length) = (first - start, last - first, max(1, next - start))
      return round
    }
  }

  private func views(_ site: EffectSite) -> [Motion.Rect] {
    switch target {
    case .constant(let value):
      let level = level(value, site)
      guard isStruck else { return Array(repeating: level.view, count: site.count) }
      return left(after: decay?.value.seconds ?? Rational(2, 5), site, struck).map { left in
        Level(factor: 1 + (level.factor - 1) * left, focus: level.focus).view
      }
    case .keyframes(let keyframes):
      let levels = withFocus(keyframes.map { level($0.value!.value, site) })
      // An easing that overshoots does not show what lies beyond the picture.
      let isNear = levels.allSatisfy { $0.factor >= 1 }
      let factors = site.values(keyframes, levels.map(\.factor))
      let across = site.values(keyframes, levels.map { $0.focus?.x ?? 0.5 })
      let down = site.values(keyframes, levels.map { $0.focus?.y ?? 0.5 })
      return factors.indices.map { k in
        let focus = isNear ? (x: min(1, max(0, across[k])), y: min(1, max(0, down[k]))) : (x: across[k], y: down[k])
        return Level(factor: max(isNear ? 1 : 0.01, factors[k]), focus: focus).view
      }
    }
  }

  /// Where all is seen no point stays more than another: it is that of the keyframe beside it, so that a zoom to a
  /// region goes there straight.
  private func withFocus(_ levels: [Level]) -> [Level] {
    levels.enumerated().map { index, level in
      guard level.focus == nil || level.factor == 1 else { return level }
      var result = level
      let neighbours = levels[(index + 1)...].prefix(1) + levels[..<index].suffix(1)
      result.focus = neighbours.first { $0.factor != 1 }?.focus ?? level.focus
      return result
    }
  }

  private func level(_ target: ZoomTarget, _ site: EffectSite) -> Level {
    switch target {
    case .factor(let factor):
      return Level(factor: factor.value.approximation, focus: (focus?.value ?? Point.names["center"]!).share(of: site.size))
    case .region(let region):
      let size = (width: Rational(site.size.width), height: Rational(site.size.height))
      let across = axis(region.x, region.width, size.width), down = axis(region.y, region.height, size.height)
      let side = min(1, max(across.extent, down.extent))
      guard side < 1 else { return Level(factor: 1) }
      return Level(factor: 1 / side, focus: (held(across, side), held(down, side)))
    }
  }

  private func axis(_ start: Setting<Length>?, _ length: Setting<Length>?, _ whole: Rational) -> (start: Double, extent: Double) {
    let first = start?.value.pixels(of: whole) ?? 0, long = length?.value.pixels(of: whole) ?? whole
    return ((first / whole).approximation, max(0.001, (long / whole).approximation))
  }

  /// The point that stays, where a view of `side` is to hold a stretch in its middle and nothing beyond the frame.
  private func held(_ stretch: (start: Double, extent: Double), _ side: Double) -> Double {
    let start = stretch.start + (stretch.extent - side) / 2
    return max(0, min(1 - side, start)) / (1 - side)
  }
}
