import FilterGraph
import Foundation
import MediaTypes

/// When each point of the canvas changes over, from 0 (first) to 1 (last): one drawing for a whole transition.
package enum TransitionMap: Hashable, Sendable {
  case circle, box, diamond, hexagon
  /// From the middle to both sides, or up and down.
  case columns, rows
  /// Round the middle, both ways at once, from the top.
  case fan

  /// FFmpeg's expression of `ld(0)` and `ld(1)`, the distances to the right of the canvas's middle and below it.
  fileprivate func moment(_ size: PixelSize) -> String {
    let (x, y) = ("abs(ld(0))", "abs(ld(1))"), right = Double(size.width) / 2, bottom = Double(size.height) / 2
    switch self {
    case .circle: return "hypot(ld(0),ld(1))/\(decimal(hypot(right, bottom)))"
    case .box: return "max(\(x)/\(decimal(right)),\(y)/\(decimal(bottom)))"
    case .diamond: return "(\(x)+\(y))/\(decimal(right + bottom))"
    case .hexagon: return "max(\(y),\(x)*0.866025+\(y)/2)/\(decimal(max(bottom, right * 0.866025 + bottom / 2)))"
    case .columns: return "\(x)/\(decimal(right))"
    case .rows: return "\(y)/\(decimal(bottom))"
    case .fan: return "abs(atan2(ld(0),-ld(1)))/PI"
    }
  }
}

extension Filter {
  /// The drawing of a map, with 4096 moments. Drawn small, because it has no fine parts and drawing costs most.
  package static func transitionMap(_ map: TransitionMap, isReversed: Bool, _ size: PixelSize, rate: FrameRate) -> [Filter] {
    let small = PixelSize(width: max(16, size.width / 4), height: max(16, size.height / 4))
    let place = "st(0,((X+0.5)/W-0.5)*\(size.width));st(1,((Y+0.5)/H-0.5)*\(size.height))"
    let moment = isReversed ? "1-(\(map.moment(size)))" : map.moment(size)
    return [
      .source("color", size: small, rate: rate, [.init("c", "black")]), .format("gray12le"), .pick(first: 0, count: 1)[0],
      Filter("geq", ["lum": "4095*clip(\(place);\(moment),0,1)"]),
      Filter("scale", ["w": size.width, "h": size.height, "flags": "bicubic+accurate_rnd"]), .format("gray12le"),
    ]
  }

  /// What shares of the second picture a map gives when a transition has come so far (0 to 1): option values for
  /// `lut`, one a frame.
  /// - Parameter softness: how much of the way the edge is wide.
  package static func sharesOfMap(_ progress: [Double], softness: Double) -> [String] {
    let soft = decimal(softness)
    return progress.map { "4095*clip((\(decimal($0 * (1 + softness)))-val/4095)/\(soft),0,1)" }
  }

  /// Shares of 4095 as shares of 255; the scaler alone does not reach either end.
  package static func sharesInBytes(_ size: PixelSize) -> [Filter] {
    [
      Filter("scale", ["w": size.width, "h": size.height, "flags": "bicubic+accurate_rnd"]), .format("gray"),
      Filter("lut", ["c0": "clip((val-2)*255/251,0,255)"]),
    ]
  }
}
