import CFFmpeg
import FilterGraph

/// What a film shows and sounds like before any encoder, in a form that is quick to compare.
package struct FilmHashes: Equatable, Sendable {
  /// One a picture, over its visible bytes.
  package var pictures: [UInt64] = []
  /// One a block of 1024 samples, over the bits of their floats, channel after channel.
  package var sound: [UInt64] = []
}

/// Runs a plan without encoding it.
package func hashFrames(
  _ plan: RenderPlan, cancellation: Cancellation = Cancellation(),
  progress: (RenderProgress) -> Void = { _ in }
) throws(EngineError) -> FilmHashes {
  let hasher = FilmHasher()
  _ = try runFilm(plan, into: hasher, cancellation: cancellation, progress: progress)
  return hasher.hashes
}

private final class FilmHasher: FilmSink {
  let soundBlock = 1024
  private(set) var hashes = FilmHashes()

  func take(picture: Frame) throws(EngineError) {
    let content = picture.pointer.pointee
    let format = AVPixelFormat(rawValue: content.format)
    var hash = WordHash()
    let planes = Int(av_pix_fmt_count_planes(format))
    let shift = av_pix_fmt_desc_get(format)?.pointee.log2_chroma_h ?? 0
    for plane in 0..<planes {
      let isChroma = plane == 1 || plane == 2
      let rows = isChroma ? -((-Int(content.height)) >> Int(shift)) : Int(content.height)
      let bytes = Int(av_image_get_linesize(format, content.width, Int32(plane)))
      guard
        let start = withUnsafeBytes(
          of: content.data, { $0.load(fromByteOffset: plane * 8, as: UnsafeRawPointer?.self) })
      else { continue }
      let stride = withUnsafeBytes(of: content.linesize) {
        $0.load(fromByteOffset: plane * 4, as: Int32.self)
      }
      for row in 0..<rows { hash.take(start + row * Int(stride), count: bytes) }
    }
    hashes.pictures.append(hash.value)
  }

  func take(sound: Frame) throws(EngineError) {
    var hash = WordHash()
    for plane in sound.planes { hash.take(plane, count: Int(sound.pointer.pointee.nb_samples) * 4) }
    hashes.sound.append(hash.value)
  }
}

/// FNV-1a over 8-byte words, the last one filled with zeros, and a final mix.
struct WordHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func take(_ start: UnsafeRawPointer, count: Int) {
    let words = count / 8
    for word in 0..<words { mix(start.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)) }
    var rest: UInt64 = 0
    for index in words * 8..<count {
      rest = rest << 8 | UInt64(start.load(fromByteOffset: index, as: UInt8.self))
    }
    if count % 8 != 0 { mix(rest) }
  }

  private mutating func mix(_ word: UInt64) {
    state = (state ^ word) &* 0x0000_0100_0000_01b3
    // The high bits of a word would otherwise never reach the low ones.
    state ^= state >> 32
  }

  var value: UInt64 { state }
}
