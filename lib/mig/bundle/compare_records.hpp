#pragma once

#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/base_lookup.hpp"

namespace mig::bundle {

/// Files beside the receipts of a bundle that were there at the base and are not the same any more.
/// An envelope may gain signatures, and a receipt may give way to a reference that names its digest
/// and size; nothing else may change.
Result<std::vector<RecordChange>> changed_records(const history::Repository& git,
                                                  const FolderState& before,
                                                  const FolderState& now);

}  // namespace mig::bundle
