#pragma once

#include <string>
#include <vector>

#include "mig/catalog/catalog.hpp"
#include "mig/catalog/delta.hpp"
#include "mig/delta/observation.hpp"

namespace mig::delta {

/// An object of which the scripts and the baselines tell different stories.
struct Drift {
  const ObservedChange* observed = nullptr;        ///< null: predicted, not observed
  const catalog::Difference* predicted = nullptr;  ///< null: observed, not predicted
};

/// A key of an object that came out other than the scripts say.
struct Deviation {
  const ObservedChange* observed = nullptr;
  std::string attribute;
  std::string expected;
  std::string found;
};

/// An object that the scripts make, of which the baseline leaves out what a check needs.
struct Omission {
  const ObservedChange* observed = nullptr;
  std::string attributes;  ///< "`type`, `nullable`"
};

struct DriftReport {
  std::vector<Drift> drifts;
  std::vector<Deviation> deviations;
  std::vector<Omission> omissions;
};

/// Holds what was observed against what the scripts were predicted to do. `before` and `expected`
/// are the catalogs that the prediction led from and to. A predicted change of which a baseline
/// need not show anything (a new body that may be the old one, a storage option) is no drift when
/// nothing is seen of it.
DriftReport find_drift(const Observation& observation,
                       const std::vector<catalog::Difference>& predicted,
                       const catalog::Catalog& before, const catalog::Catalog& expected);

}  // namespace mig::delta
