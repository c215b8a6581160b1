import Catalogue
import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// Sound effects on the film's samples; `at` and `until` count from `start` and are rounded to frames.
  func applied(_ uses: [SoundEffectUse], from start: Rational, to end: Rational) -> [AppliedSoundEffect] {
    uses.compactMap { entry in
      let use = entry.use
      guard let effect = use.effect as? any SoundEffect, isKnown(effect) else { return nil }
      var samples: Range<Int>?
      if use.scope.at != nil || use.scope.until != nil {
        let length = (end - start) * canvas.rate.value
        let first = edge(use.scope.at, start, length) ?? canvas.rate.edge(nearest: start) ?? 0
        let last = edge(use.scope.until, start, length) ?? canvas.rate.edge(nearest: end) ?? 0
        guard first < last, first >= 0 else {
          let place = use.scope.until?.span ?? use.scope.at?.span ?? use.nameSpan
          context.bag.error("bad-effect-time", "'\(type(of: effect).name)' ends before it starts", at: place)
          return nil
        }
        samples = canvas.samples(of: first..<last)
      }
      guard !effect.isIdentity else { return nil }
      return AppliedSoundEffect(
        effect: effect, amount: use.scope.amount?.value.constant?.value ?? 1, samples: samples, span: use.nameSpan)
    }
  }

  /// Raw filters are asked about before anything runs.
  private func isKnown(_ effect: any SoundEffect) -> Bool {
    guard let raw = effect as? RawSoundFilterEffect, let chain = raw.chain else { return true }
    for filter in chain.value.filters {
      guard let problem = context.world.problem(with: filter, in: .sound) else { continue }
      context.bag.error("bad-filter", problem, at: chain.span)
      return false
    }
    return true
  }

  /// Samples that effects ring on.
  func tail(of effects: [AppliedSoundEffect]) -> Int {
    let seconds = effects.map(\.effect.tail).reduce(Rational.zero, +)
    return (seconds * Rational(canvas.sound.rate)).roundedHalfUp ?? 0
  }
}
