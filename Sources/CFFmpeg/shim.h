/* The FFmpeg libraries, and names for the macros that Swift cannot see.
   Differences between library versions are guarded here and nowhere else. */
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/error.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libavcodec/avcodec.h>
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
