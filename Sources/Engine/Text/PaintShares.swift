import CAss
import CFFmpeg
import FilterGraph
import Glibc
import MediaTypes

/// From here on large blocks are given back to the system when they are freed. libass makes a bitmap of another size for
/// each frame, and glibc, which raises the size from which it does so to the largest that it saw, would keep the holes
/// between them: a film of 20 s in full HD took 1000 MB so, and takes 170.
private let keepsNoHoles: Bool = mallopt(M_MMAP_THRESHOLD, 256 * 1024) == 1

/// How much of each pixel a list of bitmaps covers, as one plane. Where they lie over each other, what each leaves free
/// is free.
func sharesPicture(of first: UnsafeMutablePointer<ASS_Image>?, _ source: TextSource) throws(EngineError) -> Frame {
  _ = keepsNoHoles
  let frame = try Frame.picture(source.size, format: source.pixelFormat)
  let stride = Int(frame.pointer.pointee.linesize.0), plane = frame.pointer.pointee.data.0!
  memset(plane, 0, stride * source.size.height)
  var next = first
  while let image = next {
    cover(plane, stride, image.pointee, source)
    next = image.pointee.next
  }
  return frame
}

private func cover(_ plane: UnsafeMutablePointer<UInt8>, _ stride: Int, _ image: ASS_Image, _ source: TextSource) {
  guard let bitmap = image.bitmap else { return }
  let left = Int(image.dst_x) - source.x, top = Int(image.dst_y) - source.y
  let columns = max(0, -left)..<max(max(0, -left), min(Int(image.w), source.size.width - left))
  let rows = max(0, -top)..<max(max(0, -top), min(Int(image.h), source.size.height - top))
  for row in rows {
    let mask = bitmap + row * Int(image.stride), target = plane + (row + top) * stride + left
    for column in columns {
      let free = UInt32(255 - target[column]) * UInt32(255 - mask[column])
      target[column] = UInt8(truncatingIfNeeded: 255 - (free + 127) / 255)
    }
  }
}
