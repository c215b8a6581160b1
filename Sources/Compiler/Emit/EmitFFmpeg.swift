import FilterGraph
import MediaTypes

/// The film's one filter graph in FFmpeg's syntax, one chain a line; input numbers are those of `emitFFmpeg`.
package func emitFilterGraph(_ plan: RenderPlan) -> String { FilmGraph(plan).text }

/// A POSIX shell script with which stock ffmpeg 5.1 makes the film, from the same pictures and samples.
///
/// With `REELC_FRAMEHASH=1` it prints a hash of every picture instead (`raw`: the pictures themselves) and
/// writes the sound as 32-bit little-endian floats, channels interleaved, to the file named by `REELC_SOUND`.
package func emitFFmpeg(_ plan: RenderPlan) -> String {
  let film = FilmGraph(plan)
  var script = scriptHead(plan)
  script += hereDocument(film.text, file: "$work/graph")
  script += textFiles(plan)
  if hasMotions(plan) {
    script += "\n# Pictures that move, and those that are held still, are moved by 'perspective': not to the same bit.\n"
  }
  if plan.texts.contains(where: hasColorLetters) {
    script += "\n# Emoji are drawn in outline, where a font has them so: 'ass' knows no coloured letters.\n"
  }
  script += "\nset -- ffmpeg -hide_banner -loglevel warning -nostdin -y -copyts\n"
  script += "# Nothing is converted but by the graph's own filters.\n"
  script += scriptLine(["-noauto_conversion_filters", "-filter_complex_threads", "1"])
  script += "# One reader for each use of a file, so that none waits for another.\n"
  for (number, input) in film.inputs.enumerated() {
    script += "# \(number): \(input.purpose)\n" + scriptLine(input.words)
  }
  if !plan.output.chapters.isEmpty {
    script += "# \(film.inputs.count): chapters\n: > \"$work/chapters\"\n"
    script += "set -- \"$@\" -f ffmetadata -i \"$work/chapters\"\n"
  }
  script += subtitleInputs(plan, first: film.inputs.count + (plan.output.chapters.isEmpty ? 0 : 1))
  script += "set -- \"$@\" -filter_complex_script \"$work/graph\"\n\n"
  script += "case ${REELC_FRAMEHASH:-} in\n'' | 0)\n" + outputWords(plan, film) + ";;\n"
  script += "*)\n" + comparisonWords(plan) + ";;\nesac\n\n\"$@\"\n"
  return script
}

private func hasMotions(_ plan: RenderPlan) -> Bool {
  plan.picture?.spans.contains { $0.graph.nodes.contains { $0.motion != nil } } ?? false
}

private func hasColorLetters(_ script: TextScript) -> Bool {
  script.text.mayHoldColorLetters && script.text.contains { $0.isColorLetter }
}

private func scriptHead(_ plan: RenderPlan) -> String {
  """
  #!/bin/sh
  # Makes \(onOneLine(plan.output.path)) with ffmpeg 5.1. Written by reelc.
  # Run it in the folder that the paths below start from.
  #
  #   REELC_FRAMEHASH=1    print a hash of each picture instead of writing the film
  #   REELC_FRAMEHASH=raw  print the pictures themselves
  #   REELC_SOUND=FILE     with either: write the sound to FILE, 32-bit floats
  set -eu
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM


  """
}

/// What writes the film. `bitexact` leaves out dates and version numbers.
private func outputWords(_ plan: RenderPlan, _ film: FilmGraph) -> String {
  let output = plan.output
  var text = ""
  if let slash = output.path.lastIndex(of: "/"), slash > output.path.startIndex {
    text += "mkdir -p -- \(shellQuoted(String(output.path[..<slash])))\n"
  }
  let finish = film.finish
  if !finish.isEmpty { text += "# What the encoders want, behind the film.\n" + hereDocument(";\n" + finish, file: "$work/finish") }
  if !finish.isEmpty { text += "cat \"$work/finish\" >> \"$work/graph\"\n" }
  if let picture = plan.picture {
    let colors = output.pictureFinish?.color ?? picture.color
    text += scriptLine(
      ["-map", "[\(film.writtenPicturePad)]"] + pictureTiming(picture) + colorWords(colors))
    if let encoder = output.picture { text += scriptLine(encoderWords(encoder, "v")) }
  }
  if plan.sound != nil {
    text += scriptLine(["-map", "[\(film.writtenSoundPad)]"])
    if let encoder = output.sound { text += scriptLine(encoderWords(encoder, "a")) }
  }
  text += subtitleWords(plan, first: film.inputs.count + (output.chapters.isEmpty ? 0 : 1))
  var words = ["-map_metadata", "-1"]
  if output.chapters.isEmpty {
    words += ["-map_chapters", "-1"]
  } else {
    text += hereDocument(chapterText(output.chapters), file: "$work/chapters")
    text += "set -- \"$@\" -map_chapters \(film.inputs.count)\n"
  }
  for tag in output.metadata { words += ["-metadata", "\(tag.name)=\(tag.value)"] }
  for option in output.formatOptions + segmentOptions(output) { words += ["-\(option.name)", option.value] }
  words += ["-fflags", "+bitexact", "-f", output.format, "file:" + output.path]
  return text + scriptLine(words)
}

/// Segments beside the playlist, each behind a key frame.
private func segmentOptions(_ output: OutputPlan) -> [Filter.Option] {
  guard let segments = output.segments else { return [] }
  let names = output.segmentNames
  let keys = Filter.Option("force_key_frames:v", "expr:gte(t+0.00005,n_forced*\(segments.seconds.decimal(digits: 6)))")
  return segments.options(stem: names.stem, folder: names.folder) + (output.picture == nil ? [] : [keys])
}

/// Chapters in FFmpeg's own text form.
private func chapterText(_ chapters: [PlanChapter]) -> String {
  func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "=;#\\\n".contains(character) { result += "\\" }
      result.append(character)
    }
  }
  return chapters.reduce(into: ";FFMETADATA1\n") { text, chapter in
    let edges = [chapter.start, chapter.end].map { ($0 * 1000).roundedHalfUp ?? 0 }
    text += "[CHAPTER]\nTIMEBASE=1/1000\nSTART=\(edges[0])\nEND=\(edges[1])\ntitle=\(escaped(chapter.title))\n"
  }
}

/// What writes pictures and samples as they are before the encoder.
private func comparisonWords(_ plan: RenderPlan) -> String {
  var text = ""
  if let picture = plan.picture {
    let start = ["-map", "[\(FilmGraph.picturePad)]"] + pictureTiming(picture) + ["-c:v", "rawvideo"]
    text += scriptLine(start + ["-flags:v", "+bitexact", "-fflags", "+bitexact"])
    text += "case $REELC_FRAMEHASH in\n"
    text += "raw) set -- \"$@\" -f rawvideo - ;;\n*) set -- \"$@\" -f framehash -hash md5 - ;;\nesac\n"
  }
  if plan.sound != nil {
    text += scriptLine(["-map", "[\(FilmGraph.soundPad)]", "-c:a", "pcm_f32le", "-f", "f32le"])
    text += "set -- \"$@\" \"file:${REELC_SOUND:-/dev/null}\"\n"
  }
  return text
}

private func pictureTiming(_ picture: PicturePlan) -> [String] {
  let rate = picture.rate.value
  return [
    "-autoscale", "0", "-fps_mode", "passthrough", "-enc_time_base:v",
    "\(rate.denominator):\(rate.numerator)",
  ]
}

private func colorWords(_ tags: ColorTags) -> [String] {
  let matrix = tags.matrix == "gbr" ? "rgb" : tags.matrix
  let rows = [
    ("-colorspace", matrix), ("-color_range", tags.range), ("-color_primaries", tags.primaries),
    ("-color_trc", tags.transfer),
  ]
  return rows.filter { !["", "unknown", "unspecified"].contains($0.1) }.flatMap { ["\($0.0):v", $0.1] }
}

private func encoderWords(_ encoder: EncoderPlan, _ kind: String) -> [String] {
  var words = ["-c:\(kind)", encoder.codec, "-threads:\(kind)", String(encoder.threads)]
  var flags = "+bitexact"
  for option in encoder.options {
    if option.name == "flags" {
      flags = option.value + flags
    } else {
      words += ["-\(option.name):\(kind)", option.value]
    }
  }
  if let tag = encoder.tag { words += ["-tag:\(kind)", tag] }
  return words + ["-flags:\(kind)", flags]
}
