extension Template {
  static let captioned = Template(
    name: "captioned", summary: "A talk for a phone: upright, captioned word by word, at the level that platforms want.",
    title: "Talk", size: "1080x1920"
  ) { request in
    let talk = request.media(or: ["talk.mp4"])[0]
    return [
      "", "media:", "  talk: {src: \(yaml(talk))}", "", "tracks:", "  - items:",
      "      - {clip: talk, fit: cover\(request.duration.map { ", duration: \($0)" } ?? "")}      # fit: contain with fill: blur shows all of it",
      "",
      "  - kind: captions",
      "    source: \(yaml(request.captions ?? "talk.srt"))      # SRT, WebVTT, ASS, or words as JSON",
      "    of: talk                  # cues follow every cut of it",
      "    mode: karaoke             # line, word, karaoke or pop",
      "    safe: tiktok",
    ] + request.musicTrack(gain: "-20dB") + [
      "", "outputs:", "  film: {file: \(yaml(request.film)), loudness: -14LUFS, true-peak: -1dBTP}",
    ]
  }

  static let podcast = Template(
    name: "podcast", summary: "An episode of sound with a cover, levelled, as film and as sound alone.", title: "Episode 1",
    size: "1080x1080"
  ) { request in
    let files = request.media(or: ["episode.wav", "cover.jpg"])
    let cover = files.first(where: isStill) ?? "cover.jpg"
    let voice = files.first { !isStill($0) } ?? "episode.wav"
    return [
      "", "tracks:", "  - items:", "      - {clip: \(yaml(cover)), at: 0, until: voice.end, fit: contain, fill: blur}", "",
      "  - id: voice", "    kind: audio", "    items:",
      "      - {clip: \(yaml(voice))\(request.duration.map { ", duration: \($0)" } ?? "")}      # cuts: {remove: silence} leaves pauses out",
    ] + request.musicTrack(gain: "-24dB") + [
      "", "outputs:", "  film: {file: \(yaml(request.film)), loudness: -16LUFS, true-peak: -1dBTP}",
      "  sound: {file: \(yaml(request.stem + ".m4a")), loudness: -16LUFS, true-peak: -1dBTP}",
    ]
  }

  static let trailer = Template(
    name: "trailer", summary: "A trailer: a few strong pictures, words between them, black at both ends.", title: "Coming soon",
    size: "1920x1080"
  ) { request in
    let clips = request.media(or: ["one.mp4", "two.mp4", "three.mp4"])
    let each = request.duration ?? "2.5s"
    let words = ["This year", "One place", "One night", "Everything changes"]
    let items = clips.enumerated().flatMap { index, path in
      [
        "      - {clip: \(yaml(path)), duration: \(each), fit: cover\(isStill(path) ? "" : ", audio: {gain: -12dB}")}",
        "      - {text: \(yaml(words[index % words.count])), duration: 2.5s, style: words}",
      ]
    }
    return [
      "", "styles:", "  words: {size: 9%, weight: 700, color: white, align: center}", "", "tracks:", "  - id: main",
      "    look: \(request.look ?? "cinematic-drama")", "    transition: {type: dissolve, duration: 0.4s}", "    items:",
      "      - transition: {type: dip, duration: 0.5s}      # up from black",
    ] + items + [
      "      - {text: \(yaml(request.title ?? "Coming soon")), duration: 3s, style: words}",
      "      - transition: {type: dip, duration: 0.5s}",
    ] + request.musicTrack()
  }
}

extension TemplateRequest {
  /// The document's path without its ending.
  var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? "film"
    return name.split(separator: ".").first.map(String.init) ?? "film"
  }

  var film: String { stem + ".mp4" }
}
