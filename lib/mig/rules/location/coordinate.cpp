#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"
#include "mig/rules/location/exactness.hpp"

namespace mig::rules::location_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_place(file, detection, "place on earth", reporter);
}

}  // namespace

const Rule coordinate{
    {
        .id = "location-coordinate",
        .severity = Severity::fail,
        .summary = "A file tells a place more exactly than the policy publishes",
        .rationale = "The exact place of a nest, a site or a home cannot be taken back once "
                     "it is published; what a change does can be told without it. In "
                     "scripts a person may approve it.",
        .remedy = "Round it to the decimals that the policy publishes "
                  "(coordinates.published_decimals), or name the area instead of the "
                  "place",
        .requirements = {"K-78", "K-79"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::location_rules
