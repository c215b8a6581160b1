import Catalogue
import Diagnostics
import FilterGraph
import Foundation
import MediaTypes
import Timeline

extension Composer {
  /// Effects with what they need to know of the clip that they work on. Those on a clip's own pictures have nothing to
  /// do elsewhere, which is said.
  func onClip(_ effects: [AppliedEffect], _ item: Placed, _ layer: Layer) -> [AppliedEffect] {
    effects.compactMap { applied in
      guard applied.effect is any SourceEffect || applied.effect is StabilizeEffect else { return applied }
      guard case .run(let run) = layer.content else {
        context.bag.warning(
          "effect-without-clip", "'\(applied.name)' works on the pictures of a clip; \(layer.what) has none of its own", at: applied.span,
          caption: "put it on a clip of video")
        return nil
      }
      guard let effect = applied.effect as? StabilizeEffect else { return applied }
      guard applied.changesPictures, let steady = steadied(effect, run, item, layer, applied.span) else { return nil }
      var result = applied
      result.effect = steady
      return result
    }
  }

  /// The effect with what fills the frame on each of the item's frames; nil where the clip cannot be measured.
  private func steadied(_ effect: StabilizeEffect, _ run: SourceRun, _ item: Placed, _ layer: Layer, _ span: Span) -> StabilizeEffect? {
    let use = context.media.uses[run.media]
    guard let picture = use.facts.picture else { return effect }
    let instants = item.frames.indices.map { frame in
      let k = frame - item.frames.lowerBound
      return run.instant(ofFrame: k, rate: canvas.rate)
    }
    let margin = effect.seconds * 2
    let range = SourceRange(
      start: max(picture.start, (instants.min() ?? 0) - margin), end: min(picture.end, (instants.max() ?? 0) + margin))
    guard let way = cameraWay(use.facts.path, range, span) else { return nil }
    var result = effect
    let window = layer.geometry.window, size = picture.displaySize
    result.views = way.views(
      at: instants, smoothing: effect.seconds, rate: picture.meanRate ?? 25, mostZoom: effect.mostZoom,
      across: (size.width / window.width).approximation, down: (size.height / window.height).approximation)
    return result
  }

  /// Measured in stretches of ten seconds, so that a short part of a long recording costs little and every part is kept.
  private func cameraWay(_ path: String, _ range: SourceRange, _ span: Span) -> CameraWay? {
    let first = (range.start / 10).floor ?? 0, last = max((range.end / 10).floor ?? 0, first)
    var way = CameraWay()
    for stretch in first...last {
      let question = MediaQuestion(kind: "motion-1", path: path, parameters: ["from=\(stretch * 10)", "to=\(stretch * 10 + 10)"])
      do throws(WorldProblem) {
        way.add(try context.world.analysis(question))
      } catch {
        context.bag.error("cannot-stabilize", error.message, at: span, notes: error.notes)
        return nil
      }
    }
    return way
  }
}

extension SourceRun {
  /// The instant that a frame shows, counted from the first.
  func instant(ofFrame k: Int, rate: FrameRate) -> Rational {
    let plain = (time(afterFrames: k, rate: rate) + time(afterFrames: k + 1, rate: rate)) / 2
    guard let wrap else { return plain }
    return wrap.start + (plain - wrap.start).modulo(wrap.length)
  }
}

/// Where the camera of a clip pointed when each of its pictures was taken, in shares of the picture.
struct CameraWay {
  private var stamps: [Rational] = []
  private var places: [(x: Double, y: Double)] = []

  /// Adds a measured stretch, behind those before.
  mutating func add(_ lines: [UInt8]) {
    for line in String(decoding: lines, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 3, let stamp = Rational(text: parts[0]), let x = Double(parts[1]), let y = Double(parts[2]) else { continue }
      let last = places.last ?? (0, 0)
      stamps.append(stamp)
      places.append(places.isEmpty ? (0, 0) : (last.x + x, last.y + y))
    }
  }

  /// What fills the frame at each instant: the camera's way is replaced by a smooth one, and the picture enlarged, by
  /// one factor throughout, as far as that moves its edges in.
  /// - Parameters:
  ///   - smoothing: seconds; half of it is the standard deviation of a Gaussian.
  ///   - across: widths of the frame in the width of the picture.
  func views(
    at instants: [Rational], smoothing: Rational, rate: Rational, mostZoom: Double, across: Double, down: Double
  ) -> [Motion.Rect] {
    let corrections = corrections(sigma: max(0.5, (smoothing * rate).approximation / 2))
    let shown = instants.map { instant -> (x: Double, y: Double) in
      guard let index = shownPicture(at: instant) else { return (0, 0) }
      return (corrections[index].x * across, corrections[index].y * down)
    }
    let most = shown.map { max(abs($0.x), abs($0.y)) }.max() ?? 0
    let share = max(1 / mostZoom, 1 - 2 * most), slack = (1 - share) / 2
    return shown.map { shift in
      Motion.Rect(
        x: slack + max(-slack, min(slack, shift.x)), y: slack + max(-slack, min(slack, shift.y)), width: share, height: share)
    }
  }

  /// The last picture that starts before an instant.
  private func shownPicture(at instant: Rational) -> Int? {
    guard !stamps.isEmpty else { return nil }
    var (low, high) = (0, stamps.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if stamps[middle] < instant { low = middle } else { high = middle }
    }
    return low
  }

  /// From each place to the smooth way, which runs on beyond both ends as it came.
  private func corrections(sigma: Double) -> [(x: Double, y: Double)] {
    let reach = Int((3 * sigma).rounded(.up)), last = places.count - 1
    func place(_ index: Int) -> (x: Double, y: Double) {
      if index < 0 { return (2 * places[0].x - places[min(last, -index)].x, 2 * places[0].y - places[min(last, -index)].y) }
      if index > last {
        let mirrored = places[max(0, 2 * last - index)]
        return (2 * places[last].x - mirrored.x, 2 * places[last].y - mirrored.y)
      }
      return places[index]
    }
    let weights = (-reach...reach).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let total = weights.reduce(0, +)
    return places.indices.map { index in
      var sum = (x: 0.0, y: 0.0)
      for offset in -reach...reach {
        let (near, weight) = (place(index + offset), weights[offset + reach])
        sum = (sum.x + near.x * weight, sum.y + near.y * weight)
      }
      return (sum.x / total - places[index].x, sum.y / total - places[index].y)
    }
  }
}
