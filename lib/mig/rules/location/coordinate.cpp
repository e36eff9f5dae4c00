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

const Rule coordinate{{
                          .id = "location-coordinate",
                          .severity = Severity::fail,
                          .summary = "A file tells a place more exactly than the policy publishes",
                          .rationale = kPlaceRationale,
                          .remedy = kPlaceRemedy,
                          .requirements = {"K-78", "K-79"},
                          .approvable = true,
                      },
                      check};

}  // namespace mig::rules::location_rules
