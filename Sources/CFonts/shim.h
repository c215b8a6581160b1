/* What libass itself stands on: HarfBuzz for the shapes in fonts, fontconfig for where fonts are. */
#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb.h>
