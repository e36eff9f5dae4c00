#include <fmt/format.h>

#include <filesystem>

#include "mig/bundle/load.hpp"
#include "mig/bundle/redaction.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/digest/sha256.hpp"

namespace mig::bundle {
namespace {

using contract::DocumentKind;

Error configuration_error(const DocumentFacts& document) {
  const SourceText& source = *document.source;
  Error error{ErrorKind::configuration, "the policy is not valid", source.whole_file(),
              "run mig-validate on the policy file to see every fault"};
  if (document.access) error.message = "the policy cannot be used: " + document.access->message;
  if (document.fault) {
    error.message = "the policy cannot be used: " + document.fault->message;
    error.location = source.locate(document.fault->span);
  }
  if (!document.violations.empty()) {
    const auto& first = document.violations.front();
    error.message = "the policy cannot be used: " + first.message;
    error.location = source.locate(first.span);
    if (!first.suggestion.empty()) {
      error.remedy = fmt::format("did you mean \"{}\"? {}", first.suggestion, error.remedy);
    }
  }
  Redactor redactor;
  redactor.add(source);
  redactor.clean(error);
  return error;
}

// A policy file outside the root is the caller's word, so its own folder becomes the root of the
// read.
Result<DocumentFacts> load_given_policy(const std::string& file) {
  const std::filesystem::path path(file);
  auto folder = io::Root::open(path.has_parent_path() ? path.parent_path().string() : ".");
  if (!folder) return tl::unexpected(folder.error());
  auto bytes = folder->read(path.filename().string(), contract::FileLimits{}.document_bytes);
  if (!bytes) {
    return failure(ErrorKind::no_verdict, "the policy cannot be read: " + bytes.error().message,
                   Location{file, std::nullopt}, "check the path given to --policy");
  }
  return examine_document(file, std::move(*bytes), DocumentKind::policy);
}

}  // namespace

Result<contract::Policy> usable_policy(const DocumentFacts& document, std::string source) {
  if (!document.is_valid()) return tl::unexpected(configuration_error(document));
  auto policy = contract::read_policy(document.value);
  if (policy.secrets.salt.empty() && !policy.secrets.allow.empty()) {
    return failure(ErrorKind::configuration,
                   "the policy cannot be used: it allows values by fingerprint and has no salt",
                   document.source->whole_file(),
                   "write 16 random bytes in hexadecimal under secrets.salt");
  }
  policy.source = std::move(source);
  policy.digest = "sha256:" + document.hex;
  policy.text = document.source;
  return policy;
}

Result<contract::Policy> built_in_policy() {
  contract::Policy policy;
  auto digest = digest::sha256_digest(contract::policy_as_yaml(policy));
  if (!digest) return tl::unexpected(digest.error());
  policy.digest = std::move(*digest);
  return policy;
}

Result<contract::Policy> load_policy(const io::Root& root,
                                     const std::optional<std::string>& policy_file) {
  if (policy_file) {
    auto document = load_given_policy(*policy_file);
    if (!document) return tl::unexpected(document.error());
    return usable_policy(*document, *policy_file);
  }
  auto document = load_document(root, kPolicyPath, DocumentKind::policy, contract::FileLimits{});
  if (!document) return tl::unexpected(document.error());
  if (document->is_missing()) {
    return built_in_policy();
  }
  return usable_policy(*document, std::string(kPolicyPath));
}

}  // namespace mig::bundle
