import MediaTypes
import Timeline

extension MediaFacts {
  /// Everything known of the file, and how a timeline would use it. Times are exact: `"301/25"`. The form is
  /// `Schemas/probe.schema.json`.
  var json: JSONForm {
    [
      "path": .text(path), "kind": .text(kind.rawValue), "container": .text(container),
      "origin": .text(origin.description), "picture": picture?.json ?? .null, "sound": sound?.json ?? .null,
      "fingerprint": .text(fingerprint), "use": use,
    ]
  }

  private var use: JSONForm {
    [
      "size": shownSize.map { .text($0.description) } ?? .null,
      "rate": standardRate.map { .text($0.description) } ?? .null,
      "length": length.map { .text($0.description) } ?? .null,
    ]
  }
}

extension PictureFacts {
  fileprivate var json: JSONForm {
    [
      "stream": .integer(stream), "codec": .text(codec),
      "codedSize": ["width": .integer(codedSize.width), "height": .integer(codedSize.height)],
      "pixelAspect": .text(pixelAspect.description),
      "orientation": [
        "quarterTurns": .integer(orientation.quarterTurns), "isMirrored": .boolean(orientation.isMirrored),
      ],
      "pixelFormat": .text(pixelFormat), "hasAlpha": .boolean(hasAlpha),
      "isInterlaced": .boolean(isInterlaced),
      "color": [
        "matrix": .text(color.matrix), "range": .text(color.range), "primaries": .text(color.primaries),
        "transfer": .text(color.transfer),
      ],
      "start": .text(start.description), "end": .text(end.description),
      "meanRate": meanRate.map { .text($0.description) } ?? .null,
      "frameCount": frameCount.map { .integer($0) } ?? .null,
    ]
  }
}

extension SoundFacts {
  fileprivate var json: JSONForm {
    [
      "stream": .integer(stream), "codec": .text(codec), "rate": .integer(rate),
      "channels": .integer(channels),
      "layout": .text(layout), "start": .text(start.description), "end": .text(end.description),
    ]
  }
}
