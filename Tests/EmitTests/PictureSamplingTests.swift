import FilterGraph
import MediaTypes
import Testing

/// The printed script chooses the pictures that the language says.
@Suite(.serialized) struct PictureSamplingTests {
  private let h264 = ["-c:v", "libx264", "-crf", "12", "-g", "24", "-bf", "2", "-threads", "1"]

  private func check(
    _ media: [BarMedia], rate: FrameRate, _ samplings: [(media: Int, Sampling)],
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let shown = numbers(inPictures: try ScriptRun(picturePlan(media, rate: rate, samplings)).pictures)
    let wanted = samplings.flatMap { number, sampling in
      (0..<sampling.count).map { media[number].expected(sampling, $0) }
    }
    #expect(shown == wanted, sourceLocation: location)
  }

  private func clip(
    from start: Rational, speed: Rational = 1, rate: FrameRate, count: Int, bound: Rational? = nil
  ) -> Sampling {
    let step = speed / rate.value
    return Sampling(first: start + step / 2, step: step, count: count, bound: bound)
  }

  @Test(arguments: ["24", "25", "30000/1001", "30", "60000/1001"], ["mp4", "mkv", "ts"])
  func rates(source: String, container: String) throws {
    let media = try BarMedia("rates.\(container)", rate: source, frames: 300, options: h264)
    let all = ["24", "25", "30000/1001", "30", "60000/1001"]
    // Every pair of rates, in one of the containers.
    let turn = all.firstIndex(of: source)! + ["mp4", "mkv", "ts"].firstIndex(of: container)!
    for (number, text) in all.enumerated() where (number + turn) % 3 == 0 {
      let rate = FrameRate(Rational(text: text)!)!
      try check(
        [media], rate: rate,
        [
          (0, clip(from: 0, rate: rate, count: 40)),
          (0, clip(from: Rational(1, 2), speed: 2, rate: rate, count: 30)),
          (0, clip(from: Rational(7, 3), speed: Rational(3, 2), rate: rate, count: 30, bound: 3)),
          (0, clip(from: 5, speed: Rational(1, 2), rate: rate, count: 30)),
          (0, clip(from: Rational(9, 2), speed: -1, rate: rate, count: 50)),
          (0, clip(from: Rational(49, 10), rate: rate, count: 20)),
        ])
    }
  }

  @Test(arguments: ["mp4", "mkv"])
  func exactTies(container: String) throws {
    let media = try BarMedia("ties.\(container)", rate: "25", frames: 100, options: h264)
    let rate = FrameRate(25)!
    for offset in 0..<6 {
      let instant = media.stamps[offset * 7]
      try check(
        [media], rate: rate,
        [
          (0, Sampling(first: instant, step: Rational(1, 25), count: 20)),
          (0, Sampling(first: instant, step: Rational(1, 25), count: 20, includesInstant: true)),
          (0, Sampling(first: instant + Rational(1, 705_600_000), step: Rational(1, 25), count: 20)),
          (0, Sampling(first: instant, step: Rational(-1, 25), count: 20)),
          (0, Sampling(first: instant, step: 0, count: 3)),
          (0, Sampling(first: instant, step: 0, count: 3, includesInstant: true)),
        ])
    }
  }

  @Test func loops() throws {
    let media = try BarMedia("loop.mp4", rate: "30", frames: 45, options: h264)
    let rate = FrameRate.thirty
    let wrap = SourceRange(start: Rational(1, 10), end: Rational(1))
    let odd = SourceRange(start: 0, end: Rational(1001, 1000))
    try check(
      [media], rate: rate,
      [
        (0, Sampling(first: Rational(7, 60), step: Rational(1, 30), count: 100, bound: 1, wrap: wrap)),
        (0, Sampling(first: Rational(37, 60), step: Rational(1, 30), count: 100, wrap: wrap)),
        (0, Sampling(first: Rational(37, 60), step: Rational(-1, 30), count: 100, wrap: wrap)),
        (0, Sampling(first: Rational(1, 60), step: Rational(1, 30), count: 100, wrap: odd)),
        (0, Sampling(first: Rational(1, 60), step: Rational(2, 45), count: 70, wrap: wrap)),
      ])
  }

  @Test func startsThatAreNotZero() throws {
    for container in ["mp4", "mkv", "ts"] {
      let media = try BarMedia(
        "late.\(container)", rate: "30", frames: 300, options: ["-output_ts_offset", "7.25"] + h264)
      try check(
        [media], rate: FrameRate(25)!,
        [
          (0, clip(from: 0, rate: FrameRate(25)!, count: 30)),
          (0, clip(from: 6, rate: FrameRate(25)!, count: 30)),
        ])
    }
  }

  @Test func unevenStamps() throws {
    let media = try BarMedia(
      "uneven.mkv", rate: "30", frames: 120, options: h264, before: ["setpts='N*N*40/TB/100000+N/TB/40'"])
    try check(
      [media], rate: .thirty,
      [
        (0, clip(from: 0, rate: .thirty, count: 100)),
        (0, clip(from: 5, speed: -1, rate: .thirty, count: 100)),
      ])
  }

  @Test func endsAreHeld() throws {
    let media = try BarMedia("end.mp4", rate: "30", frames: 30, options: h264)
    try check(
      [media], rate: .thirty,
      [
        (0, clip(from: Rational(9, 10), rate: .thirty, count: 20)),
        (0, clip(from: 0, rate: .thirty, count: 40, bound: Rational(1, 2))),
        (0, clip(from: -1, rate: .thirty, count: 35)),
        (0, clip(from: 20, rate: .thirty, count: 3)),
      ])
  }

  /// Files in which a jump lands far away, or cannot be made.
  @Test(arguments: [
    ["open.mp4", "-x264-params", "open-gop=1:bframes=3:b-adapt=0:keyint=40"],
    ["long.mp4", "-g", "900"], ["parts.mp4", "-g", "50", "-movflags", "frag_keyframe+empty_moov"],
    ["live.mkv", "-g", "50", "-live", "1"], ["long.mkv", "-bf", "4", "-g", "900"], ["plain.avi", "-bf", "0"],
    ["refresh.mp4", "-x264-params", "intra-refresh=1:keyint=60"],
  ])
  func jumps(file: [String]) throws {
    let options = ["-c:v", "libx264", "-crf", "16", "-threads", "1"] + file.dropFirst()
    let media = try BarMedia(file[0], rate: "25", frames: 900, options: options)
    let rate = FrameRate(25)!
    try check(
      [media], rate: rate,
      [
        (0, clip(from: Rational(181, 7), rate: rate, count: 20)),
        (0, clip(from: 30, speed: -2, rate: rate, count: 20)),
        (0, clip(from: Rational(719, 20), rate: rate, count: 5)),
        (0, clip(from: 12, speed: 0, rate: rate, count: 2)), (0, clip(from: 50, rate: rate, count: 2)),
        (0, clip(from: 30, rate: rate, count: 20, bound: 20)),
      ])
  }

  /// Odd rates, speeds and starts, ties among them, from a fixed row of numbers.
  @Test(arguments: ["7", "12", "48", "24000/1001", "50", "15", "100/3"])
  func oddNumbers(source: String) throws {
    let media = try BarMedia("odd.mp4", rate: source, frames: 200, options: h264)
    var state: UInt64 = 7
    func number(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for text in ["24", "30000/1001", "17", "60"] {
      let samplings = (0..<8).map { _ in
        let stamp = media.stamps[number(media.stamps.count)]
        let shift = [Rational.zero, Rational(number(100), 705_600_000), Rational(number(50), 1 + number(90))]
        let first = stamp + shift[number(3)]
        let speed = [
          Rational(1), Rational(1 + number(40), 1 + number(20)), Rational(number(200_000), 65536),
          -Rational(1 + number(9), 1 + number(9)),
        ][number(4)]
        let step = number(2) == 0 ? speed / Rational(text: text)! : speed / Rational(text: source)!
        let bound = number(3) == 0 ? first + Rational(number(20), 10) : nil
        return (
          0, Sampling(first: first, step: step, count: 25, bound: bound, includesInstant: number(2) == 0)
        )
      }
      try check([media], rate: FrameRate(Rational(text: text)!)!, samplings)
    }
  }
}
