#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/counted.hpp"
#include "mig/report/report.hpp"

namespace mig::report {

/// One sentence for or against a bundle; what it quotes is not yet escaped.
struct Reason {
  std::string words;
  std::string quote;  ///< empty: nothing
};

/// What the run says about one of its bundles, and why.
struct BundleVerdict {
  std::string_view name;      ///< "pass", "review", "fail" or "no verdict"
  std::string_view style;     ///< "pass", "review" or "fail"
  std::string_view question;  ///< "Why it is acceptable"
  std::vector<Reason> reasons;
};

BundleVerdict verdict_of_bundle(const Report& report, const BundleReport& bundle);

}  // namespace mig::report
