import Foundation

extension FadeShape {
  /// The level, from 0 to 1, when `progress` of a fade-in has passed.
  package func rising(at progress: Double) -> Double {
    switch self {
    case .curve(let curve): curve.level(progress)
    case .ease(let easing): easing.value(at: progress)
    }
  }

  /// The level, from 1 to 0, when `progress` of a fade-out has passed.
  package func falling(at progress: Double) -> Double {
    switch self {
    case .curve(let curve): curve.level(1 - progress)
    case .ease(let easing): 1 - easing.value(at: progress)
    }
  }
}

extension FadeCurve {
  /// The level at a distance from silence, both from 0 to 1. The exponential curve spans 40 dB.
  fileprivate func level(_ distance: Double) -> Double {
    switch self {
    case .linear: distance
    case .equalPower: sin(distance * .pi / 2)
    case .sCurve: (1 - cos(distance * .pi)) / 2
    case .exponential: (pow(100, distance) - 1) / 99
    case .logarithmic: log10(1 + 9 * distance)
    }
  }
}
