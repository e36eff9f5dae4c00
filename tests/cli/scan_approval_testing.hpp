#pragma once

#include <filesystem>
#include <string>

#include "mig/bundle/load.hpp"
#include "mig/bundle/repository.hpp"
#include "scan_history_testing.hpp"

namespace mig::test {

/// A bundle with personal data in a script, committed but for that.
class ApprovableScan : public testing::Test {
 protected:
  ApprovableScan() {
    std::filesystem::copy(repository_.path(), git_.path(),
                          std::filesystem::copy_options::recursive);
    git_.commit("begin");
    git_.write(kDraftBundle + "/rows.sql", kInsert);
  }
  void add(const std::string& relative) const { git_.git({"add", kDraftBundle + relative}); }
  void approve() const {
    const auto root = io::Root::open(git_.path());
    bundle::RepositoryFacts facts;
    facts.policy = *bundle::load_policy(*root, std::nullopt);
    facts.now = kNow;
    const auto digest = bundle::load_bundle(*root, kDraftBundle, facts, std::nullopt)->digest;
    git_.write(kDraftBundle + "/approvals/mail.yml",
               "rule: pii-email\nreason: agreed on in the review of the map team\n"
               "reference: ADR-1\napproved_by: kfm-governance\nrole: governance\n"
               "date: 2026-03-20\nsubject_digest: " +
                   digest + "\n");
  }

  SampleRepository repository_;
  GitRepository git_;
};

}  // namespace mig::test
