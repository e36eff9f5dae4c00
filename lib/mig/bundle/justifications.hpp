#pragma once

#include <vector>

#include "mig/bundle/facts.hpp"

namespace mig::bundle {

/// The lines "- <rule-id>: reason" under "## Justifications".
std::vector<Justification> read_justifications(const document::Markdown& markdown);

}  // namespace mig::bundle
