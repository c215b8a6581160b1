import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

extension Composer {
  /// What a captions track paints, and its cues on the film.
  /// - Parameter shown: what the other tracks of its timeline paint and sound like, for captions `of` a media.
  func captions(_ row: ItemRow, _ shown: Material) -> (layers: [Layer], track: CaptionTrack) {
    let clause = row.clause.captions
    let texts = captionTexts(row, shown)
    let cues = placed(texts)
    let track = CaptionTrack(
      name: row.clause.id?.value.value, language: clause.lang?.value.value, cues: cues, scriptHead: clause.list?.scriptHead,
      events: events(texts), isBurned: clause.burn?.value ?? true, languageSpan: clause.lang?.span, span: row.clause.span)
    guard track.isBurned, !cues.isEmpty else { return ([], track) }
    var layers = clause.list?.script.map { scriptLayers($0, row, texts.flatMap(\.passages)) } ?? pageLayers(cues, row)
    let (start, end) = (Rational.zero, canvas.rate.time(ofEdge: frameCount))
    for index in layers.indices {
      if let opacity = row.clause.opacity { layers[index].opacity = curve(opacity.value, from: start, to: end) { $0.value } }
      let frames = layers[index].frames
      if let effects = row.clause.effects { layers[index].effects = applied(effects.value, from: start, to: end, frames, row) }
      layers[index].blend = row.clause.blend?.value ?? .normal
    }
    return (layers, track)
  }

  /// A file in the ASS format, drawn as written while anything of it is seen.
  private func scriptLayers(_ text: String, _ row: ItemRow, _ passages: [CaptionPassage]) -> [Layer] {
    let script = TextScript(text: text, frame: canvas.size)
    return passages.flatMap { passage in
      let seen = (row.clause.captions.list?.cues ?? []).compactMap { passage.frames($0.start, $0.end) }
      return merged(seen).map { frames in
        let lettering = Lettering(script: script, first: passage.time(frames.lowerBound), step: passage.step)
        return Layer(
          frames: frames, content: .text(lettering), geometry: .whole(canvas.size), fill: .background, row: row.number,
          span: row.clause.captions.source?.span ?? row.clause.span, what: "captions")
      }
    }
  }

  /// Ranges as few that do not touch.
  private func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  private func pageLayers(_ cues: [CaptionCue], _ row: ItemRow) -> [Layer] {
    guard var set = captionSet(cues, row) else { return [] }
    return cues.flatMap { cue in set.pager.pages(cue).compactMap { layer($0, of: cue, &set, row) } }
  }

  /// What all pages of a track share.
  private struct CaptionSet {
    var look: TextLook
    var pager: CaptionPager
    var style: StyleClause
    var position: Point
    var area: ExactRect
    var hasWarned = false
  }

  private func captionSet(_ cues: [CaptionCue], _ row: ItemRow) -> CaptionSet? {
    let clause = row.clause.captions
    let styles = context.styles, mode = clause.mode?.value ?? .line
    let isUpright = canvas.size.height > canvas.size.width
    var own = StyleClause()
    own.highlight = clause.highlight
    let style = styles.whole(clause.style?.value, own: own, standard: captionStyle(at: row.clause.span))
    let size = isUpright ? Rational(mode == .word ? 13 : 9, 100) : Rational(mode == .word ? 10 : 7, 100)
    guard let face = styles.face(style, standardSize: .share(size), canvas: canvas.size, &context.bag) else { return nil }
    var look = TextLook(style, face: face, canvas: canvas.size, standardSafe: isUpright ? .social : .title)
    if let safe = clause.safe?.value { look.safe = safe }
    let words = cues.flatMap { cue in
      CaptionPager.units(cue, look.letterCase).units.map(\.text)
        + look.letterCase.applied(to: cue.text).split(whereSeparator: \.isNewline).flatMap { textUnits($0) }.map(\.text)
    }
    let place = clause.source?.span ?? clause.cues?.keySpan ?? row.clause.span
    guard let sizes = styles.sizes(of: words + TextSetter.spaceProbe, in: face, fontSpan: style.font?.span, at: place, &context.bag)
    else { return nil }
    let area = clause.margin.map { self.area(inside: $0.value) } ?? look.safe.rect(on: canvas.size)
    let limit = max(1, (look.wrap ?? area.width) - look.padding * 2)
    let setter = TextSetter(sizes: sizes, spacing: look.lineSpacing, limit: limit, letterLimit: clause.maxChars?.value)
    let pager = CaptionPager(setter: setter, mode: mode, maxLines: clause.maxLines?.value ?? 2, letterCase: look.letterCase)
    return CaptionSet(look: look, pager: pager, style: style, position: clause.position?.value ?? Point.names["bottom"]!, area: area)
  }

  /// Bold letters with a dark rim can be read on anything.
  private func captionStyle(at span: Span) -> StyleClause {
    var style = StyleClause()
    style.weight = Setting(FontWeight.bold, span: span, keySpan: span)
    var outline = OutlineClause()
    outline.width = Setting(.share(Rational(8, 100)), span: span, keySpan: span)
    style.outline = Setting(outline, span: span, keySpan: span)
    return style
  }

  private func layer(_ page: CaptionPage, of cue: CaptionCue, _ set: inout CaptionSet, _ row: ItemRow) -> Layer? {
    var (look, block) = fitted(set.pager.setter.block(page.lines ?? [page.units]), set)
    let position = cue.isAtTop && row.clause.captions.position == nil ? Point.names["top"]! : set.position
    var place = TextPlacement(
      block, padding: look.padding, position: position, anchor: nil, area: set.area, canvas: canvas.size)
    if row.clause.captions.position == nil, !cue.place.isEmpty {
      look.align = cue.place.align(TextDirection(cue.text)) ?? look.align
      place.move(to: cue.place, block, padding: look.padding, align: look.align, area: set.area, canvas: canvas.size)
    }
    if !set.hasWarned { set.hasWarned = warnOfOverflow(block, place, at: cue.span) }
    let errors = context.bag.errorCount
    let motion = self.motion(set.style.animate?.value, of: page, block, row)
    // What is wrong with a style is told once, not for each page.
    if context.bag.errorCount > errors { set.style.animate = nil }
    let grows = motion.growth > 1 || set.pager.mode == .pop || set.pager.mode == .word
    let whole = place.picture(block, look, move: motion.reach(block, look), growth: grows ? Rational(5, 4) : 1)
    guard let picture = whole.clipped(to: canvas.size) else { return nil }
    let clock = ScriptClock(canvas.rate)
    let writer = LetteringWriter(look, block, x: place.x - Rational(picture.x), y: place.y - Rational(picture.y), clock: clock)
    let script = writer.script(frame: picture.size, states(page, set.pager.mode, motion, look, letters: block.letterCount))
    var geometry = Geometry.whole(picture.size)
    geometry.place = picture
    let lettering = Lettering(script: script, first: 0, step: clock.step)
    var layer = Layer(
      frames: page.frames, content: .text(lettering), geometry: geometry, fill: .background,
      row: row.number, span: cue.span, what: "caption '\(shortened(cue.text))'")
    let fades = motion.fades
    if fades.in > 0 { layer.fadeIn = page.frames.lowerBound..<page.frames.lowerBound + fades.in }
    if fades.out > 0 { layer.fadeOut = page.frames.upperBound - fades.out..<page.frames.upperBound }
    return layer
  }

  /// A word that is wider than its line is set smaller, down to half its size: captions come by the hundred, and nobody
  /// looks at each.
  private func fitted(_ block: TextBlock, _ set: CaptionSet) -> (look: TextLook, block: TextBlock) {
    let limit = set.pager.setter.limit
    guard block.width > limit else { return (set.look, block) }
    let factor = max(.half, Rational((limit * 100 / block.width).floor ?? 50, 100))
    return (set.look.scaled(by: factor), block.scaled(by: factor))
  }

  /// A style's way in and out, in the time that a page has.
  private func motion(_ clause: AnimateClause?, of page: CaptionPage, _ block: TextBlock, _ row: ItemRow) -> TextMotion {
    let count = page.frames.count
    func part(_ use: AnimationUse?, endsPage: Bool) -> TextMotion.Part? {
      guard let use, let type = use.type?.value else { return nil }
      let standard = type == .typewriter ? Rational(block.letterCount, 20) : Rational(1, 4)
      let seconds = use.duration.map { animationLength($0, of: page, row, endsPage: endsPage) } ?? standard
      guard let seconds else { return nil }
      let fitting = max(1, min(max(1, count / 2), (seconds * canvas.rate.value).roundedHalfUp ?? 1))
      return TextMotion.Part(type: type, frames: fitting, side: use.from?.value ?? .bottom, ease: use.ease?.value)
    }
    return TextMotion(
      entrance: part(clause?.entrance?.value, endsPage: false), exit: part(clause?.exit?.value, endsPage: true), count: count)
  }

  /// Seconds of film that a page takes to come or go: a percentage is of the page, beats are those that it begins or
  /// ends on; nil after an error.
  private func animationLength(_ time: Setting<TimeExpression>, of page: CaptionPage, _ row: ItemRow, endsPage: Bool) -> Rational? {
    let edges = [page.frames.lowerBound, page.frames.upperBound].map { row.map.innerTime(at: canvas.rate.time(ofEdge: $0)) }
    let (first, last) = (edges.min() ?? 0, edges.max() ?? 0)
    var times = TimeContext(key: "duration", whole: SourceRange(start: 0, end: last - first), from: endsPage ? last : first)
    times.leadsToIt = endsPage
    return length(time, times, row.scope).map { row.map.length(of: $0, from: endsPage ? last - $0 : first) }
  }

  private func states(
    _ page: CaptionPage, _ mode: CaptionMode, _ motion: TextMotion, _ look: TextLook, letters: Int
  ) -> [TextState] {
    switch mode {
    case .line: return motion.states(look, letters: letters)
    case .karaoke: return karaoke(page)
    case .pop: return popping(page)
    case .word:
      let growing = growth(within: page.frames.count)
      return growing.enumerated().map { index, scale in
        var state = TextState(frames: index..<index + 1)
        state.scale = scale
        return state
      } + [TextState(frames: growing.count..<Int.max)]
    }
  }

  /// The spoken word stands out until the next one, or for a moment longer than it lasts where a pause comes.
  private func karaoke(_ page: CaptionPage) -> [TextState] {
    let start = page.frames.lowerBound, pause = max(1, (canvas.rate.value / 3).roundedHalfUp ?? 1)
    var states: [TextState] = []
    func add(_ frames: Range<Int>, _ word: Int?) {
      guard !frames.isEmpty else { return }
      var state = TextState(frames: frames)
      state.spoken = word
      states.append(state)
    }
    var reached = 0
    for index in page.units.indices {
      let first = max(reached, page.spoken[index].lowerBound - start)
      add(reached..<max(reached, first), nil)
      let next = index + 1 < page.units.count ? page.spoken[index + 1].lowerBound - start : page.frames.count
      let last = page.spoken[index].upperBound - start
      let end = max(first, next - last > pause ? last : next)
      add(first..<min(end, page.frames.count), index)
      reached = max(reached, min(end, page.frames.count))
    }
    add(reached..<max(reached, page.frames.count), nil)
    return states
  }

  private func popping(_ page: CaptionPage) -> [TextState] {
    let start = page.frames.lowerBound, count = page.frames.count
    var states: [TextState] = []
    for index in page.units.indices {
      let first = min(count, max(0, index == 0 ? 0 : page.spoken[index].lowerBound - start))
      let next = index + 1 < page.units.count ? min(count, max(first, page.spoken[index + 1].lowerBound - start)) : count
      let growing = growth(within: next - first)
      for (k, scale) in growing.enumerated() {
        var state = TextState(frames: first + k..<first + k + 1)
        (state.words, state.lastScale) = (index + 1, scale)
        states.append(state)
      }
      guard first + growing.count < next else { continue }
      var state = TextState(frames: first + growing.count..<next)
      state.words = index + 1
      states.append(state)
    }
    return states
  }

  /// The factors by which a word grows, frame by frame, in a sixth of a second: a little too far, and back.
  private func growth(within count: Int) -> [Double] {
    let frames = min(count, max(1, (canvas.rate.value / 6).roundedHalfUp ?? 1))
    return (0..<frames).map { 0.7 + 0.3 * Easing.outBack.value(at: (Double($0) + 0.5) / Double(frames)) }
  }
}
