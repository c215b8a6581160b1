import MediaTypes

/// A sound to be played through and measured: a part of a film's, as a plan of its own.
public struct SoundQuestion: Codable, Hashable, Sendable {
  public var inputs: [PlanInput]
  public var sound: SoundPlan
  /// Places in the document that the plan points at.
  public var origins: [PlanOrigin]

  public init(inputs: [PlanInput], sound: SoundPlan, origins: [PlanOrigin]) {
    (self.inputs, self.sound, self.origins) = (inputs, sound, origins)
  }
}

/// How loud a sound is.
public struct SoundMeasure: Codable, Hashable, Sendable {
  /// A hundred times a second: the root mean square of the loudest channel over the 50 ms around, in hundredths of
  /// a decibel of full scale; silence is -20000.
  public var levels: [Int]
  /// EBU R 128, in hundredths of a LUFS; nil for silence.
  public var integrated: Int?
  /// ITU-R BS.1770, in hundredths of a dBTP; nil for silence.
  public var truePeak: Int?

  public init(levels: [Int], integrated: Int?, truePeak: Int?) {
    (self.levels, self.integrated, self.truePeak) = (levels, integrated, truePeak)
  }
}
