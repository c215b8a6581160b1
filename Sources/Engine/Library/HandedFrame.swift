import CFFmpeg

/// A frame on its way from one thread to another: it is moved, so that only one of them can have it. What it refers to is
/// shared and only read, as FFmpeg's own threads share it.
struct HandedFrame: ~Copyable, @unchecked Sendable {
  private let pointer: UnsafeMutablePointer<AVFrame>

  /// A second reference to the frame's data, with the frame's properties.
  init(sharing frame: Frame) throws(EngineError) {
    pointer = av_frame_alloc()!
    try check(av_frame_ref(pointer, frame.pointer), "share a picture")
  }

  deinit {
    var owned: UnsafeMutablePointer<AVFrame>? = pointer
    av_frame_free(&owned)
  }

  /// The frame, now the receiver's own.
  consuming func taken() -> Frame {
    let frame = Frame(owning: pointer)
    discard self
    return frame
  }
}
