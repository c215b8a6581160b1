/* The zimg library, and names for the macros and nameless structures that Swift cannot see. */
#include <zimg.h>

static const unsigned reel_zimg_version = ZIMG_API_VERSION;

/* Runs a graph over whole pictures: four planes each, where they start and how far apart their rows are. */
static inline zimg_error_code_e reel_zimg_run(
    const zimg_filter_graph *graph, void *const from[4], const ptrdiff_t from_strides[4], void *const to[4],
    const ptrdiff_t to_strides[4], void *scratch) {
  zimg_image_buffer_const source = {ZIMG_API_VERSION};
  zimg_image_buffer target = {ZIMG_API_VERSION};
  for (int plane = 0; plane < 4; plane++) {
    source.plane[plane].data = from[plane];
    source.plane[plane].stride = from_strides[plane];
    source.plane[plane].mask = ZIMG_BUFFER_MAX;
    target.plane[plane].data = to[plane];
    target.plane[plane].stride = to_strides[plane];
    target.plane[plane].mask = ZIMG_BUFFER_MAX;
  }
  return zimg_filter_graph_process(graph, &source, &target, scratch, 0, 0, 0, 0);
}
