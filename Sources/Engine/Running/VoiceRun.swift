import CFFmpeg
import FilterGraph
import MediaTypes

/// One voice at work: its samples in the film's shape, exactly as many as planned.
final class VoiceRun {
  private let voice: Voice
  private let shape: SoundShape
  private let feed: SoundFeed?
  private let run: FilterRun?
  private var isClosed = false
  private var frame: Frame?
  /// Samples of `frame` that were given already.
  private var used = 0
  private var isOver = false
  private var levels: LevelRun?
  private let block: Int
  private var blocks = 0

  init(_ voice: Voice, shape: SoundShape, pool: ReaderPool) throws(EngineError) {
    self.voice = voice
    self.shape = shape
    levels = voice.levels.map(LevelRun.init)
    block = voice.graph.nodes.lazy.compactMap { $0.automation?.block }.first ?? 1024
    do throws(EngineError) {
      feed = if let source = voice.source { try SoundFeed(source, pool: pool) } else { nil }
      let shapes = feed.map { [$0.shape] } ?? []
      run = voice.graph.nodes.isEmpty ? nil : try FilterRun(voice.graph, sources: shapes, medium: .sound)
    } catch {
      throw error.blaming(voice.origin)
    }
  }

  /// Adds the next `count` samples to what `planes` hold from `offset`; nothing where the voice is over.
  func add(_ count: Int, to planes: [UnsafeMutablePointer<Float>], at offset: Int) throws(EngineError) {
    var done = 0
    while done < count {
      guard let frame = try current() else { return }
      let held = Int(frame.pointer.pointee.nb_samples)
      let length = min(count - done, held - used)
      if levels == nil {
        for (channel, source) in frame.planes.enumerated() {
          let target = planes[channel] + offset + done
          let from = source + used
          for index in 0..<length { target[index] += from[index] }
        }
      } else {
        levels?.add(frame.planes.map { $0 + used }, length, to: planes.map { $0 + offset + done })
      }
      done += length
      used += length
    }
  }

  /// The frame that holds the next sample; nil where there is none.
  private func current() throws(EngineError) -> Frame? {
    while !isOver {
      if let frame, used < Int(frame.pointer.pointee.nb_samples) { return frame }
      used = 0
      do throws(EngineError) { frame = try pull() } catch { throw error.blaming(voice.origin) }
      guard let frame else {
        isOver = true
        return nil
      }
      try checkShape(frame)
    }
    return nil
  }

  private func pull() throws(EngineError) -> Frame? {
    guard let run else {
      guard let feed, !feed.isOver else { return nil }
      return try feed.next(block)
    }
    let result = Frame()
    while true {
      switch try run.receive(into: result) {
      case .frame: return result
      case .ended: return nil
      case .hungry:
        guard let feed, !isClosed else { return nil }
        if !feed.isOver {
          try animate(run)
          try run.send(try feed.next(block), to: 0)
        }
        if feed.isOver {
          try run.close(0, end: Int64(feed.fed))
          isClosed = true
        }
      }
    }
  }

  /// Sends the options that change with the next block.
  private func animate(_ run: FilterRun) throws(EngineError) {
    for (number, node) in voice.graph.nodes.enumerated() {
      guard let automation = node.automation, blocks < automation.values.count else { continue }
      let value = automation.values[blocks]
      if blocks == 0 || value != automation.values[blocks - 1] { try run.set(automation, value: value, node: number) }
    }
    blocks += 1
  }

  private func checkShape(_ frame: Frame) throws(EngineError) {
    let content = frame.pointer.pointee
    let isRight =
      content.format == AV_SAMPLE_FMT_FLTP.rawValue && content.sample_rate == Int32(clamping: shape.rate)
      && Int(content.ch_layout.nb_channels) == shape.layout.channelCount
    if isRight { return }
    throw EngineError(
      .fault,
      "a voice gave \(content.ch_layout.nb_channels) channels at \(content.sample_rate) Hz instead of "
        + "\(shape.layout.channelCount) at \(shape.rate) Hz in planar float", origin: voice.origin)
  }
}
