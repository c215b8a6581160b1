import Compiler
import FilterGraph
import Foundation
import TestMedia
import Testing

/// How far one step of colour is from the two that it stands for: over every colour that 8 bits can say.
@Suite struct ComposedShiftTests {
  @Test(arguments: [
    ("bh=-0.045", "rh=0.0325"), ("bh=-0.18", "rh=0.13"), ("bh=-0.09", "bh=-0.05"), ("bh=0.1:rh=0.12", "bh=0.02"),
    ("rl=0.02:bl=-0.03:rh=0.14:bh=-0.18", "bh=-0.18"), ("rl=-0.015:bl=0.015:rh=0.045", "rl=-0.01:bl=0.09"),
  ])
  func oneCodeValueAtMost(_ first: String, _ second: String) throws {
    guard let sum = ComposeShifts.composed(filter(first), filter(second)) else {
      // A plane that is pushed up in the dark and down in the light may be cut short by the first step.
      #expect(first.contains("rl=-0.015"))
      return
    }
    let whole = sum.options.map { "\($0.name)=\($0.value)" }.joined(separator: ":")
    #expect(try farthest("colorcorrect=\(first),colorcorrect=\(second)", "colorcorrect=\(whole)") <= 1)
  }

  /// What is pushed out of range and back must stay two steps.
  @Test func pushingBackIsNotComposed() throws {
    #expect(ComposeShifts.composed(filter("bh=-0.18"), filter("bh=0.1")) == nil)
    #expect(try farthest("colorcorrect=bh=-0.18,colorcorrect=bh=0.1", "colorcorrect=bh=-0.08") > 8)
  }

  private func filter(_ options: String) -> Filter {
    var filter = Filter("colorcorrect")
    filter.options = options.split(separator: ":").map { option in
      let parts = option.split(separator: "=").map(String.init)
      return Filter.Option(parts[0], parts[1])
    }
    return filter
  }

  /// The greatest difference of a sample between two chains, over all 2^24 colours.
  private func farthest(_ first: String, _ second: String) throws -> Int {
    let cube = "color=s=256x256:r=25:d=10.24,format=yuv444p,geq=lum=N:cb=X:cr=Y,split[a][b]"
    let graph = "\(cube);[a]\(first)[c];[b]\(second)[d];[c][d]blend=all_mode=difference,format=yuv444p"
    let steps = try runTool(
      "ffmpeg",
      ["-v", "error", "-nostdin", "-f", "lavfi", "-i", graph, "-frames:v", "256", "-f", "rawvideo", "-pix_fmt", "yuv444p", "-"])
    #expect(steps.count == 256 * 3 * 65536)
    return steps.withUnsafeBytes { bytes in
      Int(bytes.bindMemory(to: SIMD64<UInt8>.self).reduce(SIMD64<UInt8>()) { pointwiseMax($0, $1) }.max())
    }
  }
}
