import CFFmpeg
import FilterGraph

/// Options on their way to FFmpeg; what it does not take stays behind and is an error.
struct Options: ~Copyable {
  var dictionary: OpaquePointer?

  init(_ options: [Filter.Option] = []) {
    for option in options { set(option.name, option.value) }
  }

  deinit {
    var owned = dictionary
    av_dict_free(&owned)
  }

  mutating func set(_ name: String, _ value: String) { av_dict_set(&dictionary, name, value, 0) }

  /// The name of an option that nobody took.
  var leftover: String? {
    guard let entry = av_dict_get(dictionary, "", nil, AV_DICT_IGNORE_SUFFIX) else { return nil }
    return String(cString: entry.pointee.key)
  }
}
