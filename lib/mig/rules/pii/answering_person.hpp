#pragma once

#include "mig/bundle/scanned_file.hpp"

namespace mig::rules::pii_rules {

/// Whether a name is that of somebody who answers for a change: approvals, owners of code, and the
/// actor of a receipt exist to hold it.
bool is_answering_person(const bundle::ScannedFile& file, const secrets::Detection& detection);

}  // namespace mig::rules::pii_rules
