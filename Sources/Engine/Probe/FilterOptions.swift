import CFFmpeg
import FilterGraph

/// Proof that the linked FFmpeg has a filter and takes its options.
package enum FilterOptions {
  /// What is wrong with the filter in the linked FFmpeg, in words: no such filter, no such option, or a
  /// value that the option refuses. Nil where it would be taken.
  package static func problem(with filter: Filter) -> String? {
    guard let known = avfilter_get_by_name(filter.name) else {
      return "this FFmpeg has no filter '\(filter.name)'"
    }
    for option in filter.options where !has(known, option: option.name) {
      return "filter '\(filter.name)' has no option '\(option.name)' in this FFmpeg"
    }
    return refusedValue(filter, known)
  }

  /// Why a filter cannot stand in a chain of a medium: it has that medium neither as its only way in nor as its only way
  /// out. Nil where it can, or is not known.
  package static func problem(with filter: Filter, in medium: FilterMedium) -> String? {
    guard let known = avfilter_get_by_name(filter.name) else { return nil }
    let ways = AVFILTER_FLAG_DYNAMIC_INPUTS | AVFILTER_FLAG_DYNAMIC_OUTPUTS
    let counts = (avfilter_filter_pad_count(known, 0), avfilter_filter_pad_count(known, 1))
    guard known.pointee.flags & ways == 0, counts == (1, 1) else {
      return "the filter '\(filter.name)' cannot stand in a chain: it has not one way in and one way out"
    }
    let types = [avfilter_pad_get_type(known.pointee.inputs, 0), avfilter_pad_get_type(known.pointee.outputs, 0)]
    let wanted = medium == .picture ? AVMEDIA_TYPE_VIDEO : AVMEDIA_TYPE_AUDIO
    guard types != [wanted, wanted] else { return nil }
    guard types[0] == types[1] else {
      return "the filter '\(filter.name)' cannot stand in a chain: it makes something else of what comes in"
    }
    return medium == .picture
      ? "'\(filter.name)' is a filter of sound, and here stand filters of pictures: sound has its own under 'audio: {effects}'"
      : "'\(filter.name)' is a filter of pictures, and here stand filters of sound"
  }

  private static func has(_ filter: UnsafePointer<AVFilter>, option: String) -> Bool {
    if option == "threads" { return true }
    if option == "enable" { return filter.pointee.flags & AVFILTER_FLAG_SUPPORT_TIMELINE != 0 }
    var privateClass: UnsafePointer<AVClass>? = filter.pointee.priv_class
    guard privateClass != nil else { return false }
    return withUnsafeMutablePointer(to: &privateClass) {
      av_opt_find($0, option, nil, 0, AV_OPT_SEARCH_FAKE_OBJ | AV_OPT_SEARCH_CHILDREN) != nil
    }
  }

  /// Sets each option on an idle filter, which opens no file and runs nothing.
  private static func refusedValue(_ filter: Filter, _ known: UnsafePointer<AVFilter>) -> String? {
    _ = LibraryLog.install
    var graph = avfilter_graph_alloc()
    defer { avfilter_graph_free(&graph) }
    guard let context = avfilter_graph_alloc_filter(graph, known, nil) else {
      return "filter '\(filter.name)' cannot be made"
    }
    for option in filter.options
    where av_opt_set(context, option.name, option.value, AV_OPT_SEARCH_CHILDREN) < 0 {
      return "filter '\(filter.name)' refuses '\(option.value)' for '\(option.name)'"
    }
    return nil
  }

  /// Whether a filter starts, which reads what files it names; it is thrown away.
  package static func starts(_ filter: Filter) -> Bool {
    _ = LibraryLog.install
    var graph = avfilter_graph_alloc()
    defer {
      avfilter_graph_free(&graph)
      // What it has to say would be taken for a part of the next error.
      _ = LibraryLog.take()
    }
    guard let context = avfilter_graph_alloc_filter(graph, avfilter_get_by_name(filter.name), nil) else { return false }
    var options = Options(filter.options)
    return avfilter_init_dict(context, &options.dictionary) >= 0
  }
}
