#include "mig/app/runner/rehearsal_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "mig/delta/observation.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/report/baseline_file.hpp"
#include "mig/report/diff_files.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kReceipt = "rehearsal/rehearsal_receipt.json";
constexpr std::array kFiles{kReceipt,
                            "rehearsal/baselines/pre.json",
                            "rehearsal/baselines/post.json",
                            "rehearsal/baselines/restored.json",
                            "rehearsal/baselines/redo.json",
                            "rehearsal/diffs/summary.json"};
constexpr std::array kFolders{"rehearsal", "rehearsal/baselines", "rehearsal/diffs"};

// A link in a bundle would lead what is written out of it.
Result<void> check_places(const RunnerSubject& subject) {
  const auto refuse = [&subject](const char* path, const char* due) {
    return failure(ErrorKind::no_verdict, fmt::format("this is no {}", due),
                   Location{subject.facts.path_of(path), std::nullopt}, "remove it");
  };
  for (const char* path : kFolders) {
    const auto kind = subject.root->kind_of(subject.facts.path_of(path));
    if (kind && *kind != io::EntryKind::directory) return refuse(path, "folder");
  }
  for (const char* path : kFiles) {
    const auto kind = subject.root->kind_of(subject.facts.path_of(path));
    if (kind && *kind != io::EntryKind::regular) return refuse(path, "regular file");
  }
  return {};
}

/// Answers whether it was there.
Result<bool> remove_file(const std::string& path) {
  std::error_code code;
  const bool was_there = fs::remove(path, code);
  if (!code) return was_there;
  return failure(ErrorKind::no_verdict, fmt::format("{}: {}", path, code.message()));
}

}  // namespace

Result<void> RehearsalFiles::clear() {
  if (auto sound = check_places(subject_); !sound) return sound;
  for (const char* path : kFiles) {
    const auto removed = remove_file(subject_.file(path));
    if (!removed) return tl::unexpected(removed.error());
    if (*removed) earlier_.emplace_back(path);
  }
  return {};
}

Result<void> RehearsalFiles::write_one(const std::string& relative, const std::string& bytes,
                                       report::RehearsalReceipt& receipt) {
  const fs::path target(subject_.file(relative));
  std::error_code code;
  fs::create_directories(target.parent_path(), code);
  if (code) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("{}: {}", target.parent_path().string(), code.message()));
  }
  auto hex = digest::sha256_hex(bytes);
  if (!hex) return tl::unexpected(hex.error());
  // Also when it ends in an error: the file may have its name by then.
  written_.push_back(relative);
  if (auto done = io::write_file_atomically(target.string(), bytes); !done) return done;
  receipt.outputs.push_back({relative, "sha256:" + *hex});
  return {};
}

Result<void> RehearsalFiles::write_states(const runner::Rehearsal& rehearsal,
                                          report::RehearsalReceipt& receipt) {
  const std::array<std::pair<const char*, const std::optional<delta::Inventory>*>, 4> states{
      {{"rehearsal/baselines/pre.json", &rehearsal.pre},
       {"rehearsal/baselines/post.json", &rehearsal.post},
       {"rehearsal/baselines/restored.json", &rehearsal.restored},
       {"rehearsal/baselines/redo.json", &rehearsal.redone}}};
  for (const auto& [path, state] : states) {
    if (!*state) continue;
    auto done = write_one(path, report::baseline_as_json((*state)->baseline), receipt);
    if (!done) return done;
  }
  if (!rehearsal.post) return {};
  const auto seen =
      delta::observe(*rehearsal.pre, *rehearsal.post, subject_.repository.policy.protected_domains);
  report::DiffSource source;
  source.migration_id = receipt.migration_id;
  source.pre_digest = receipt.outputs[0].digest;
  source.post_digest = receipt.outputs[1].digest;
  source.pre = &*rehearsal.pre;
  source.post = &*rehearsal.post;
  source.observation = &seen;
  return write_one("rehearsal/diffs/summary.json", report::diff_summary_json(source), receipt);
}

std::vector<std::string> RehearsalFiles::removed() const {
  std::vector<std::string> gone;
  for (const auto& path : earlier_) {
    if (std::find(written_.begin(), written_.end(), path) == written_.end()) gone.push_back(path);
  }
  return gone;
}

Result<void> RehearsalFiles::write(const runner::Rehearsal& rehearsal,
                                   report::RehearsalReceipt receipt) {
  // What an earlier rehearsal said goes when there is something to say: one that was stopped has
  // found nothing against it, and the digests in it tell which bytes it is about. A script that
  // fails is something to say also where the state before it may be to blame, for nobody can tell
  // that from a script that is wrong: an author must not keep the good answer by asking again. The
  // verdict names both causes.
  auto done = clear();
  if (done) done = write_states(rehearsal, receipt);
  if (done) {
    auto unlisted = receipt;
    done = write_one(kReceipt, report::rehearsal_receipt_json(receipt), unlisted);
  }
  if (done) return {};
  for (const auto& path : written_) {
    std::error_code code;
    fs::remove(subject_.file(path), code);
  }
  written_.clear();
  return done;
}

}  // namespace mig::app
