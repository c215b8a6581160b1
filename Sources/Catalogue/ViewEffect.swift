import FilterGraph
import MediaTypes
import Timeline

/// An effect that chooses which part of the picture fills its frame. It belongs to the item's geometry, whatever
/// its place in the list: all of them are composed, and the picture is resampled once, from its own pixels.
package protocol ViewEffect: PictureEffect {
  /// The part that fills the frame, one for each frame that passes. All is in shares of the frame, from its top left.
  /// - Parameter pictures: where the whole picture lies on each frame; it may reach over the frame's edges.
  func views(_ site: EffectSite, of pictures: [Motion.Rect]) -> [Motion.Rect]
  /// Keys that cannot both be meant.
  var contradiction: Contradiction? { get }
}

extension ViewEffect {
  package static var family: EffectFamily { .geometry }
  package static var space: EffectSpace { .working(keepsAlpha: true) }
  package static var makesAlpha: Bool { true }
  package var contradiction: Contradiction? { nil }

  /// For what cannot be composed: a picture that is mixed with its source.
  package func apply(to chain: inout EffectChain) {
    let site = chain.site
    let views = views(site, of: Array(repeating: .unit, count: site.count))
    chain.move(views.map { Motion.Pose(showing: .unit, of: Motion.Rect(site.size), through: $0, on: Motion.Rect(site.size)) })
  }
}

extension EffectChain {
  /// Moves the picture within its own size.
  package mutating func move(_ poses: [Motion.Pose]) {
    let motion = Motion(from: site.size, to: site.size, pixelFormat: site.pixelFormat, poses: poses)
    edge = graph.move(edge, motion, origin: origin)
  }
}

extension Motion.Rect {
  /// All of a frame, in shares of it.
  package static let unit = Motion.Rect(x: 0, y: 0, width: 1, height: 1)

  /// The part of a frame that fills it at a factor, where `focus` stays, in shares.
  package init(nearer factor: Double, about focus: (x: Double, y: Double)) {
    let side = 1 / factor
    self.init(x: focus.x * (1 - side), y: focus.y * (1 - side), width: side, height: side)
  }

  /// The same rectangle as `view` sees it.
  package func seen(through view: Motion.Rect) -> Motion.Rect {
    Motion.Rect(
      x: (x - view.x) / view.width, y: (y - view.y) / view.height, width: width / view.width, height: height / view.height)
  }

  /// A rectangle of shares of this one, in its own measure.
  package func part(_ share: Motion.Rect) -> Motion.Rect {
    Motion.Rect(x: x + share.x * width, y: y + share.y * height, width: share.width * width, height: share.height * height)
  }

  /// What both hold; nothing is an empty rectangle.
  package func intersection(_ other: Motion.Rect) -> Motion.Rect {
    let left = max(x, other.x), top = max(y, other.y)
    let right = min(x + width, other.x + other.width), bottom = min(y + height, other.y + other.height)
    return Motion.Rect(x: left, y: top, width: max(0, right - left), height: max(0, bottom - top))
  }
}

extension Point {
  /// Where it is in something of this size, in shares of it.
  func share(of size: PixelSize) -> (x: Double, y: Double) {
    let (width, height) = (Rational(size.width), Rational(size.height))
    return ((x.pixels(of: width) / width).approximation, (y.pixels(of: height) / height).approximation)
  }
}

extension Motion.Pose {
  /// - Parameters:
  ///   - picture: where the whole picture lies, in shares of the frame.
  ///   - pixels: the frame at rest, in the picture's own pixels.
  ///   - view: the part that fills the frame, in shares of it.
  ///   - frame: where the frame is.
  package init(showing picture: Motion.Rect, of pixels: Motion.Rect, through view: Motion.Rect, on frame: Motion.Rect) {
    let visible = view.intersection(picture)
    self.init(window: pixels.part(visible).rounded, place: frame.part(visible.seen(through: view)).rounded)
  }
}

extension Motion.Rect {
  /// To a ten-thousandth of a pixel, so that a plan reads the same whatever computed it.
  fileprivate var rounded: Motion.Rect {
    func round(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
    return Motion.Rect(x: round(x), y: round(y), width: round(width), height: round(height))
  }
}
