extension Template {
  static let montage = Template(
    name: "montage", summary: "A montage of clips and stills, cut to the beat of a song.", title: "Montage", size: "1080x1920"
  ) { request in
    let pool = request.media(or: ["clips/*.mp4"]).map(yaml).joined(separator: ", ")
    let hasMusic = request.music != nil
    return
      (request.music.map { music in
        [
          "", "media:", "  song: {src: \(yaml(music))}", "",
          "tempo: {source: song}        # beats are heard in it; {bpm: 128, offset: 0.35s} would state them",
        ]
      } ?? []) + [
        "", "tracks:", "  - items:",
        "      - montage:                # 'reelc emit expanded' prints the clips that it stands for",
        "          from: [\(pool)]",
        "          look: \(request.look ?? "energetic-dance")     # cinematic-drama, vlog-warm, documentary-clean, retro-tape",
        "          every: \(hasMusic ? "2b            # two beats" : "2s")",
        "          duration: \(request.duration ?? "30s")",
        "          order: listed         # or shuffled, with a seed",
      ] + request.musicTrack("song")
  }

  static let slideshow = Template(
    name: "slideshow", summary: "Stills, moved slowly, one dissolving into the next.", title: "Slideshow", size: "1920x1080"
  ) { request in
    let pictures = request.media(or: ["one.jpg", "two.jpg", "three.jpg"])
    let each = request.duration ?? "4s"
    return [
      "", "tracks:", "  - id: pictures", "    transition: {type: dissolve, duration: 1s}",
      "    defaults: {duration: \(each), fit: cover}      # fit: contain shows all of a picture, with bars",
      "\(request.look.map { "    look: \($0)\n" } ?? "")    items:",
    ]
      + pictures.enumerated().map { index, path in
        let (from, to) = index.isMultiple(of: 2) ? ("1", "1.1") : ("1.1", "1")
        return "      - {clip: \(yaml(path)), effects: [{zoom: {from: \(from), to: \(to)}}]}"
      } + request.musicTrack()
  }
}
