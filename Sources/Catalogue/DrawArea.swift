import FilterGraph
import MediaTypes
import Timeline

/// Areas whose edges change: drawn anew for each frame, to fractions of a pixel.
extension AreaClause {
  /// A script whose picture of frame `k` of those that pass is the area, white on nothing, at `DrawnArea.instant(k)`.
  package func drawing(on site: EffectSite) -> TextScript {
    let face = TextFace(family: "sans-serif", weight: 400, isItalic: false, size: 20, spacing: 0, fonts: [])
    var script = ScriptText(frame: site.size, style: ScriptText.Style(face: face))
    var runs: [(text: String, frames: Range<Int>)] = []
    for (frame, text) in outlines(on: site).enumerated() {
      if runs.last?.text == text {
        runs[runs.count - 1].frames = runs[runs.count - 1].frames.lowerBound..<frame + 1
      } else {
        runs.append((text, frame..<frame + 1))
      }
    }
    for run in runs where !run.text.isEmpty {
      script.add(
        from: run.frames.lowerBound * DrawnArea.step, to: run.frames.upperBound * DrawnArea.step,
        "\\an7\\pos(0,0)\\bord0\\shad0\\p7", run.text)
    }
    return TextScript(text: script.text, frame: site.size)
  }

  /// Its rectangle on each frame that passes, in pixels of what is worked on.
  package func rects(on site: EffectSite) -> [Motion.Rect] {
    let margin = Double(site.margin)
    let across = Rational(site.size.width - 2 * site.margin), down = Rational(site.size.height - 2 * site.margin)
    let x = site.values(x, default: 0) { $0.pixels(of: across) }, y = site.values(y, default: 0) { $0.pixels(of: down) }
    let width = width.map { site.values($0, default: 0) { $0.pixels(of: across) } } ?? x.map { max(1, across.approximation - $0) }
    let height = height.map { site.values($0, default: 0) { $0.pixels(of: down) } } ?? y.map { max(1, down.approximation - $0) }
    return x.indices.map { Motion.Rect(x: x[$0] + margin, y: y[$0] + margin, width: width[$0], height: height[$0]) }
  }

  /// As ASS draws it in 64ths of a pixel; empty where nothing is to be seen.
  private func outlines(on site: EffectSite) -> [String] {
    let frame = Outline.Box(x: 0, y: 0, width: Double(site.size.width), height: Double(site.size.height))
    let rects = rects(on: site), radii = radii(of: rects, on: site)
    return zip(rects, radii).map { rect, radius in
      guard rect.width > 0, rect.height > 0 else { return "" }
      let box = Outline.Box(x: rect.x, y: rect.y, width: rect.width, height: rect.height)
      return Outline.rounded(box, x: radius.x, y: radius.y).within(frame)?.text(in: site.size) ?? ""
    }
  }

  private func radii(of rects: [Motion.Rect], on site: EffectSite) -> [(x: Double, y: Double)] {
    switch shape?.value ?? .rectangle {
    case .rectangle: return rects.map { _ in (0, 0) }
    case .ellipse: return rects.map { ($0.width / 2, $0.height / 2) }
    case .rounded:
      let pixels = site.values(radius, default: 0, \.ownPixels), shares = site.values(radius, default: 0.1, \.ownShare)
      return rects.indices.map { index in
        let side = min(rects[index].width, rects[index].height), radius = max(0, min(pixels[index] + shares[index] * side, side / 2))
        return (radius, radius)
      }
    }
  }
}

/// The clock of areas that are drawn: ASS counts centiseconds, so each frame lasts two, and is looked at in its middle.
package enum DrawnArea {
  /// Centiseconds.
  static let step = 2
  package static let first = Rational(1, 100)
  package static let secondsPerFrame = Rational(2, 100)
}

extension Length {
  fileprivate var ownPixels: Rational { if case .pixels(let value) = self { value } else { 0 } }
  fileprivate var ownShare: Rational { if case .share(let value) = self { value } else { 0 } }
}
