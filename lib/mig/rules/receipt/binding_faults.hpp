#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/receipt/owed_files.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::receipt_rules {

/// What follows the path of a file in a message: "is sha256:..., but the receipt names sha256:...",
/// "is missing: ...", "is a folder"; empty when its bytes are as named or when something else tells
/// of it (a path that was named before, a digest that is a placeholder).
std::string fault_of(const bundle::BundleFacts& bundle, const bundle::BoundFile& file);

/// Whether its bytes are not those that are named: where it lies, nothing is in the way.
bool is_of_content(const bundle::BoundFile& file);

/// Tells of a file that a receipt names as its `part` ("input") and that has a fault; `owed` says
/// where it is declared. Null when it has none.
Finding* report_fault(const bundle::BundleFacts& bundle, const bundle::ReceiptFacts& facts,
                      const bundle::BoundFile& file, std::string_view part,
                      const std::vector<OwedFile>& owed, Reporter& reporter);

}  // namespace mig::rules::receipt_rules
