#include "mig/app/scan/scan_context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "mig/app/pipeline.hpp"
#include "mig/digest/keyed.hpp"
#include "mig/report/secret_baseline_file.hpp"

namespace mig::app {
namespace {

constexpr std::size_t kSaltBytes = 16;

Result<void> open_staged(const Options& options, ScanContext& context) {
  if (!options.staged) return {};
  auto root = open_root(options);
  if (!root) return tl::unexpected(root.error());
  auto staged = StagedTree::open(*root);
  if (!staged) return tl::unexpected(staged.error());
  context.staged = std::make_unique<const StagedTree>(std::move(*staged));
  return {};
}

Result<void> read_lists(const Options& options, const bundle::RepositoryFacts& repository,
                        ScanContext& context) {
  auto lists = lists_in_force(options, repository, context.staged.get());
  if (!lists) return tl::unexpected(lists.error());
  context.lists = std::move(*lists);
  if (!options.write_baseline) return {};
  if (options.staged || options.base) {
    return failure(ErrorKind::usage,
                   "--write-baseline lists what whole files hold: --staged and --base exclude it",
                   {}, "write the list in a run of its own");
  }
  auto known = read_known_values(*options.write_baseline, true);
  if (!known) return tl::unexpected(known.error());
  context.lists.known = std::move(*known);
  if (context.lists.known) {
    context.recording_salt = context.lists.known->list.salt;
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
  if (auto opened = open_staged(options, *context); !opened) {
    return tl::unexpected(opened.error());
  }
  if (auto read = read_lists(options, repository, *context); !read) {
    return tl::unexpected(read.error());
  }
  if (options.shows_fingerprints && repository.policy.secrets.salt.empty()) {
    return failure(ErrorKind::configuration, "the policy has no salt: values have no fingerprints",
                   {}, "write 16 random bytes in hexadecimal under secrets.salt in the policy");
  }
  rules::ScanSettings settings;
  settings.now = repository.now;
  settings.policy = &repository.policy;
  settings.known = context->lists.known ? &*context->lists.known : nullptr;
  settings.compares = repository.base != nullptr;
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
  if (context.lists.known) {
    const auto& old = context.lists.known->list.entries;
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
