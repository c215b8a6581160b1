import Engine
import FilterGraph
import Foundation
import Testing

/// Networks that restore brightness.
@Suite struct ModelTests {
  /// A network that sharpens, and one that doubles the size, which is brought back.
  @Test func modelsShow() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "models-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sharp = folder.appending(path: "sharp.model"), twice = folder.appending(path: "twice.model")
    let kernel: [Float] = [0, -1, 0, -1, 5, -1, 0, -1, 0]
    try model([convolution(to: 1, kernel, side: 3, from: 0, into: 1)], middle: 0).write(to: sharp)
    try model([convolution(to: 4, [1, 1, 1, 1], side: 1, from: 0, into: 1), numbers(2, 2, 1, 2)], middle: 4).write(to: twice)
    let effects = [[], ["{upscale: {model: \(sharp.path)}}"], ["{upscale: {model: \(twice.path)}}"]]
    let pictures = try effects.map { try EffectFilm(effects: $0, frames: 2).pictures() }
    #expect(Set(pictures).count == 3)
    #expect(!FilterOptions.starts(Filter("dnn_processing", ["dnn_backend": "native", "model": "/nowhere", "input": "x", "output": "y"])))
  }

  // MARK: FFmpeg's own format of models, version 1

  private func numbers(_ values: Int32...) -> Data {
    values.reduce(into: Data()) { data, value in withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) } }
  }

  /// Borders repeated, no activation, no bias.
  private func convolution(to channels: Int32, _ kernel: [Float], side: Int32, from input: Int32, into output: Int32) -> Data {
    let weights = kernel.reduce(into: Data()) { data, value in
      withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    return numbers(1, 1, 2, 3, 1, channels, side, 0) + weights + numbers(input, output)
  }

  /// - Parameter middle: channels between two layers; 0 for one layer.
  private func model(_ layers: [Data], middle: Int32) -> Data {
    var operands = [(name: "x", kind: Int32(1), channels: Int32(1))]
    if middle > 0 { operands.append(("m", 3, middle)) }
    operands.append(("y", 2, 1))
    var data = Data("FFMPEGDNNNATIVE".utf8) + numbers(1, 20)
    for layer in layers { data += layer }
    for (index, operand) in operands.enumerated() {
      data += numbers(Int32(index), Int32(operand.name.utf8.count + 1)) + Data(operand.name.utf8) + Data([0])
      data += numbers(operand.kind, 1, 1, -1, -1, operand.channels)
    }
    return data + numbers(Int32(layers.count), Int32(operands.count))
  }
}
