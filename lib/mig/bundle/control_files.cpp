#include <algorithm>
#include <array>

#include "mig/bundle/record_facts.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

// docs/formats.md shows this list.
constexpr std::array<std::string_view, 13> kControlFiles{"migration.yml",
                                                         "notes.md",
                                                         "plan.json",
                                                         "approvals/*.yml",
                                                         "approvals/*.dsse.json",
                                                         "approvals/README.md",
                                                         "approvals/.gitkeep",
                                                         "rehearsal/rehearsal_receipt.json",
                                                         "<run>receipts/run_receipt.json",
                                                         "<run>receipts/run_receipt.dsse.json",
                                                         "<run>receipts/receipt_ref.json",
                                                         "<run>receipts/prov.jsonld",
                                                         "<run>receipts/backup.json"};
constexpr std::string_view kRun = "<run>";
constexpr std::string_view kRuns = "runs/";

/// Globs know no folders, and a control file lies in exactly one.
bool lies_as(std::string_view pattern, std::string_view path) {
  return std::count(pattern.begin(), pattern.end(), '/') ==
             std::count(path.begin(), path.end(), '/') &&
         pattern::glob_matches(pattern, path);
}

/// "receipts/x" of "runs/stage-2/receipts/x"; the path itself outside of runs/.
std::string_view below_its_run(std::string_view path) {
  if (!path.starts_with(kRuns)) return path;
  const auto slash = path.find('/', kRuns.size());
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::vector<std::string_view> control_files() {
  return {kControlFiles.begin(), kControlFiles.end()};
}

bool is_control_file(std::string_view relative) {
  return std::any_of(kControlFiles.begin(), kControlFiles.end(), [relative](auto pattern) {
    if (!pattern.starts_with(kRun)) return lies_as(pattern, relative);
    return lies_as(pattern.substr(kRun.size()), below_its_run(relative));
  });
}

}  // namespace mig::bundle
