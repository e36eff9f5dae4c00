#include "mig/bundle/gate.hpp"

#include <set>
#include <string>
#include <utility>

#include "mig/bundle/comparison.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/contract/code_owners.hpp"
#include "mig/digest/file_digest.hpp"

namespace mig::bundle {

std::set<std::string> owners_files() {
  std::set<std::string> files(std::begin(contract::kGitHubOwnersFiles),
                              std::end(contract::kGitHubOwnersFiles));
  files.insert(std::begin(contract::kGitLabOwnersFiles), std::end(contract::kGitLabOwnersFiles));
  return files;
}

namespace {

/// What lies in the folder of the gate, whatever it is for: policy and trust, lists of known
/// secrets, and what they may name. Approvals are bound to it, and are no part of it.
Result<std::set<std::string>> files_of_gate(const io::Root& root) {
  std::set<std::string> files;
  const auto there = is_folder(root, std::string(kGateFolder));
  if (!there) return tl::unexpected(there.error());
  if (!*there) return files;
  auto entries = root.walk(kGateFolder);
  if (!entries) {
    return failure(ErrorKind::no_verdict, entries.error().message,
                   Location{entries.error().path, std::nullopt});
  }
  for (auto& entry : *entries) {
    // No gate reads what lies behind a link.
    if (entry.kind != io::EntryKind::regular) continue;
    if (is_beneath(entry.path, kGateApprovals)) continue;
    if (!digest::is_plain_path(entry.path)) {
      return failure(ErrorKind::no_verdict,
                     "its name cannot stand in a line of digests: it has a line break or a "
                     "backslash",
                     Location{std::move(entry.path), std::nullopt}, "give it another name");
    }
    files.insert(std::move(entry.path));
  }
  return files;
}

}  // namespace

Result<std::string> gate_digest(const io::Root& root) {
  const auto owners = owners_files();
  auto paths = files_of_gate(root);
  if (!paths) return tl::unexpected(paths.error());
  paths->insert(owners.begin(), owners.end());
  paths->insert(std::string(kPolicyPath));
  paths->insert(std::string(kTrustPath));
  std::vector<digest::DigestedFile> files;
  for (const auto& path : *paths) {
    auto hex = digest::file_sha256_hex(root, path);
    if (hex) {
      files.push_back({path, std::move(*hex)});
      continue;
    }
    if (hex.error().fault == io::AccessFault::not_found) continue;
    // Nobody reads owners from a link or a folder: then there are none.
    if (owners.contains(path) && io::is_content_fault(hex.error().fault)) continue;
    return failure(ErrorKind::no_verdict, hex.error().message, Location{path, std::nullopt},
                   "make it a regular file, or remove it");
  }
  return digest::bundle_digest(std::move(files));
}

}  // namespace mig::bundle
