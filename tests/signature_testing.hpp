#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "mig/bundle/load.hpp"
#include "mig/bundle/record_facts.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/rules/judge.hpp"
#include "support/process.hpp"
#include "support/signed_repository.hpp"

namespace mig::test {

struct JudgeOptions {
  std::string now = kSignedNow;
  bool is_strict = false;
  std::vector<Finding> found{};  ///< by other rules, to be settled too
  bool with_rules = true;        ///< those about signatures
};

inline std::vector<const rules::Rule*> signature_rule_set() {
  std::vector<const rules::Rule*> set;
  for (const auto* rule : rules::all_rules()) {
    if (rules::family_of(rule->info.id) == "signature") set.push_back(rule);
  }
  return set;
}

/// Writes the repository, loads it as the gates do and judges its signatures.
inline std::vector<Finding> judge_signatures(SignedRepository& repository,
                                             JudgeOptions options = {}) {
  const TemporaryFolder folder;
  folder.write("store/blobs/sha256/.keep", "");
  repository.write(folder.path());
  const auto root = io::Root::open(folder.path());
  const auto store = io::Root::open(folder.path() + "/store");
  bundle::RepositoryFacts facts;
  auto policy = bundle::load_policy(*root, std::nullopt);
  auto trust = bundle::load_trust(*root, std::nullopt);
  if (!policy || !trust) {
    ADD_FAILURE() << (policy ? trust.error().message : policy.error().message);
    return {};
  }
  facts.policy = std::move(*policy);
  facts.trust = std::move(*trust);
  facts.now = options.now;
  facts.strict = options.is_strict;
  std::string path = kSignedBundle;
  path.pop_back();
  const auto bundle = bundle::load_bundle(*root, path, facts, bundle::Phase::executed);
  if (!bundle) {
    ADD_FAILURE() << bundle.error().message;
    return {};
  }
  const auto records = bundle::load_records(*root, *bundle, &*store);
  if (!records) {
    ADD_FAILURE() << records.error().message;
    return {};
  }
  const auto set = options.with_rules ? signature_rule_set() : std::vector<const rules::Rule*>{};
  return rules::judge_bundle(*bundle, nullptr, &*records, set, std::move(options.found));
}

/// "fail signature-missing", sorted.
inline std::vector<std::string> told(const std::vector<Finding>& findings) {
  std::vector<std::string> lines;
  for (const auto& finding : findings) {
    lines.push_back(std::string(name_of(finding.severity)) + ' ' + finding.rule);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// A run on the second of March, signed by its runner.
inline SignedRepository signed_run(const std::string& environment = "stage") {
  SignedRepository repository;
  repository.run(environment, 2);
  return repository;
}

inline std::vector<std::string> judged(SignedRepository& repository, JudgeOptions options = {}) {
  return told(judge_signatures(repository, std::move(options)));
}

/// All messages and remedies, a line each.
inline std::string words_of(const std::vector<Finding>& findings) {
  std::string text;
  for (const auto& finding : findings) text += finding.message + "\n" + finding.remedy + "\n";
  return text;
}

/// Puts another payload into an envelope, signed as it is.
inline void sign_payload(Json& envelope, const std::string& key, const std::string& payload) {
  envelope["payload"] = base64(payload);
  envelope["signatures"] =
      Json::array({{{"sig", dsse_signature(key, payload, envelope["payloadType"])}}});
}

}  // namespace mig::test
