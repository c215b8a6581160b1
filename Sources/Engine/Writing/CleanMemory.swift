import CFFmpeg
import Glibc
import Synchronization

/// While one is held, all memory that the process is given is zero at first.
///
/// x264's `mbtree_propagate_list` for AVX-512 works on eight macroblocks at a time and has no mask for the last ones of a
/// row: where a picture's width in macroblocks is no multiple of eight, it reads past the ends of x264's own tables and what
/// happens to be there moves the quantiser of a few blocks. A film made by a process that had made another one before then
/// differed in a byte or two in one run of fifty. Zeros there make the bytes the same always, and are what a fresh process
/// finds; keeping x264 from AVX-512 would do as well and costs 8 % of the encoder's time.
///
/// It is held from when the encoder is open: the tables are made with the first pictures, and what x264 is given when it
/// opens are buffers of tens of megabytes for what comes out, which zeros would make resident. Of 740 encodings 64, 720 and 1080
/// pixels wide in a heap full of leftovers none differed; of 76 without cleaning 73 did.
final class CleanMemory: Sendable {
  private static let holders = Mutex(0)
  /// glibc's fill is the complement of what it is told.
  private static let zeros: Int32 = 0xff

  private init() { CleanMemory.count(1) }

  deinit { CleanMemory.count(-1) }

  private static func count(_ change: Int) {
    holders.withLock { count in
      count += change
      mallopt(M_PERTURB, count > 0 ? zeros : 0)
    }
  }

  /// One, where this encoder on this processor needs it.
  static func ifWanted(by codec: String, width: Int) -> CleanMemory? {
    let macroblocks = (width + 15) / 16
    guard codec == "libx264", macroblocks % 8 != 0, av_get_cpu_flags() & AV_CPU_FLAG_AVX512 != 0 else { return nil }
    return CleanMemory()
  }
}
