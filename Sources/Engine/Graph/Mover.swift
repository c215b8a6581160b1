import CFFmpeg
import FilterGraph
import MediaTypes

/// Resamples pictures to where a motion puts them, each once, by zimg.
final class Mover {
  private let motion: Motion
  private var scaler: PlaneScaler?
  /// What was made last: a held picture that stays where it is is not made again.
  private var last: (data: UnsafeMutablePointer<UInt8>?, source: Frame, pose: Motion.Pose, result: Frame)?

  init(_ motion: Motion) { self.motion = motion }

  /// - Parameter number: of the picture, counted from 0.
  /// - Returns: a frame of its own, with the properties of what came in.
  func moved(_ frame: Frame, number: Int) throws(EngineError) -> Frame {
    guard let pose = motion.poses.indices.contains(number) ? motion.poses[number] : motion.poses.last else {
      throw EngineError(.fault, "a motion without poses")
    }
    let data = frame.pointer.pointee.data.0
    if let last, last.data == data, last.pose == pose { return try last.result.reference() }
    let result = try make(frame, pose)
    last = (data, frame, pose, try result.reference())
    return result
  }

  private func make(_ frame: Frame, _ pose: Motion.Pose) throws(EngineError) -> Frame {
    let source = try aligned(frame)
    let result = try Frame.picture(motion.size, format: motion.pixelFormat)
    try check(av_frame_copy_props(result.pointer, frame.pointer), "share a picture")
    let (from, to) = (Planes(source), Planes(result))
    let lacksAlpha = to.hasAlpha && !from.hasAlpha
    let part = to.canBeClear ? visible(pose.place, to) : (x: 0..<motion.size.width, y: 0..<motion.size.height)
    if to.canBeClear { to.clear() }
    guard !part.x.isEmpty, !part.y.isEmpty else { return result }
    let region = window(pose, of: part)
    let job = PlaneScaler.Job(
      from: from.shape(motion: region, withAlpha: from.hasAlpha),
      to: to.shape(size: PixelSize(width: part.x.count, height: part.y.count), withAlpha: from.hasAlpha))
    if scaler?.job != job { scaler = try PlaneScaler(job) }
    try scaler!.run(from, to, at: (part.x.lowerBound, part.y.lowerBound))
    if to.canBeClear { to.cut(to: pose.place, in: part, isFilled: !lacksAlpha) }
    return result
  }

  /// The part of the picture that leaves in which something is seen, in whole blocks that zimg can address.
  private func visible(_ place: Motion.Rect, _ planes: Planes) -> (x: Range<Int>, y: Range<Int>) {
    func span(_ start: Double, _ length: Double, step: Int, extent: Int) -> Range<Int> {
      let low = Int(max(0, min(start.rounded(.down), Double(extent)))) / step * step
      let high = Int(max(0, min((start + length).rounded(.up), Double(extent))))
      return low..<max(low, min(extent, high + high % 2))
    }
    return (
      span(place.x, place.width, step: planes.block, extent: motion.size.width),
      span(place.y, place.height, step: 2, extent: motion.size.height)
    )
  }

  /// What of the source falls on a part of the picture that leaves.
  private func window(_ pose: Motion.Pose, of part: (x: Range<Int>, y: Range<Int>)) -> Motion.Rect {
    let across = pose.window.width / pose.place.width, down = pose.window.height / pose.place.height
    return Motion.Rect(
      x: pose.window.x + (Double(part.x.lowerBound) - pose.place.x) * across,
      y: pose.window.y + (Double(part.y.lowerBound) - pose.place.y) * down, width: Double(part.x.count) * across,
      height: Double(part.y.count) * down)
  }

  /// zimg reads whole blocks; cropped pictures may start in the middle of one.
  private func aligned(_ frame: Frame) throws(EngineError) -> Frame {
    if Planes(frame).isAligned { return frame }
    let copy = Frame()
    copy.pointer.pointee.format = frame.pointer.pointee.format
    copy.pointer.pointee.width = frame.pointer.pointee.width
    copy.pointer.pointee.height = frame.pointer.pointee.height
    try check(av_frame_get_buffer(copy.pointer, Int32(Planes.alignment)), "allocate a picture")
    try check(av_frame_copy(copy.pointer, frame.pointer), "copy a picture")
    try check(av_frame_copy_props(copy.pointer, frame.pointer), "copy a picture")
    return copy
  }
}

extension Frame {
  /// A picture to be written to, its rows where zimg wants them.
  static func picture(_ size: PixelSize, format: String) throws(EngineError) -> Frame {
    let frame = Frame()
    frame.pointer.pointee.format = av_get_pix_fmt(format).rawValue
    frame.pointer.pointee.width = Int32(clamping: size.width)
    frame.pointer.pointee.height = Int32(clamping: size.height)
    try check(av_frame_get_buffer(frame.pointer, Int32(Planes.alignment)), "allocate a picture")
    return frame
  }
}
