import Catalogue
import FilterGraph
import MediaTypes

extension SpanGraph {
  /// Adds effects behind `input`, and gives what comes out: as many samples, each in its place.
  /// - Parameter samples: of the film, those that pass.
  mutating func add(
    _ effects: [AppliedSoundEffect], to input: Edge, _ shape: SoundShape, samples: Range<Int>, origin: Int
  ) -> Edge {
    var chain = SoundChain(self, at: input, shape, count: samples.count, origin: origin)
    for effect in effects { chain.add(effect, samples) }
    self = chain.graph
    return chain.edge
  }
}

extension SoundChain {
  fileprivate mutating func add(_ applied: AppliedSoundEffect, _ passing: Range<Int>) {
    let held = applied.samples?.clamped(to: passing).shifted(by: -passing.lowerBound) ?? 0..<count
    guard !held.isEmpty, applied.amount != 0 else { return }
    guard applied.amount != 1 || held != 0..<count else { return applied.effect.apply(to: &self) }
    mix(applied.effect, applied.amount, held)
  }

  /// The result where and as much as it holds, the source elsewhere and for the rest; they change over in 5 ms.
  private mutating func mix(_ effect: any SoundEffect, _ amount: Rational, _ held: Range<Int>) {
    let isEarly = held.lowerBound > 0, isLate = held.upperBound < count
    var copies = fork(1 + (amount == 1 ? 0 : 1) + (isEarly ? 1 : 0) + (isLate ? 1 : 0))
    let ramp = max(1, min(shape.rate / 200, held.count / 2))
    let rise = held.lowerBound, fall = held.upperBound - ramp
    edge = copies.removeFirst()
    effect.apply(to: &self)
    var parts = [
      ended(
        edge, amount,
        (isEarly ? [.fade("in", from: rise, samples: ramp)] : []) + (isLate ? [.fade("out", from: fall, samples: ramp)] : []))
    ]
    if isEarly { parts.append(ended(copies.removeFirst(), amount, [.fade("out", from: rise, samples: ramp)])) }
    if isLate { parts.append(ended(copies.removeFirst(), amount, [.fade("in", from: fall, samples: ramp)])) }
    if amount != 1 { parts.append(ended(copies.removeFirst(), 1 - amount, [])) }
    join(parts)
  }

  private mutating func ended(_ edge: SpanGraph.Edge, _ factor: Rational, _ fades: [Filter]) -> SpanGraph.Edge {
    graph.chain(fades + (factor == 1 ? [] : [.volume(factor: factor)]), to: edge, origin: origin)
  }
}
