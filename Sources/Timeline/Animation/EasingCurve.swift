import Foundation
import MediaTypes

extension Easing {
  /// How far the value has come (0 to 1, with overshoot for some) when `progress` of the time has passed.
  /// The curves are Robert Penner's; the Bézier is CSS's.
  package func value(at progress: Double) -> Double {
    switch self {
    case .linear: progress
    case .hold: progress < 1 ? 0 : 1
    case .bezier(let a, let b, let c, let d):
      bezier(progress, (a.approximation, b.approximation), (c.approximation, d.approximation))
    case .curve(let shape, .easeIn): shape.accelerate(progress)
    case .curve(let shape, .easeOut): 1 - shape.accelerate(1 - progress)
    case .curve(let shape, .easeInOut):
      progress < 0.5 ? shape.accelerate(2 * progress) / 2 : 1 - shape.accelerate(2 - 2 * progress) / 2
    }
  }

  private func bezier(_ x: Double, _ first: (x: Double, y: Double), _ second: (x: Double, y: Double)) -> Double {
    func axis(_ t: Double, _ a: Double, _ b: Double) -> Double {
      3 * (1 - t) * (1 - t) * t * a + 3 * (1 - t) * t * t * b + t * t * t
    }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if axis(middle, first.x, second.x) < x { low = middle } else { high = middle }
    }
    return axis((low + high) / 2, first.y, second.y)
  }
}

extension Easing.Shape {
  /// The shape with its slow part first.
  fileprivate func accelerate(_ t: Double) -> Double {
    switch self {
    case .sine: return 1 - cos(t * .pi / 2)
    case .quad: return t * t
    case .cubic: return t * t * t
    case .quart: return t * t * t * t
    case .quint: return t * t * t * t * t
    case .expo: return t <= 0 ? 0 : pow(2, 10 * (t - 1))
    case .circ: return 1 - (1 - t * t).squareRoot()
    case .back: return t * t * (2.70158 * t - 1.70158)
    case .elastic: return t <= 0 || t >= 1 ? t : -pow(2, 10 * (t - 1)) * sin((t - 1.075) * 2 * .pi / 0.3)
    case .bounce: return 1 - Self.bounce(1 - t)
    }
  }

  private static func bounce(_ t: Double) -> Double {
    let (n, d) = (7.5625, 2.75)
    if t < 1 / d { return n * t * t }
    if t < 2 / d { return n * (t - 1.5 / d) * (t - 1.5 / d) + 0.75 }
    if t < 2.5 / d { return n * (t - 2.25 / d) * (t - 2.25 / d) + 0.9375 }
    return n * (t - 2.625 / d) * (t - 2.625 / d) + 0.984375
  }
}
