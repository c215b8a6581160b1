import CFFmpeg
import FilterGraph
import MediaTypes

/// Where a graph is interrupted by a motion: pictures leave it, are moved, and enter it again.
final class Relay {
  private let end: UnsafeMutablePointer<AVFilterContext>
  private let start: UnsafeMutablePointer<AVFilterContext>
  private let mover: Mover
  private let timeBase: AVRational
  private let origin: Int
  private var moved = 0
  private var isOver = false

  init(
    from end: UnsafeMutablePointer<AVFilterContext>, to start: UnsafeMutablePointer<AVFilterContext>, _ mover: Mover,
    timeBase: AVRational, origin: Int
  ) {
    (self.end, self.start, self.mover) = (end, start, mover)
    (self.timeBase, self.origin) = (timeBase, origin)
  }

  /// Moves a picture on, where the graph asked for one and there is one; says whether it did.
  func serve() throws(EngineError) -> Bool {
    guard !isOver, av_buffersrc_get_nb_failed_requests(start) > 0 else { return false }
    let frame = Frame()
    let code = av_buffersink_get_frame_flags(end, frame.pointer, 0)
    if code == reel_error_again { return false }
    if code == reel_error_eof {
      isOver = true
      try check(av_buffersrc_close(start, Int64(moved), 0), "end a graph's source")
      return true
    }
    try check(code, .library, "run a graph")
    do throws(EngineError) {
      let number = av_rescale_q(frame.pointer.pointee.pts, av_buffersink_get_time_base(end), timeBase)
      let result = try mover.moved(frame, number: Int(number))
      result.pointer.pointee.pts = number
      try check(av_buffersrc_add_frame_flags(start, result.pointer, 0), "feed a graph")
    } catch {
      throw error.blaming(origin)
    }
    moved += 1
    return true
  }
}
