#include "mig/rules/receipt/run_folder_name.hpp"

#include <charconv>

namespace mig::rules::receipt_rules {

std::optional<RunFolderName> parse_run_folder(std::string_view folder) {
  constexpr std::string_view kRuns = "runs/";
  if (!folder.starts_with(kRuns)) return std::nullopt;
  const auto name = folder.substr(kRuns.size());
  const auto dash = name.rfind('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto digits = name.substr(dash + 1);
  if (digits.empty() || digits.front() < '1' || digits.front() > '9') return std::nullopt;
  RunFolderName parsed{std::string(name.substr(0, dash)), 0};
  const auto* end = digits.data() + digits.size();
  const auto result = std::from_chars(digits.data(), end, parsed.sequence);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return parsed;
}

}  // namespace mig::rules::receipt_rules
