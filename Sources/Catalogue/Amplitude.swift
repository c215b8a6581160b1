import Foundation
import MediaTypes

/// The factor of a level in decibels, to a millionth: 10^(dB/20).
package func amplitude(decibels: Rational) -> Rational {
  Rational(Int((pow(10, decibels.approximation / 20) * 1_000_000).rounded()), 1_000_000)
}
