import CFFmpeg

/// Owns one reference to a picture or a block of samples; the data itself is shared, never copied.
final class Frame {
  let pointer: UnsafeMutablePointer<AVFrame>

  init() { pointer = av_frame_alloc()! }

  init(owning pointer: UnsafeMutablePointer<AVFrame>) { self.pointer = pointer }

  deinit {
    var owned: UnsafeMutablePointer<AVFrame>? = pointer
    av_frame_free(&owned)
  }

  /// A second reference to the same data, with properties of its own.
  func reference() throws(EngineError) -> Frame {
    let copy = Frame()
    try check(av_frame_ref(copy.pointer, pointer), "share a picture")
    return copy
  }

  /// Planar float samples, uninitialised.
  static func samples(count: Int, rate: Int, layout: borrowing Layout) throws(EngineError) -> Frame {
    let frame = Frame()
    frame.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
    frame.pointer.pointee.sample_rate = Int32(clamping: rate)
    frame.pointer.pointee.nb_samples = Int32(clamping: count)
    try layout.copy(to: &frame.pointer.pointee.ch_layout)
    try check(av_frame_get_buffer(frame.pointer, 0), "allocate sound")
    return frame
  }

  /// Where each channel's floats are, for planar float frames.
  var planes: [UnsafeMutablePointer<Float>] {
    (0..<Int(pointer.pointee.ch_layout.nb_channels)).map { channel in
      UnsafeMutableRawPointer(pointer.pointee.extended_data[channel]!).assumingMemoryBound(to: Float.self)
    }
  }
}

extension UnsafeMutablePointer<AVFrame> {
  /// Makes the frame one like any other: nothing of its origin but pixels is left.
  func forgetOrigin() {
    pointee.pict_type = AV_PICTURE_TYPE_NONE
    pointee.key_frame = 0
    pointee.interlaced_frame = 0
    pointee.top_field_first = 0
    pointee.repeat_pict = 0
    pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    while pointee.nb_side_data > 0 {
      av_frame_remove_side_data(self, pointee.side_data[0]!.pointee.type)
    }
    av_dict_free(&pointee.metadata)
  }
}
