import MediaTypes
import Timeline

/// The forms that pictures of a canvas take. Graphs are lowered for the canvas of 8 bits in BT.709; these are the
/// names of the same forms elsewhere.
extension CanvasColor {
  /// FFmpeg's name of a working format, which is given as its 8-bit form.
  func format(_ name: String) -> String {
    guard isDeep, let deep = Self.deep[name] else { return name }
    return deep
  }

  /// The 8-bit form of a deep format; nil for what is none.
  static func shallow(_ name: String) -> String? { deep.first { $0.value == name }?.key }

  private static let deep = [
    "yuv420p": "yuv420p10le", "yuva420p": "yuva420p10le", "yuv422p": "yuv422p10le", "yuv444p": "yuv444p10le",
    "yuva444p": "yuva444p10le", "gbrp": "gbrp10le", "gbrap": "gbrap10le",
  ]
}
