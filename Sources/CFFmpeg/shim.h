/* The FFmpeg libraries, and names for the macros that Swift cannot see.
   Differences between library versions are guarded here and nowhere else. */
#include <malloc.h>
#include <libavutil/cpu.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/error.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/mastering_display_metadata.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libavcodec/avcodec.h>
#include <libavcodec/vorbis_parser.h>
#include <libavformat/avformat.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

static const int reel_error_again = AVERROR(EAGAIN);
static const int reel_error_eof = AVERROR_EOF;
static const int64_t reel_no_pts = AV_NOPTS_VALUE;
static const int reel_error_invalid_data = AVERROR_INVALIDDATA;
static const int reel_error_decoder_not_found = AVERROR_DECODER_NOT_FOUND;
static const int reel_error_encoder_not_found = AVERROR_ENCODER_NOT_FOUND;

/* Side data of a stream (a display matrix, encryption), wherever this version keeps it. */
static inline const uint8_t *reel_stream_side_data(const AVStream *stream, enum AVPacketSideDataType type) {
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  const AVPacketSideData *data = av_packet_side_data_get(
      stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, type);
  return data ? data->data : NULL;
#else
  return av_stream_get_side_data(stream, type, NULL);
#endif
}

static inline int reel_frame_is_interlaced(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
  return (frame->flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
  return frame->interlaced_frame;
#endif
}

/* The versions that this program was compiled against. */
static const unsigned reel_built_avutil = LIBAVUTIL_VERSION_INT;
static const unsigned reel_built_avcodec = LIBAVCODEC_VERSION_INT;
static const unsigned reel_built_avformat = LIBAVFORMAT_VERSION_INT;
static const unsigned reel_built_avfilter = LIBAVFILTER_VERSION_INT;
static const unsigned reel_built_swscale = LIBSWSCALE_VERSION_INT;
static const unsigned reel_built_swresample = LIBSWRESAMPLE_VERSION_INT;
