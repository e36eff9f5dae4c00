#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "mig/bundle/load_evidence.hpp"
#include "mig/bundle/record_facts.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/owed_files.hpp"
#include "mig/rules/rehearsing.hpp"

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

/// Whether a rehearsal writes a file of that name.
bool is_rehearsed(std::string_view path) {
  return path == bundle::kRehearsedPre || path == bundle::kRehearsedPost ||
         path == bundle::kRehearsedRestored || path == bundle::kRehearsedRedo ||
         path == "rehearsal/diffs/summary.json";
}

/// "runs/stage-2" of a file of that run; empty for one outside of the folders of runs.
std::string_view run_folder_of(std::string_view path) {
  constexpr std::string_view kRuns = "runs/";
  if (!path.starts_with(kRuns)) return {};
  const auto slash = path.find('/', kRuns.size());
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

/// What has a receipt of the run to which a file belongs; null: there is none.
const bundle::ReceiptFacts* owner_of(const bundle::RecordFacts& records, std::string_view path) {
  const auto folder = run_folder_of(path);
  const auto found =
      std::find_if(records.receipts.begin(), records.receipts.end(),
                   [folder](const auto& facts) { return facts.run->folder == folder; });
  return found == records.receipts.end() ? nullptr : &*found;
}

/// Whether that receipt could not be had as it was written: it does not fit its schema, lies in a
/// store that was not given or does not hold it, or has other bytes than its reference names. Each
/// of these is told by itself, and nobody can say what such a receipt names.
bool is_out_of_reach(const bundle::ReceiptFacts& facts) {
  const auto& named = facts.pointer.digest;
  return !facts.is_valid() || (named && named->value != facts.digest());
}

/// A file is evidence for as long as the receipt that names it may come back.
std::string remedy_without_receipt(const bundle::BundleFacts& bundle, std::string_view path) {
  const std::string folder(run_folder_of(path));
  return fmt::format(
      "restore the receipt of {}, {} or receipt_ref.json beside it: it would have to name {}, "
      "which "
      "stays as it is until then",
      folder.empty() ? "the first run" : folder,
      bundle.path_of(bundle::joined(folder, "receipts/run_receipt.json")), bundle.path_of(path));
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
    return is_rehearsed(path)
               ? fmt::format(
                     "remove {}, or rehearse the bundle again, which writes it and names it "
                     "in its receipt: {}",
                     shown, rehearsed_again(bundle))
               : fmt::format("remove {}: no rehearsal writes such a file", shown);
  }
  const auto* owner = owner_of(records, path);
  if (owner == nullptr) return remedy_without_receipt(bundle, path);
  return fmt::format(
      "remove {}: `inputs` or `outputs` of {} would have to name it, and a receipt "
      "is never edited after the run",
      shown, owner->document->source->path());
}

/// What the receipt of its run names is not known, and why is told by itself.
bool may_be_named(const bundle::RecordFacts& records, std::string_view path) {
  if (lies_below(path, "rehearsal")) return false;
  const auto* owner = owner_of(records, path);
  return owner != nullptr && is_out_of_reach(*owner);
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
    if (told.contains(path) || may_be_named(records, path)) continue;
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
                  "run. Where the receipt of its run is missing, restore that instead",
        .requirements = {"K-101", "K-102"},
    },
    check};

}  // namespace mig::rules::receipt_rules
