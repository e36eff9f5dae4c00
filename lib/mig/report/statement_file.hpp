#pragma once

#include <string>
#include <vector>

#include "mig/contract/statement.hpp"

namespace mig::report {

/// A file that a statement is about.
struct StatementSubject {
  std::string path;  ///< relative to the bundle
  std::string hex;   ///< sha256 of its bytes
};

/// The payload of an envelope: an in-toto statement on one line. The same bytes for the same
/// statement, in whatever order the subjects are given.
std::string statement_json(std::vector<StatementSubject> subjects,
                           const contract::RunPredicate& predicate);
std::string statement_json(std::vector<StatementSubject> subjects,
                           const contract::ApprovalPredicate& predicate);

}  // namespace mig::report
