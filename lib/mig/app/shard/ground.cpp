#include "mig/app/shard/ground.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>

#include "mig/app/scan/scan_context.hpp"
#include "mig/app/shard/files_digest.hpp"
#include "mig/bundle/base_state.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/history/repository.hpp"
#include "mig/report/shard_text.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

/// Whether a folder above says that it holds a git repository; one that nobody may look into does.
bool lies_in_git(fs::path folder) {
  while (true) {
    struct stat status {};
    if (::lstat((folder / ".git").c_str(), &status) == 0 || errno == EACCES) return true;
    if (folder == folder.root_path()) return false;
    folder = folder.parent_path();
  }
}

Result<std::string> commit_of(const history::Repository& git) {
  auto head = git.head();
  if (!head) return tl::unexpected(head.error());
  return head->value_or("none");  // before the first commit
}

Result<std::string> commit_of(const Run& run) {
  if (const auto* base = run.repository.base.get()) return commit_of(base->git);
  if (!lies_in_git(run.root.absolute_path())) return std::string();
  const auto git = history::Repository::open(run.root);
  if (git) return commit_of(*git);
  return failure(ErrorKind::no_verdict, git.error().message, git.error().location,
                 "a part names the commit that it judged: make git answer here, or judge without "
                 "--shard");
}

/// Where the command runs, as the root sees it: flags that name files are relative to it.
Result<std::string> working_folder(const io::Root& root) {
  std::error_code code;
  const auto here = fs::canonical(".", code);
  if (code) return failure(ErrorKind::no_verdict, "the working folder: " + code.message());
  return here.lexically_relative(root.absolute_path()).string();
}

Result<std::string> digest_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += report::shard_text(line) + "\n";
  return digest::sha256_digest(text);
}

/// What of earlier states was given: known values, status histories. Empty where there is none.
Result<std::string> digest_of_known(const Run& run) {
  std::vector<std::string> lists;
  const auto add = [&lists](const auto& list, const char* which) {
    if (!list) return;
    lists.emplace_back(which);
    lists.emplace_back(list->source->bytes());
  };
  if (run.scan != nullptr) {
    add(run.scan->lists.known, "in force");
    add(run.scan->lists.judged, "judged");
  }
  for (const auto& history : run.repository.histories) {
    if (!history.previous) continue;
    const auto& [path, bytes, first_difference] = *history.previous;
    lists.push_back(
        fmt::format("{}: {} bytes, other from {}", path, bytes, first_difference.value_or(bytes)));
  }
  if (lists.empty()) return std::string();
  return digest_of(lists);
}

Result<std::string> digest_of_targets(const Targets& targets) {
  const auto& [bundles, documents, notices, empty_folder, nothing_relevant] = targets;
  std::vector<std::string> lines = bundles;
  for (const auto* list : {&documents, &notices}) {
    lines.emplace_back();
    lines.insert(lines.end(), list->begin(), list->end());
  }
  lines.push_back(empty_folder);
  lines.emplace_back(nothing_relevant ? "nothing" : "");
  return digest_of(lines);
}

}  // namespace

Result<report::ShardGround> ground_of(const Run& run, const Targets& targets) {
  report::ShardGround ground;
  ground.tool = run.tool.name;
  ground.version = MIG_VERSION;
  ground.policy = run.repository.policy.digest;
  if (const auto* trust = run.repository.trust.get()) ground.trust = trust->digest;
  if (const auto* state = run.repository.base.get()) {
    ground.base = state->base.tip;
    ground.compared = state->base.commit;
  }
  ground.bundles = targets.bundles.size();
  std::vector<std::string> rules;
  for (const auto* rule : run.rules) rules.emplace_back(rule->info.id);
  const auto put = [](std::string& into, Result<std::string> value) -> Result<void> {
    if (!value) return tl::unexpected(value.error());
    into = std::move(*value);
    return {};
  };
  Result<void> done = put(ground.rules, digest_of(rules));
  if (done) done = put(ground.folder, working_folder(run.root));
  if (done) done = put(ground.commit, commit_of(run));
  if (done) done = put(ground.known, digest_of_known(run));
  if (done) done = put(ground.targets, digest_of_targets(targets));
  if (done) done = put(ground.files, files_digest(run, targets));
  if (!done) return tl::unexpected(done.error());
  return ground;
}

std::vector<std::size_t> positions_of(std::uint32_t index, std::uint32_t parts, std::size_t count) {
  std::vector<std::size_t> positions;
  for (std::size_t at = index - 1; at < count; at += parts) positions.push_back(at);
  return positions;
}

}  // namespace mig::app
