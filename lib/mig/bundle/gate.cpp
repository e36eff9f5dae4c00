#include "mig/bundle/gate.hpp"

#include <set>
#include <string>
#include <utility>

#include "mig/bundle/comparison.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/contract/code_owners.hpp"
#include "mig/digest/file_digest.hpp"

namespace mig::bundle {

std::set<std::string> owners_files() {
  std::set<std::string> files(std::begin(contract::kGitHubOwnersFiles),
                              std::end(contract::kGitHubOwnersFiles));
  files.insert(std::begin(contract::kGitLabOwnersFiles), std::end(contract::kGitLabOwnersFiles));
  return files;
}

Result<std::string> gate_digest(const io::Root& root) {
  auto paths = owners_files();
  const auto owners = paths;
  paths.insert(std::string(kPolicyPath));
  paths.insert(std::string(kTrustPath));
  std::vector<digest::DigestedFile> files;
  for (const auto& path : paths) {
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
