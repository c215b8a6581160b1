import CFFmpeg

/// How many samples come of a packet, told without decoding it: of PCM by its size, of FLAC and Vorbis by the block sizes in
/// its head.
final class PacketLength {
  private let parameters: UnsafeMutablePointer<AVCodecParameters>
  private var vorbis: OpaquePointer?
  /// Vorbis gives nothing for the first packet: it is half of the second.
  private var isFirst = true

  /// Nil for other codecs. The stream must outlive this.
  init?(_ stream: UnsafeMutablePointer<AVStream>) {
    parameters = stream.pointee.codecpar
    switch parameters.pointee.codec_id {
    case AV_CODEC_ID_FLAC: break
    case AV_CODEC_ID_VORBIS:
      vorbis = av_vorbis_parse_init(parameters.pointee.extradata, parameters.pointee.extradata_size)
      guard vorbis != nil else { return nil }
    case let id where id.rawValue >= AV_CODEC_ID_PCM_S16LE.rawValue && id.rawValue < AV_CODEC_ID_ADPCM_IMA_QT.rawValue:
      guard av_get_bits_per_sample(id) > 0 else { return nil }
    default: return nil
    }
  }

  deinit { av_vorbis_parse_free(&vorbis) }

  /// Nil where its head makes no sense, or where a part of it is not to be heard.
  func samples(_ packet: UnsafeMutablePointer<AVPacket>) -> Int? {
    guard av_packet_get_side_data(packet, AV_PKT_DATA_SKIP_SAMPLES, nil) == nil, let data = packet.pointee.data else { return nil }
    let size = packet.pointee.size
    defer { isFirst = false }
    switch parameters.pointee.codec_id {
    case AV_CODEC_ID_FLAC: return flacBlock(UnsafeBufferPointer(start: data, count: Int(size)))
    case AV_CODEC_ID_VORBIS:
      let length = av_vorbis_parse_frame(vorbis, data, size)
      return length < 0 ? nil : isFirst ? 0 : Int(length)
    default:
      let length = av_get_audio_frame_duration2(parameters, size)
      return length > 0 ? Int(length) : nil
    }
  }
}

/// The block size in the head of a FLAC frame (RFC 9639, 9.1).
private func flacBlock(_ data: UnsafeBufferPointer<UInt8>) -> Int? {
  guard data.count > 16, data[0] == 0xFF, data[1] & 0xFE == 0xF8 else { return nil }
  let code = Int(data[2] >> 4)
  switch code {
  case 1: return 192
  case 2...5: return 576 << (code - 2)
  case 8...15: return 256 << (code - 8)
  case 6, 7:
    // The size stands behind the frame's number, which is coded as UTF-8 is: as many bytes as it begins with ones.
    let length = max(1, (~data[4]).leadingZeroBitCount)
    return code == 6 ? Int(data[4 + length]) + 1 : Int(data[4 + length]) << 8 + Int(data[5 + length]) + 1
  default: return nil
  }
}
