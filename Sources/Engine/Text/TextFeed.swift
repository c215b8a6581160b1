import CAss
import CFFmpeg
import FilterGraph
import MediaTypes

/// The pictures of a text, one after another; while nothing changes, the same one again.
final class TextFeed: SpanFeed {
  let shape: StreamShape
  private let source: TextSource
  private let library: TextLibrary
  private let renderer: OpaquePointer
  private let track: UnsafeMutablePointer<ASS_Track>
  private let painter: TextPainter?
  private var painted: Frame?
  private let scratch = Frame()
  private let colors = Colors(.bt709)
  private(set) var fed = 0

  init(_ source: TextSource, of script: TextScript, library: TextLibrary, rate: FrameRate) throws(EngineError) {
    guard let frames = AVRational(rate.value) else { throw EngineError(.fault, "the rate \(rate.value) does not fit a graph") }
    self.source = source
    self.library = library
    shape = .picture(
      StreamShape.PictureShape(
        size: source.size, format: av_get_pix_fmt(source.pixelFormat), timeBase: AVRational(num: frames.den, den: frames.num), rate: frames)
    )
    renderer = try library.takeRenderer()
    do throws(EngineError) {
      let read = try library.read(script)
      track = read.track
      painter = source.drawsShares == true ? nil : TextPainter(size: source.size, of: script, pictures: read.pictures)
    } catch {
      library.give(back: renderer)
      throw error.blaming(source.origin)
    }
    // Areas that change are never drawn twice: 0 is libass's own measure, anything else megabytes.
    ass_set_cache_limits(renderer, 0, source.drawsShares == true ? 4 : 0)
    ass_set_frame_size(renderer, Int32(clamping: script.frame.width), Int32(clamping: script.frame.height))
    ass_set_storage_size(renderer, Int32(clamping: script.frame.width), Int32(clamping: script.frame.height))
  }

  deinit {
    ass_free_track(track)
    library.give(back: renderer)
  }

  var isOver: Bool { fed >= source.count }

  func next() throws(EngineError) -> Frame {
    var change: Int32 = 0
    let images = ass_render_frame(renderer, track, Int64(source.milliseconds(fed)), &change)
    if change != 0 || painted == nil {
      do throws(EngineError) {
        if let painter {
          painted = try painter.paint(images, x: source.x, y: source.y)
        } else {
          painted = try sharesPicture(of: images, source)
        }
      } catch {
        throw error.blaming(source.origin)
      }
    }
    av_frame_unref(scratch.pointer)
    try check(av_frame_ref(scratch.pointer, painted!.pointer), "share a picture")
    if source.drawsShares == true { scratch.pointer.pointee.color_range = AVCOL_RANGE_JPEG } else { colors.tag(scratch.pointer) }
    scratch.pointer.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    scratch.pointer.pointee.pts = Int64(fed)
    scratch.pointer.pointee.pkt_duration = 1
    fed += 1
    return scratch
  }
}
