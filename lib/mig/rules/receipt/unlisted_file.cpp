#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/owed_files.hpp"

namespace mig::rules::receipt_rules {
namespace {

constexpr std::array<std::string_view, 8> kLeftOverEndings{"~",    ".swp",  ".swo", ".swn",
                                                           ".bak", ".orig", ".rej", ".tmp"};
constexpr std::array<std::string_view, 3> kLeftOverNames{".DS_Store", "Thumbs.db", "desktop.ini"};

bool is_left_over(std::string_view path) {
  const auto name = path.substr(path.rfind('/') + 1);
  return (name.starts_with('#') && name.ends_with('#')) || name.starts_with(".#") ||
         std::find(kLeftOverNames.begin(), kLeftOverNames.end(), name) != kLeftOverNames.end() ||
         std::any_of(kLeftOverEndings.begin(), kLeftOverEndings.end(),
                     [name](auto ending) { return name.ends_with(ending); });
}

bool lies_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && path.substr(folder.size()).starts_with('/');
}

/// The receipt of the run in whose folder the file lies, else every receipt that is no further
/// run's.
std::string receipts_for(const bundle::RecordFacts& records, std::string_view path) {
  std::string outside;
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid()) continue;
    const auto& folder = facts.run->folder;
    const auto& own = facts.document->source->path();
    if (!folder.empty() && lies_below(path, folder)) return own;
    if (folder.empty()) outside = own;
  }
  return outside;
}

std::string remedy_for(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
                       const std::string& path) {
  const auto shown = bundle.path_of(path);
  if (is_left_over(path)) {
    return fmt::format(
        "an editor or a file manager left it: remove {}, and have git ignore its "
        "like",
        shown);
  }
  if (lies_below(path, "rehearsal")) {
    return fmt::format(
        "remove {}, or run mig-run rehearse again, which names all that it writes in "
        "rehearsal/rehearsal_receipt.json",
        shown);
  }
  if (path.ends_with("receipts/prov.jsonld")) {
    return fmt::format("remove {}: the run that it tells of has no receipt beside it", shown);
  }
  const auto receipt = receipts_for(records, path);
  if (receipt.empty()) {
    return fmt::format("remove {}: the receipt that would have to name it is not there", shown);
  }
  return fmt::format(
      "remove {}: `inputs` or `outputs` of {} would have to name it, and a receipt "
      "is never edited after the run",
      shown, receipt);
}

/// Files that receipt-uncovered-input and receipt-uncovered-output tell of.
std::set<std::string> told_as_uncovered(const bundle::BundleFacts& bundle,
                                        const bundle::RecordFacts& records) {
  std::set<std::string> paths;
  for (const auto& file : owed_inputs(bundle)) paths.insert(file.path);
  for (const auto& facts : records.receipts) {
    for (const auto& file : owed_outputs(bundle, facts)) paths.insert(file.path);
  }
  return paths;
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  if (records.unlisted.empty()) return;
  const auto told = told_as_uncovered(bundle, records);
  std::set<std::string_view> links;
  for (const auto& entry : bundle.entries) {
    if (entry.kind == io::EntryKind::symbolic_link) links.insert(entry.path);
  }
  for (const auto& path : records.unlisted) {
    if (told.contains(path)) continue;
    const bool is_link = links.contains(path);
    auto& finding = reporter.at_path(bundle.path_of(path),
                                     is_link ? "no receipt names this symbolic link, and none could"
                                             : "no receipt names this file");
    finding.object = "file " + path;
    finding.remedy = remedy_for(bundle, records, path);
  }
}

}  // namespace

const Rule unlisted_file{
    {
        .id = "receipt-unlisted-file",
        .severity = Severity::fail,
        .summary = "A file lies in an executed bundle, and no receipt names it",
        .rationale =
            "What lies in a bundle after its run is an input or an output of a run, or one "
            "of the control files that docs/formats.md lists. Another file was put there "
            "afterwards, or was left out of the receipt; either way nothing binds it.",
        .remedy = "Remove the file; left-overs of editors and file managers (name~, .swp, .orig, "
                  ".DS_Store) have no place in a bundle, and a receipt is never edited after the "
                  "run",
        .requirements = {"K-101", "K-102"},
    },
    check};

}  // namespace mig::rules::receipt_rules
