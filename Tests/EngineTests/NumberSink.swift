import CFFmpeg
import FilterGraph
import MediaTypes

@testable import Engine

/// Reads the numbers that pictures carry, and keeps the samples of the first channel.
final class NumberSink: FilmSink {
  var soundBlock = 1024
  private(set) var numbers: [Int] = []
  private(set) var samples: [Float] = []

  func take(picture: Frame) throws(EngineError) {
    let content = picture.pointer.pointee
    let row = content.data.0! + Int(content.linesize.0) * 24
    func digit(_ x: Int) -> Int { (Int(row[x]) - 24 + 6) / 12 }
    numbers.append(digit(16) + 16 * digit(48))
  }

  func take(sound: Frame) throws(EngineError) {
    samples += UnsafeBufferPointer(start: sound.planes[0], count: Int(sound.pointer.pointee.nb_samples))
  }

  static func run(_ plan: RenderPlan) throws -> NumberSink {
    let sink = NumberSink()
    _ = try runFilm(plan, into: sink, cancellation: Cancellation()) { _ in }
    return sink
  }
}
