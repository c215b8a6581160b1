import Diagnostics
import Timeline

/// A checked document for people, stable from run to run: one entry, track and item a line, with the values
/// that were written, read exactly.
package func printDocument(_ document: TimelineDocument) -> String {
  var page = DocumentPage()
  page.print(document)
  return page.lines.joined(separator: "\n") + "\n"
}

/// Writes the lines of a printed document.
private struct DocumentPage {
  private(set) var lines: [String] = []

  mutating func print(_ document: TimelineDocument) {
    lines.append(words("timeline 1", [pair("name", document.name)]))
    if let canvas = document.canvas?.value { lines.append(self.canvas(canvas)) }
    for entry in document.media?.value.entries ?? [] { lines.append(media(entry.name, entry.value.value)) }
    for entry in document.markers?.value.entries ?? [] {
      let marker = entry.value.value
      lines.append(words("marker \(entry.name)", [pair("at", marker.at), pair("title", marker.title)]))
    }
    for entry in document.buses?.value.entries ?? [] {
      lines.append(words("bus \(quotedJSON(entry.name))", [pair("gain", entry.value.value.gain)]))
    }
    for (number, track) in (document.tracks?.value ?? []).enumerated() { print(track, number) }
    for entry in document.outputs?.value.entries ?? [] { lines.append(output(entry.name, entry.value.value)) }
    lines += tags(document.metadata).map { "tag \($0)" }
  }

  private func canvas(_ canvas: CanvasClause) -> String { words("canvas", keys(of: canvas)) }

  private func keys(of canvas: CanvasClause, prefix: String = "") -> [String?] {
    let sound = canvas.audio?.value
    return [
      pair(prefix + "size", canvas.size), pair(prefix + "rate", canvas.rate),
      pair(prefix + "background", canvas.background), pair(prefix + "color", canvas.color),
      pair(prefix + "audio.rate", sound?.rate), pair(prefix + "audio.layout", sound?.layout),
    ]
  }

  private func media(_ name: String, _ media: MediaClause) -> String {
    words(
      "media \(quotedJSON(name))",
      [
        pair("src", media.src), pair("rate", media.rate), pair("rotate", media.rotate),
        pair("license", media.license), pair("credit", media.credit),
      ])
  }

  private mutating func print(_ track: TrackClause, _ number: Int) {
    lines.append(
      words(
        "track \(number) \(track.trackKind.rawValue)",
        [
          pair("id", track.id), pair("enabled", track.enabled), pair("at", track.at),
          pair("until", track.until),
          pair("duration", track.duration), pair("gain", track.gain), pair("bus", track.bus),
        ]))
    for (index, item) in (track.items?.value ?? []).enumerated() {
      lines.append("  " + self.item(item, index))
    }
  }

  private func item(_ item: ItemClause, _ number: Int) -> String {
    let times: [String?] = [
      pair("clip", item.clip), pair("generate", item.generate), pair("voice", item.voice), pair("gap", item.gap), pair("id", item.id),
      pair("enabled", item.enabled), pair("in", item.sourceIn), pair("out", item.sourceOut),
      pair("duration", item.duration), pair("at", item.at), pair("until", item.until),
      pair("speed", item.speed),
      pair("loop", item.loop), pair("hold", item.hold),
    ]
    let pictures: [String?] = [
      pair("crop", item.crop), pair("fit", item.fit), pair("fill", item.fill), pair("focus", item.focus),
      pair("fade-in", item.fadeIn), pair("fade-out", item.fadeOut),
    ]
    return words("item \(number)", times + pictures + sound(item.sound))
  }

  private func sound(_ sound: SoundClause) -> [String?] {
    guard !sound.isOff else { return ["audio false"] }
    return [
      pair("audio.gain", sound.gain), pair("audio.pan", sound.pan), pair("audio.fade-in", sound.fadeIn),
      pair("audio.fade-out", sound.fadeOut), pair("audio.lead", sound.lead), pair("audio.lag", sound.lag),
      pair("audio.bus", sound.bus), pair("audio.pitch", sound.pitch),
      pair("audio.channels", sound.channels),
    ]
  }

  private func output(_ name: String, _ output: OutputClause) -> String {
    words(
      "output \(quotedJSON(name))",
      [pair("file", output.file), pair("preset", output.preset), pair("format", output.format)]
        + pictures(output.video?.value) + sounds(output.audio?.value)
        + (output.canvas.map { keys(of: $0.value, prefix: "canvas.") } ?? []) + tags(output.set).map { "set \($0)" }
        + [pair("range", output.range), pair("chapters", output.chapters), pair("still", output.still)]
        + [pair("storyboard", output.storyboard), pair("frames", output.frames)]
        + streaming(output.hls?.value)
        + [pair("watermark", output.watermark?.value.src)]
        + tags(output.metadata).map { "tag \($0)" })
  }

  private func streaming(_ clause: StreamingClause?) -> [String?] {
    guard let clause else { return [] }
    return ["hls \(clause.isOff ? "false" : clause.segment?.value.text ?? "true")", pair("hls.type", clause.type)]
  }

  private func pictures(_ coding: PictureCodingClause?) -> [String?] {
    guard let coding else { return [] }
    guard !coding.isOff else { return ["video false"] }
    return [
      pair("video.codec", coding.codec), pair("video.quality", coding.quality), pair("video.crf", coding.crf),
      pair("video.bitrate", coding.bitrate), pair("video.preset", coding.preset),
      pair("video.pixels", coding.pixels), pair("video.keyframes", coding.keyframes),
    ]
  }

  private func sounds(_ coding: SoundCodingClause?) -> [String?] {
    guard let coding else { return [] }
    guard !coding.isOff else { return ["audio false"] }
    return [pair("audio.codec", coding.codec), pair("audio.bitrate", coding.bitrate)]
  }

  private func tags(_ tags: Setting<Named<Text>>?) -> [String] {
    (tags?.value.entries ?? []).map { "\($0.name) = \($0.value.value.printed)" }
  }

  private func pair<Value: PrintedValue>(_ key: String, _ setting: Setting<Value>?) -> String? {
    setting.map { "\(key) \($0.value.printed)" }
  }

  private func words(_ head: String, _ parts: [String?]) -> String {
    let known = parts.compactMap(\.self)
    return known.isEmpty ? head : head + ": " + known.joined(separator: ", ")
  }
}
