import MediaTypes

/// A sound to be played through and measured: a part of a film's, as a plan of its own.
public struct SoundQuestion: Codable, Hashable, Sendable {
  public var inputs: [PlanInput]
  public var sound: SoundPlan
  /// Places in the document that the plan points at.
  public var origins: [PlanOrigin]
  /// Where it is given, what a player hears is measured: encoded so, and decoded again.
  public var coding: SoundCoding?

  public init(inputs: [PlanInput], sound: SoundPlan, origins: [PlanOrigin], coding: SoundCoding? = nil) {
    (self.inputs, self.sound, self.origins, self.coding) = (inputs, sound, origins, coding)
  }
}

/// What becomes of a film's sound in its file.
public struct SoundCoding: Codable, Hashable, Sendable {
  public var encoder: EncoderPlan
  public var finish: SoundFinish?

  public init(encoder: EncoderPlan, finish: SoundFinish?) { (self.encoder, self.finish) = (encoder, finish) }
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
