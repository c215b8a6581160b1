import FilterGraph
import MediaTypes

extension FilmGraph {
  /// Stands for the folder of the script's own files, in the graph's text.
  static let folderMark = "@texts@"

  /// Adds what draws a text, with alpha. FFmpeg's `ass` knows no alpha of its own for translucent parts, so that
  /// the text is drawn on black and on white: what differs is what shines through.
  mutating func addText(_ text: TextSource, named name: String, rate: FrameRate) -> String {
    let script = plan.texts[text.script], isPlane = text.drawsShares == true
    for (ground, color) in isPlane ? [("", "black")] : [("b", "black"), ("w", "white")] {
      var chain = FilterChain(from: [], to: [name + ground])
      chain.add("color", ["c": color, "s": script.frame.description, "r": rate.description])
      chain.add("format", ["pix_fmts": "gbrp"])
      chain.add("trim", ["end_frame": text.count])
      chain.add("settb", ["expr": "1/1000"])
      chain.add("setpts", ["expr": clock(text)])
      chain.add(assFilter(text.script, script))
      if script.frame != text.size {
        chain.add("crop", ["w": text.size.width, "h": text.size.height, "x": text.x, "y": text.y, "exact": 1])
      }
      chain.add("settb", ["expr": rate.frameDuration.description])
      chain.add("setpts", ["expr": "N"])
      // White on black: any primary is the share.
      if isPlane { chain.add(.plane("g")) }
      chains.append(chain)
    }
    if !isPlane { addAlpha(name, text.size) }
    return name
  }

  /// Milliseconds of each picture, in whole numbers that doubles hold exactly.
  private func clock(_ text: TextSource) -> String {
    let first = text.first * 1000, step = text.step * 1000
    let shared = first.denominator * step.denominator
    return "floor((\(first.numerator * step.denominator)+N*\(step.numerator * first.denominator))/\(shared))"
  }

  private func assFilter(_ number: Int, _ script: TextScript) -> Filter {
    var filter = Filter("ass", ["filename": "\(FilmGraph.folderMark)/text\(number).ass"])
    if !script.fonts.isEmpty { filter.options.append(.init("fontsdir", "\(FilmGraph.folderMark)/fonts")) }
    return filter
  }

  private mutating func addAlpha(_ name: String, _ size: PixelSize) {
    func add(_ inputs: [String], _ outputs: [String], _ filters: [Filter]) {
      var chain = FilterChain(from: inputs, to: outputs)
      for filter in filters { chain.add(filter) }
      chains.append(chain)
    }
    add([name + "b"], [name + "x", name + "y"], [.split(2)])
    add(
      [name + "w", name + "x"], [name + "a"],
      [
        Filter("blend", ["all_mode": "difference"]), Filter("extractplanes", ["planes": "g"]), Filter("lut", ["c0": "negval"]),
      ])
    add([name + "y"], [name + "z"], [.format("gbrp"), .scale(to: size, from: .rgb, to: .rgb), .format("gbrap")])
    add(
      [name + "z", name + "a"], [name],
      [
        Filter("alphamerge"), .unpremultiply, .scale(to: size, from: .rgb, to: .bt709), .format(TextSource.pixelFormat),
      ])
  }
}

/// Lines that write a plan's texts, and the fonts that they name by file, where the graph looks for them.
func textFiles(_ plan: RenderPlan) -> String {
  guard !plan.texts.isEmpty else { return "" }
  var lines = ""
  for (number, script) in plan.texts.enumerated() { lines += hereDocument(script.text, file: "$work/text\(number).ass") }
  var known: Set<String> = []
  let fonts = plan.texts.flatMap(\.fonts).map(\.path).filter { known.insert($0).inserted }
  if !fonts.isEmpty { lines += "mkdir \"$work/fonts\"\n" }
  for (number, path) in fonts.enumerated() { lines += "cp -- \(shellQuoted(path)) \"$work/fonts/\(number)\"\n" }
  return lines + "sed \"s|\(FilmGraph.folderMark)|$work|g\" \"$work/graph\" >\"$work/whole\" && mv \"$work/whole\" \"$work/graph\"\n"
}
