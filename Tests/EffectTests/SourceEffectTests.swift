import Compiler
import Engine
import FilterGraph
import Foundation
import MediaTypes
import Testing

/// Effects on a clip's own pictures, and on how its camera moved.
@Suite struct SourceEffectTests {
  private func film(_ item: String, title: Bool = false, path: String = "/nowhere/film.mkv") throws -> RenderPlan {
    var text = """
      timeline: 1
      canvas: {size: 192x108, rate: 25}
      tracks:
        - items: [{\(item), audio: false}]
      outputs: {film: {file: "\(path)", video: {preset: ultrafast, crf: 8}}}

      """
    if title {
      let top = "  - {kind: overlay, items: [{generate: {color: white}, at: 4f, duration: 4f, scale: 20%}]}\noutputs:"
      text = text.replacing("outputs:", with: top)
    }
    let output = OutputRequest(path: nil, defaultPath: path)
    let compilation = try compile(
      CompileRequest(path: "film.yaml", bytes: Array(text.utf8), folder: "", output: output), world: EffectWorld())
    guard let plan = compilation.renders.first?.plan, !compilation.bag.hasErrors else {
      throw Refusal(description: compilation.bag.sorted.map(\.message).joined(separator: "\n"))
    }
    return plan
  }

  /// Pictures in between are all new, and the same wherever reading began and whatever cuts the film up.
  @Test(arguments: ["motion", "blend"]) func pictureInBetween(_ mode: String) throws {
    let clip = "clip: \"\(EffectMedia.shared.film)\", duration: 12f, speed: 1/4"
    let plain = try hashFrames(film(clip)).pictures
    let whole = try hashFrames(film("\(clip), effects: [{interpolate: \(mode)}]")).pictures
    #expect(Set(plain).count == 3)
    #expect(Set(whole).count == 12)
    let cut = try hashFrames(film("\(clip), effects: [{interpolate: \(mode)}]", title: true)).pictures
    for k in whole.indices where !(4..<8).contains(k) { #expect(whole[k] == cut[k], "frame \(k)") }
    let later = try hashFrames(film("\(clip), in: 1f, effects: [{interpolate: \(mode)}]")).pictures
    #expect(Array(later[0..<8]) == Array(whole[4...]))
  }

  /// A field a picture shows twice as many as a frame a picture; both leave no comb where one was forced.
  @Test func fields() throws {
    let clip = "clip: \"\(EffectMedia.shared.film)\", duration: 12f, speed: 1/2"
    let frames = try hashFrames(film("\(clip), effects: [deinterlace]")).pictures
    let fields = try hashFrames(film("\(clip), effects: [{deinterlace: field}]")).pictures
    #expect(Set(frames).count == 6)
    #expect(Set(fields).count == 12)
    #expect(try hashFrames(film("\(clip), effects: [{deinterlace: off}]")).pictures == hashFrames(film(clip)).pictures)
  }

  /// What trembles and turns is held still: of how its motion changes from picture to picture, less than a twentieth is
  /// left, and a way that was meant is kept. The picture that turned is resampled once, also under a zoom.
  @Test func trembling() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let (shaken, steady) = ("\(folder)/shaken-\(UUID().uuidString).mkv", "\(folder)/steady-\(UUID().uuidString).mkv")
    defer { for path in [shaken, steady] { try? FileManager.default.removeItem(atPath: path) } }
    let source = "mandelbrot=s=640x400:r=25:start_scale=0.4:end_scale=0.4,trim=end_frame=24,format=yuv444p"
    let turn = "rotate=a='0.012*sin(n*1.7)':bilinear=1"
    EffectMedia.shared.make(
      shaken, source + ",\(turn),crop=384:216:x=108+n+8*sin(n*1.9)+6*sin(n*0.8):y=92+7*cos(n*1.3)+5*sin(n*2.3):exact=1", "-c:v", "ffv1")
    let clip = "clip: \"\(shaken)\", effects: [{stabilize: {zoom: 1.4}}"
    _ = try render(film("\(clip)]", path: steady))
    let (before, after) = (try tremor(shaken), try tremor(steady))
    #expect(before.shift > 0.01 && before.turn > 0.3)
    #expect(after.shift < before.shift / 20, "\(before) \(after)")
    #expect(after.turn < before.turn / 20, "\(before) \(after)")
    let zoomed = try film("\(clip), {zoom: {from: 1, to: 1.2}}]")
    for span in zoomed.picture?.spans ?? [] {
      #expect(span.graph.nodes.filter { $0.filter.name == "perspective" || $0.motion != nil }.count == 1)
    }
    let plain = try hashFrames(zoomed).pictures
    let cut = try hashFrames(film("\(clip), {zoom: {from: 1, to: 1.2}}]", title: true)).pictures
    for k in plain.indices where !(4..<8).contains(k) { #expect(plain[k] == cut[k], "frame \(k)") }
  }

  /// By how much the way from picture to picture changes on average, in shares of the picture and in degrees.
  private func tremor(_ path: String) throws -> (shift: Double, turn: Double) {
    let lines = String(decoding: try pictureMotion(path: path, from: 0, to: 10), as: UTF8.self).split(separator: "\n").dropFirst()
    let ways = lines.map { line in line.split(separator: " ").dropFirst().map { Double($0) ?? 0 } }
    var (shift, turn) = (0.0, 0.0)
    for (way, next) in zip(ways, ways.dropFirst()) {
      shift += abs(next[0] - way[0]) + abs(next[1] - way[1])
      turn += abs(next[2] - way[2])
    }
    return (shift / Double(ways.count), turn / Double(ways.count))
  }
}
