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
    guard let way = cameraWay(use.facts.path, range, ratio: (picture.displaySize.height / picture.displaySize.width).approximation, span)
    else { return nil }
    var result = effect
    let frame = SteadyFrame(layer.geometry, picture.displaySize)
    result.poses = way.poses(
      at: instants, smoothing: effect.seconds, rate: picture.meanRate ?? 25, mostZoom: effect.mostZoom, of: frame)
    return result
  }

  /// Measured in stretches of ten seconds, so that a short part of a long recording costs little and every part is kept.
  private func cameraWay(_ path: String, _ range: SourceRange, ratio: Double, _ span: Span) -> CameraWay? {
    let first = (range.start / 10).floor ?? 0, last = max((range.end / 10).floor ?? 0, first)
    var way = CameraWay()
    for stretch in first...last {
      let question = MediaQuestion(kind: "motion-2", path: path, parameters: ["from=\(stretch * 10)", "to=\(stretch * 10 + 10)"])
      do throws(WorldProblem) {
        way.add(try context.world.analysis(question), ratio: ratio)
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
