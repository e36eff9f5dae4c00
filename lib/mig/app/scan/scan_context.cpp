#include "mig/app/scan/scan_context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "mig/bundle/load.hpp"
#include "mig/digest/keyed.hpp"
#include "mig/report/secret_baseline_file.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSaltBytes = 16;

/// A file that the caller names, read as it stands: its own folder is the root of the read.
Result<std::optional<rules::KnownValues>> read_known_values(const std::string& file,
                                                            bool may_be_missing) {
  const fs::path path(file);
  auto folder = io::Root::open(path.has_parent_path() ? path.parent_path().string() : ".");
  if (!folder) return tl::unexpected(folder.error());
  auto bytes = folder->read(path.filename().string(), contract::FileLimits{}.inventory_bytes);
  if (!bytes && may_be_missing && bytes.error().fault == io::AccessFault::not_found) {
    return std::optional<rules::KnownValues>();
  }
  if (!bytes) {
    return failure(ErrorKind::no_verdict,
                   "the baseline of found values cannot be read: " + bytes.error().message,
                   Location{file, std::nullopt}, "check the path; --write-baseline writes one");
  }
  auto document =
      bundle::examine_document(file, std::move(*bytes), contract::DocumentKind::secret_baseline);
  if (!document) return tl::unexpected(document.error());
  if (!document->is_valid()) {
    return failure(ErrorKind::configuration, "the baseline of found values cannot be used",
                   Location{file, std::nullopt},
                   fmt::format("see: mig-validate --kind secret_baseline {}", file));
  }
  return rules::KnownValues{contract::read_secret_baseline(document->value), document->source};
}

Result<void> read_lists(const Options& options, ScanContext& context) {
  if (options.baseline) {
    auto known = read_known_values(*options.baseline, false);
    if (!known) return tl::unexpected(known.error());
    context.known = std::move(*known);
  }
  if (!options.write_baseline) return {};
  auto known = read_known_values(*options.write_baseline, true);
  if (!known) return tl::unexpected(known.error());
  context.known = std::move(*known);
  if (context.known) {
    context.recording_salt = context.known->list.salt;
    return {};
  }
  auto salt = digest::random_bytes(kSaltBytes);
  if (!salt) return tl::unexpected(salt.error());
  context.recording_salt = digest::hex_of(*salt);
  return {};
}

/// One entry for each value of a file, with how often it stands there.
std::vector<contract::KnownValue> counted(std::vector<contract::KnownValue> recorded) {
  std::stable_sort(recorded.begin(), recorded.end());
  std::vector<contract::KnownValue> entries;
  for (auto& value : recorded) {
    if (!entries.empty() && entries.back() == value) {
      entries.back().count += value.count;
    } else {
      entries.push_back(std::move(value));
    }
  }
  return entries;
}

}  // namespace

Result<std::unique_ptr<ScanContext>> open_scan(const Options& options, rules::RuleSet rules,
                                               const bundle::RepositoryFacts& repository) {
  auto context = std::make_unique<ScanContext>();
  if (auto read = read_lists(options, *context); !read) return tl::unexpected(read.error());
  if (options.shows_fingerprints && repository.policy.secrets.salt.empty()) {
    return failure(ErrorKind::configuration, "the policy has no salt: values have no fingerprints",
                   {}, "write 16 random bytes in hexadecimal under secrets.salt in the policy");
  }
  rules::ScanSettings settings;
  settings.now = repository.now;
  settings.policy = &repository.policy;
  settings.known = context->known ? &*context->known : nullptr;
  settings.shows_fingerprints = options.shows_fingerprints;
  settings.recording_salt = context->recording_salt;
  context->judge = std::make_unique<rules::ScanJudge>(rules, std::move(settings));
  return context;
}

Result<std::vector<contract::KnownValue>> write_known_values(
    const std::string& file, const ScanContext& context, std::vector<contract::KnownValue> recorded,
    const std::function<bool(std::string_view path)>& was_seen) {
  auto entries = counted(std::move(recorded));
  std::vector<contract::KnownValue> refused;
  if (context.known) {
    const auto& old = context.known->list.entries;
    for (const auto& entry : entries) {
      const auto before = std::lower_bound(old.begin(), old.end(), entry);
      const bool was_there =
          before != old.end() && *before == entry && before->count >= entry.count;
      if (!was_there) refused.push_back(entry);
    }
    if (!refused.empty()) return refused;
    std::copy_if(old.begin(), old.end(), std::back_inserter(entries),
                 [&](const auto& entry) { return !was_seen(entry.path); });
    std::stable_sort(entries.begin(), entries.end());
  }
  const auto bytes = report::secret_baseline_json({context.recording_salt, std::move(entries)});
  if (auto written = io::write_file_atomically(file, bytes); !written) {
    return tl::unexpected(written.error());
  }
  return refused;
}

}  // namespace mig::app
