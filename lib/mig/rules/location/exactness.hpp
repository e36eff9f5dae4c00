#pragma once

#include <string_view>

#include "mig/bundle/scanned_file.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::location_rules {

inline constexpr std::string_view kPlaceRationale =
    "The exact place of a nest, a site or a home cannot be taken back once it is published; what a "
    "change does can be told without it. In scripts a person may approve it.";

inline constexpr std::string_view kPlaceRemedy =
    "Round it to the decimals that the policy publishes (coordinates.published_decimals), or name "
    "the area instead of the place";

/// Reports a place that is told more exactly than the policy publishes, where it restricts that.
void report_place(const bundle::ScannedFile& file, const secrets::Detection& detection,
                  std::string_view what, Reporter& reporter);

}  // namespace mig::rules::location_rules
