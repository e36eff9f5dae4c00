#include "mig/rules/families.hpp"
#include "mig/rules/found_value.hpp"
#include "mig/rules/location/exactness.hpp"

namespace mig::rules::location_rules {
namespace {

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_place(file, detection, "place on earth, as a grid reference", reporter);
}

}  // namespace

const Rule grid_reference{
    {
        .id = "location-grid-reference",
        .severity = Severity::fail,
        .summary = "A grid reference tells a place more exactly than the policy publishes",
        .rationale = kPlaceRationale,
        .remedy = kPlaceRemedy,
        .requirements = {"K-78", "K-79"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::location_rules
