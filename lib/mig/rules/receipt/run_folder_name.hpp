#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mig::rules::receipt_rules {

/// The parts of "runs/stage-2".
struct RunFolderName {
  std::string environment;
  std::int64_t sequence = 0;
};

/// Nothing for the single-run form, and for a folder whose name is told to be malformed.
std::optional<RunFolderName> parse_run_folder(std::string_view folder);

}  // namespace mig::rules::receipt_rules
