#pragma once

#include <string>
#include <vector>

#include "mig/contract/records.hpp"

namespace mig::report {

/// The run of a valid receipt as the document of kind prov that reads back to it, one node or
/// relation a line. `scripts` are the paths of the inputs that ran: what the run generated is
/// derived from them.
std::string prov_json(const contract::RunReceipt& receipt, const std::vector<std::string>& scripts);

}  // namespace mig::report
