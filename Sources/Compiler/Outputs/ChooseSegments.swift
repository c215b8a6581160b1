import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

extension OutputChoice {
  /// How a film is cut up for streaming; nil for one file, or after an error.
  func segments(
    _ clause: Setting<StreamingClause>?, _ frames: Range<Int>?, _ path: String, at span: Span, _ bag: inout DiagnosticBag
  ) -> SegmentPlan? {
    guard !path.contains("%") else {
      bag.error("bad-path", "the path of a playlist has no '%', which its segments' numbers are made with", at: span)
      return nil
    }
    guard let resolution, let composition else { return nil }
    var length: Rational = 6
    if let segment = clause?.value.segment {
      guard let seconds = resolution.seconds(segment.value, segment.span, key: "segment", &bag) else { return nil }
      length = seconds.rounded(toGrid: 1_000_000)
      guard (Rational(1, 2)...60).contains(length) else {
        bag.error("out-of-range", "a segment lasts from 0.5s to 60s, not \(seconds.decimal(digits: 3))s", at: segment.span)
        return nil
      }
    }
    let count = (frames ?? 0..<composition.frameCount).count, rate = composition.canvas.rate.value
    // The first frame that is not earlier: a player's clock never runs ahead of the pictures.
    let edges = (1...).lazy.map { (Rational($0) * length * rate).ceiling ?? count }.prefix { $0 < count }
    return SegmentPlan(
      seconds: length, edges: composition.hasPicture ? Array(edges) : [], isMP4: clause?.value.type?.value != .mpegts)
  }

  /// Whether an output that is to be streamed has the path of a playlist.
  func checkStreaming(
    _ clause: OutputClause?, _ container: ContainerName, _ path: String, _ span: Span, _ bag: inout DiagnosticBag
  ) -> Bool {
    guard let hls = clause?.hls, !hls.value.isOff else { return true }
    guard container != .hls || !path.lowercased().hasSuffix(".m3u8") else { return true }
    bag.error(
      "unknown-container", "a playlist for streaming is a .m3u8 file, not '\(path)'", at: span, caption: "end it in .m3u8",
      labels: span == hls.keySpan ? [] : [.init(hls.keySpan, "streaming is asked for here")])
    return false
  }
}
