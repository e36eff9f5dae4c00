#pragma once

#include <string>

namespace mig::bundle {

/// The folder of one execution and what lies in it where it is due. Paths are relative to the
/// bundle, and empty when nothing is there.
struct RunFacts {
  std::string folder;  ///< "" for the single-run form, "runs/stage-2" for a further run
  std::string pre_baseline;
  std::string post_baseline;
  std::string diff_summary;
  std::string touched;
  std::string inline_receipt;
  std::string receipt_ref;
  std::string backup;

  bool has_receipt() const { return !inline_receipt.empty() || !receipt_ref.empty(); }
};

}  // namespace mig::bundle
