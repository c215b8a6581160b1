/// Which frame of one sound goes with which of another: the way of least distance (dynamic time warping, Sakoe and Chiba
/// 1978), first among coarse frames, then within a second of that way.
struct TimeWarp {
  /// For each frame of the model, the first and last frame of the sound on the way.
  private(set) var places: [ClosedRange<Int>] = []
  /// For each frame of the model, the mean distance on the way.
  private(set) var distances: [Float] = []

  /// Frames that the coarse way takes at once.
  static let step = 8

  /// The way among coarse frames, which stays within a minute of the straight one.
  /// - Parameter model: what the sound should be like, every `step` frames as one; so the sound.
  static func coarse(model: Cepstra, sound: Cepstra) -> TimeWarp {
    way(model, sound) { row, rows, columns in
      let middle = row * columns / max(1, rows)
      return max(0, middle - 6000 / step)...min(columns - 1, middle + 6000 / step)
    }
  }

  /// - Parameters:
  ///   - model: what the sound should be like.
  ///   - rough: the way among their coarse frames.
  init(model: Cepstra, sound: Cepstra, near rough: TimeWarp) {
    let step = Self.step
    let way = Self.way(model, sound) { row, _, columns in
      let near = rough.places[min(row / step, rough.places.count - 1)]
      return max(0, min(columns - 1, near.lowerBound * step - 100))...min(columns - 1, (near.upperBound + 1) * step + 100)
    }
    (places, distances) = (way.places, way.distances)
  }

  private init() {}

  /// How far model and sound are from each other on the whole way.
  var distance: Float { distances.reduce(0, +) / Float(max(1, distances.count)) }

  private static func way(_ model: Cepstra, _ sound: Cepstra, _ band: (Int, Int, Int) -> ClosedRange<Int>) -> TimeWarp {
    let (rows, columns) = (model.count, sound.count)
    guard rows > 0, columns > 0 else { return TimeWarp() }
    var bands = (0..<rows).map { band($0, rows, columns) }
    bands[0] = 0...bands[0].upperBound
    bands[rows - 1] = bands[rows - 1].lowerBound...(columns - 1)
    for row in 1..<max(1, rows) where bands[row].lowerBound > bands[row - 1].upperBound + 1 {
      bands[row] = bands[row - 1].upperBound...max(bands[row].upperBound, bands[row - 1].upperBound)
    }
    var steps: [[UInt8]] = []
    var (last, costs): ([Float], [Float]) = ([], [])
    for row in 0..<rows {
      last = costs
      costs = [Float](repeating: .infinity, count: bands[row].count)
      var moves = [UInt8](repeating: 0, count: bands[row].count)
      for (index, column) in bands[row].enumerated() {
        let distance = Self.distance(model, row, sound, column)
        func above(_ column: Int) -> Float {
          guard row > 0, bands[row - 1].contains(column) else { return .infinity }
          return last[column - bands[row - 1].lowerBound]
        }
        var best: (cost: Float, move: UInt8) = row == 0 && column == 0 ? (0, 0) : (above(column - 1), 1)
        if case let cost = above(column), cost < best.cost { best = (cost, 2) }
        if index > 0, costs[index - 1] < best.cost { best = (costs[index - 1], 3) }
        costs[index] = best.cost + distance
        moves[index] = best.move
      }
      steps.append(moves)
    }
    return trace(steps, bands, model, sound)
  }

  private static func trace(_ steps: [[UInt8]], _ bands: [ClosedRange<Int>], _ model: Cepstra, _ sound: Cepstra) -> TimeWarp {
    var warp = TimeWarp()
    warp.places = bands.map { $0.upperBound...$0.upperBound }
    warp.distances = [Float](repeating: 0, count: bands.count)
    var counts = [Float](repeating: 0, count: bands.count)
    var (row, column) = (bands.count - 1, bands[bands.count - 1].upperBound)
    while true {
      warp.places[row] = counts[row] == 0 ? column...column : column...warp.places[row].upperBound
      warp.distances[row] += distance(model, row, sound, column)
      counts[row] += 1
      switch steps[row][column - bands[row].lowerBound] {
      case 1: (row, column) = (row - 1, column - 1)
      case 2: row -= 1
      case 3: column -= 1
      default:
        for row in warp.distances.indices { warp.distances[row] /= max(1, counts[row]) }
        return warp
      }
    }
  }

  private static func distance(_ model: Cepstra, _ row: Int, _ sound: Cepstra, _ column: Int) -> Float {
    var sum: Float = 0
    model.values.withUnsafeBufferPointer { a in
      sound.values.withUnsafeBufferPointer { b in
        for index in 0..<Cepstra.size {
          let difference = a[row * Cepstra.size + index] - b[column * Cepstra.size + index]
          sum += difference * difference
        }
      }
    }
    return sum.squareRoot()
  }
}
