import CFFmpeg
import MediaTypes

extension Rational {
  init(_ value: AVRational) { self.init(Int(value.num), Int(value.den)) }
}

/// When a picture stream is shown, in the container's seconds.
struct PictureTimes {
  var start: Rational
  var end: Rational
  /// Pictures a second; nil where nothing tells.
  var meanRate: Rational?
  /// Pictures shown, where known.
  var count: Int?

  init(stream: AVStream, survey: StreamSurvey, file: MediaFile, isWhole: Bool) {
    let tick = Rational(stream.time_base)
    let range = survey.range
    // Leading pictures that cannot be decoded have lesser stamps than the first frame that comes out.
    let first = survey.head.firstStamp ?? range.first ?? 0
    let last = max(range.last ?? first, first)
    let span = Rational(Int128(last) - Int128(first)) * tick
    let stamped = isWhole ? range.count : indexedCount(stream, file: file)
    let steps = stamped.map { $0 - 1 }
    count = stamped.map { $0 + range.trailing }
    meanRate = PictureTimes.rate(stream, steps: steps, span: span, tick: tick, isMeasured: isWhole)
    start = Rational(Int(first)) * tick
    end = Rational(Int(last)) * tick
    let stated = file.container == KnownContainers.mov ? statedEnd(stream) : nil
    if let packetEnd = range.end, packetEnd > last {
      end = Rational(Int(packetEnd)) * tick
    } else if let stated, stated > last {
      end = Rational(Int(stated)) * tick
    } else if let meanRate {
      end += Rational(1 + range.trailing) / meanRate
    }
  }

  /// The container's rate where the stamps agree with it to a tick, because stamps in milliseconds blur it;
  /// otherwise the measured mean.
  private static func rate(_ stream: AVStream, steps: Int?, span: Rational, tick: Rational, isMeasured: Bool)
    -> Rational?
  {
    let stated = [stream.avg_frame_rate, stream.r_frame_rate].filter { $0.num > 0 && $0.den > 0 }
      .map { Rational($0) }
    guard let steps = steps.map({ Rational($0) }), steps.isPositive, span.isPositive else {
      return stated.first
    }
    let exact = stated.first { (steps / $0 - span).magnitude <= tick }
    // An index may list pictures that the file has lost; only counting them measures.
    return exact ?? (isMeasured ? nil : stated.first) ?? steps / span
  }
}

/// Where MP4's own tables say that a track ends, in its ticks: a picture without a length lasts until then.
private func statedEnd(_ stream: AVStream) -> Int64? {
  guard stream.duration > 0 else { return nil }
  let start = stream.start_time == reel_no_pts ? 0 : stream.start_time
  let (end, overflow) = start.addingReportingOverflow(stream.duration)
  return overflow ? nil : end
}

/// Pictures that the container's index lists as shown; nil where the index is not whole.
private func indexedCount(_ stream: AVStream, file: MediaFile) -> Int? {
  guard file.container == KnownContainers.mov, stream.nb_frames > 0 else { return nil }
  let pointer = file.streams[Int(stream.index)]
  let entries = avformat_index_get_entries_count(pointer)
  guard entries > 0 else { return nil }
  return (0..<entries).reduce(0) { count, index in
    let flags = avformat_index_get_entry(pointer, index)?.pointee.flags ?? 0
    return flags & AVINDEX_DISCARD_FRAME == 0 ? count + 1 : count
  }
}

/// When a sound stream is heard, in the container's seconds.
struct SoundTimes {
  var start: Rational
  var end: Rational

  /// Nil without stamps.
  init?(stream: AVStream, survey: StreamSurvey) {
    let tick = Rational(stream.time_base)
    let rate = max(1, survey.head.sampleRate)
    guard let first = survey.head.firstStamp, let last = survey.range.last else { return nil }
    start = Rational(Int(first)) * tick
    if let packetEnd = survey.range.end, packetEnd > last {
      end = Rational(Int(packetEnd)) * tick - Rational(survey.range.endPadding, rate)
    } else {
      end = Rational(Int(last)) * tick + Rational(survey.head.sampleCount, rate)
    }
    end = max(start, end)
  }
}
