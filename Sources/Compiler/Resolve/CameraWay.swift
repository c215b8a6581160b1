import Catalogue
import FilterGraph
import Foundation
import MediaTypes

/// Where the camera of a clip pointed when each of its pictures was taken: how the first picture's plane lies in each,
/// about the middle.
struct CameraWay {
  /// A camera's direction, in widths of the picture, and its turn in radians.
  struct Place {
    var x = 0.0
    var y = 0.0
    var angle = 0.0
  }

  private var stamps: [Rational] = []
  private var places: [Place] = []

  /// Adds a measured stretch, behind those before.
  /// - Parameter ratio: the picture's height over its width.
  mutating func add(_ lines: [UInt8], ratio: Double) {
    for line in String(decoding: lines, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 4, let stamp = Rational(text: parts[0]) else { continue }
      let numbers = parts.dropFirst().compactMap { Double($0) }
      guard numbers.count == 3 else { continue }
      let last = places.last ?? Place(), angle = last.angle - numbers[2] * .pi / 180
      let (x, y) = turned(numbers[0], numbers[1] * ratio, by: angle)
      stamps.append(stamp)
      places.append(places.isEmpty ? Place() : Place(x: last.x - x, y: last.y - y, angle: angle))
    }
  }

  /// What fills the frame at each instant: the camera's way is replaced by a smooth one, and the picture enlarged, by
  /// one factor throughout, as far as that moves its edges in. Where that is more than `mostZoom`, the way is smoothed
  /// over less time instead.
  /// - Parameters:
  ///   - smoothing: seconds; half of it is the standard deviation of a Gaussian.
  ///   - rate: the file's pictures a second.
  func poses(
    at instants: [Rational], smoothing: Rational, rate: Rational, mostZoom: Double, of frame: SteadyFrame
  ) -> [SteadyPose] {
    let shown = instants.map(shownPicture), least = 1 / mostZoom
    var moves: [Place] = [], share = 0.0
    for part in [1, 0.8, 0.6, 0.45, 0.3, 0.2] {
      let corrections = corrections(sigma: max(0.5, (smoothing * rate).approximation / 2 * part))
      moves = shown.map { $0.map { corrections[$0] } ?? Place() }
      share = min(1, moves.map(frame.share).min() ?? 1)
      if share >= least { break }
    }
    share = max(share, least)
    let turns = moves.contains { abs($0.angle) * 180 / .pi > 0.02 }
    return moves.map { frame.pose(frame.fitting($0, share), share, turns: turns) }
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

  /// What of each picture lies where the smooth way points, which runs on beyond both ends as it came: how far from the
  /// picture's middle, and how it is turned there.
  private func corrections(sigma: Double) -> [Place] {
    let reach = Int((3 * sigma).rounded(.up)), last = places.count - 1
    func mirrored(_ end: Place, _ other: Place) -> Place {
      Place(x: 2 * end.x - other.x, y: 2 * end.y - other.y, angle: 2 * end.angle - other.angle)
    }
    func place(_ index: Int) -> Place {
      if index < 0 { return mirrored(places[0], places[min(last, -index)]) }
      return index > last ? mirrored(places[last], places[max(0, 2 * last - index)]) : places[index]
    }
    let weights = (-reach...reach).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let total = weights.reduce(0, +)
    return places.indices.map { index in
      var sum = Place()
      for offset in -reach...reach {
        let (near, weight) = (place(index + offset), weights[offset + reach] / total)
        sum = Place(x: sum.x + near.x * weight, y: sum.y + near.y * weight, angle: sum.angle + near.angle * weight)
      }
      let here = places[index], (x, y) = turned(sum.x - here.x, sum.y - here.y, by: -here.angle)
      return Place(x: x, y: y, angle: sum.angle - here.angle)
    }
  }
}

/// The frame that a clip fills, in the clip's pictures.
struct SteadyFrame {
  /// In widths of the picture, from its middle: what fills the frame unless something moves, and what may fill it.
  private let window: Motion.Rect
  private let whole: Motion.Rect

  init(_ geometry: Geometry, _ picture: (width: Rational, height: Rational)) {
    let (width, height) = (picture.width.approximation, picture.height.approximation)
    func shares(_ rect: ExactRect) -> Motion.Rect {
      Motion.Rect(
        x: (rect.x.approximation - width / 2) / width, y: (rect.y.approximation - height / 2) / width,
        width: rect.width.approximation / width, height: rect.height.approximation / width)
    }
    window = shares(geometry.window)
    whole = shares(geometry.whole ?? geometry.window)
  }

  private func middle(_ move: CameraWay.Place) -> (x: Double, y: Double) {
    let (x, y) = turned(window.x + window.width / 2, window.y + window.height / 2, by: move.angle)
    return (x + move.x, y + move.y)
  }

  /// How much of the window may be shown, so that no edge of the picture is, after a correction.
  func share(_ move: CameraWay.Place) -> Double {
    let middle = middle(move), (sine, cosine) = (abs(sin(move.angle)), abs(cos(move.angle)))
    let across = (window.width * cosine + window.height * sine) / 2, down = (window.width * sine + window.height * cosine) / 2
    let room = (
      x: min(middle.x - whole.x, whole.x + whole.width - middle.x), y: min(middle.y - whole.y, whole.y + whole.height - middle.y)
    )
    return min(room.x / across, room.y / down)
  }

  /// As much of a correction as shows no edge where `share` of the window is seen.
  func fitting(_ move: CameraWay.Place, _ share: Double) -> CameraWay.Place {
    func part(_ part: Double) -> CameraWay.Place { .init(x: move.x * part, y: move.y * part, angle: move.angle * part) }
    guard self.share(move) < share else { return move }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if self.share(part(middle)) >= share { low = middle } else { high = middle }
    }
    return part(low)
  }

  func pose(_ move: CameraWay.Place, _ share: Double, turns: Bool) -> SteadyPose {
    let middle = middle(move)
    let view = Motion.Rect(
      x: (middle.x - window.x) / window.width - share / 2, y: (middle.y - window.y) / window.height - share / 2, width: share, height: share
    )
    return SteadyPose(view: view, degrees: turns ? move.angle * 180 / .pi : 0)
  }
}

/// A place about the middle, turned clockwise by an angle in radians.
private func turned(_ x: Double, _ y: Double, by angle: Double) -> (x: Double, y: Double) {
  (x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle))
}
