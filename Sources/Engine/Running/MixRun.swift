import CFFmpeg
import FilterGraph
import MediaTypes

/// One mix at work: what runs into it, added up and treated.
final class MixRun {
  private let mix: SoundMix
  private let shape: SoundShape
  private let sampleCount: Int
  private let input: SoundSum
  private let run: FilterRun?
  private var levels: LevelRun?
  /// Samples that the sum gave already.
  private var fed = 0
  private var isClosed = false
  private var frame: Frame?
  /// Samples of `frame` that were given already.
  private var used = 0
  private let block = 1024

  init(_ mix: SoundMix, shape: SoundShape, sampleCount: Int, input: SoundSum) throws(EngineError) {
    (self.mix, self.shape, self.sampleCount, self.input) = (mix, shape, sampleCount, input)
    levels = mix.levels.map(LevelRun.init)
    do throws(EngineError) {
      let source = StreamShape.sound(rate: shape.rate, layout: shape.layout.rawValue, channels: shape.layout.channelCount)
      run = mix.graph.nodes.isEmpty ? nil : try FilterRun(mix.graph, sources: [source], medium: .sound)
    } catch {
      throw error.blaming(mix.origin)
    }
  }

  /// Adds the next `count` samples to what `planes` hold; nothing where the mix is over.
  func add(_ count: Int, to planes: [UnsafeMutablePointer<Float>]) throws(EngineError) {
    var done = 0
    while done < count {
      guard let frame = try current() else { return }
      let length = min(count - done, Int(frame.pointer.pointee.nb_samples) - used)
      let (source, target) = (frame.planes.map { $0 + used }, planes.map { $0 + done })
      if levels == nil {
        for (from, to) in zip(source, target) {
          for index in 0..<length { to[index] += from[index] }
        }
      } else {
        levels?.add(source, length, to: target)
      }
      done += length
      used += length
    }
  }

  private func current() throws(EngineError) -> Frame? {
    if let frame, used < Int(frame.pointer.pointee.nb_samples) { return frame }
    used = 0
    frame = try pull()
    return frame
  }

  private func pull() throws(EngineError) -> Frame? {
    guard let run else { return fed < sampleCount ? try feed() : nil }
    let result = Frame()
    while true {
      let received: FilterRun.Received
      do throws(EngineError) { received = try run.receive(into: result) } catch { throw error.blaming(mix.origin) }
      switch received {
      case .frame: return result
      case .ended: return nil
      case .hungry:
        guard !isClosed else { return nil }
        if fed < sampleCount { try run.send(try feed(), to: 0) }
        if fed >= sampleCount {
          try run.close(0, end: Int64(fed))
          isClosed = true
        }
      }
    }
  }

  private func feed() throws(EngineError) -> Frame {
    let length = min(block, sampleCount - fed)
    let frame = try input.next(length, first: fed)
    fed += length
    return frame
  }
}
