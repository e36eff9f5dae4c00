// A branch changes who judges it: the policy, the keys that are trusted, the owners of both; and
// the same done rightly: accepted on main before, or signed with a key that main trusts.
// docs/threat-model.md lists the stories.
#include <gtest/gtest.h>

#include "support/history_states.hpp"
#include "support/history_story.hpp"

namespace {

using mig::test::ApprovalPlace;
using mig::test::approved_state;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::replacing;
using mig::test::SignedRepository;
using mig::test::Story;
using mig::test::StoryApproval;

const std::string kPolicy = ".mig/policy.yml";
const std::string kTrust = ".mig/trust.yml";
const std::string kOwners = ".github/CODEOWNERS";

constexpr const char* kBlockingIndex =
    "SET lock_timeout = '5s';\n"
    "CREATE INDEX IF NOT EXISTS parcels_geom_idx ON public.parcels USING gist (geom);\n";

/// The policy accepts no approval that is not signed.
Files strict_state() {
  auto files = approved_state();
  files[kPolicy] += "approvals: {unsigned: none}\n";
  return files;
}

void accept_unsigned(Files& files) {
  replacing(kPolicy, "unsigned: none", "unsigned: review")(files);
}

/// What a person has to accept: an index that stops all writes.
void block_writes(Files& files) {
  files[in_bundle("forward.sql")] = kBlockingIndex;
}

const StoryApproval kOwnWord{ApprovalPlace::bundle, "sql-blocking-index"};

TEST(HistoryStory, PolicyLoosenedAndUsed) {
  Story story(strict_state());
  story.change = [](Files& files) {
    accept_unsigned(files);
    block_writes(files);
  };
  story.brings(kOwnWord);
  story.is_stopped_by("history-loosened-policy", {"sql-blocking-index"});

  // First the policy, signed by who may; then what it allows.
  Story policy(strict_state());
  policy.change = accept_unsigned;
  policy.ends_in(4, {"history-loosened-policy"});
  policy
      .brings({ApprovalPlace::gate,
               "history-loosened-policy",
               "policy approvals.unsigned",
               {"approver"}})
      .passes();
  Story used(policy.judged());
  used.change = block_writes;
  used.ends_in(4, {"sql-blocking-index"});
  used.brings(kOwnWord).passes();
}

/// A trust policy that is not what others see.
std::function<void(Files&)> trusting(const std::function<void(SignedRepository&)>& edit) {
  SignedRepository repository;
  edit(repository);
  return [trust = repository.build().at(kTrust)](Files& files) { files[kTrust] = trust; };
}

/// Adds a key that speaks for governance in the name of who may.
void trust_own_key(Files& files) {
  trusting([](SignedRepository& repository) {
    repository.keys.push_back({"stranger", "person:ada", "governance", ""});
  })(files);
}

TEST(HistoryStory, OwnKeyTrustedAndUsed) {
  Story story(approved_state());
  story.change = trust_own_key;
  story.brings({ApprovalPlace::gate, "history-loosened-trust", "", {"stranger"}});
  story.is_stopped_by("history-loosened-trust");

  Story trusted(approved_state());
  trusted.change = trust_own_key;
  trusted.brings({ApprovalPlace::gate, "history-loosened-trust", "", {"approver"}}).passes();
  // From now on it counts.
  Story used(trusted.judged());
  used.change = block_writes;
  used.brings({ApprovalPlace::bundle, "sql-blocking-index", "", {"stranger"}}).passes();
}

/// The key of the witness came into other hands.
void revoke_witness(Files& files) {
  trusting([](SignedRepository& repository) {
    repository.keys[1].revoked = "2026-03-10T00:00:00Z";
  })(files);
}

Files revoked_state() {
  auto files = approved_state();
  revoke_witness(files);
  return files;
}

TEST(HistoryStory, RevocationWithdrawn) {
  Story story(revoked_state());
  story.change = [](Files& files) { files[kTrust] = approved_state().at(kTrust); };
  story.is_stopped_by("history-loosened-trust");

  auto accepted = story;
  accepted.was_accepted({ApprovalPlace::gate, "history-loosened-trust"}).passes();
  // To revoke one needs nobody.
  Story revoking(approved_state());
  revoking.change = revoke_witness;
  revoking.passes();
}

TEST(HistoryStory, PolicyFolderAddedDeeper) {
  Story story(approved_state());
  story.change = [](Files& files) {
    files["services/tiles/.mig/policy.yml"] = "schema_version: policy.v1\n";
  };
  story.is_stopped_by("history-added-policy-folder");

  auto accepted = story;
  accepted
      .was_accepted(
          {ApprovalPlace::gate, "history-added-policy-folder", "folder services/tiles/.mig"})
      .passes();
}

TEST(HistoryStory, CodeOwnersRemoved) {
  auto base = approved_state();
  base[kOwners] = "* @map-team\n/.mig/ @kfm-governance\n/.github/CODEOWNERS @kfm-governance\n";
  Story story(base);
  story.change = replacing(kOwners, "/.mig/ @kfm-governance\n", "");
  story.is_stopped_by("history-loosened-owners");

  auto accepted = story;
  accepted.was_accepted({ApprovalPlace::gate, "history-loosened-owners"}).passes();
  // More owners are welcome.
  auto more = story;
  more.change = replacing(kOwners, "/.mig/ @kfm-governance\n", "/.mig/ @kfm-governance @audit\n");
  more.passes();
}

/// A list of known secrets. Fingerprints are of one digit.
std::string known_values(const std::string& digits) {
  std::string entries;
  for (const char digit : digits) {
    entries += std::string(entries.empty() ? "" : ", ") +
               R"({"rule": "secret-assignment", "path": "old.env", "count": 1, "fingerprint": ")" +
               std::string(32, digit) + "\"}";
  }
  return R"({"schema_version": "secret_baseline.v1", "salt": "8d1f0a6b9c2e47d3b5a80f6e1c3d2b4a",)"
         " \"entries\": [" +
         entries + "]}\n";
}

TEST(HistoryStory, SecretKnownBeforeItIsThere) {
  const std::string list = ".mig/secret_baseline.json";
  auto base = approved_state();
  base[list] = known_values("12");
  Story story(base);
  story.change = [list](Files& files) { files[list] = known_values("123"); };
  story.is_stopped_by("history-grown-secret-baseline");

  const StoryApproval approval{ApprovalPlace::gate, "history-grown-secret-baseline",
                               "secret baseline " + list};
  auto accepted = story;
  accepted.was_accepted(approval).passes();
  // It is bound to the list that it was given for.
  auto grown_on = Story(accepted.judged());
  grown_on.change = [list](Files& files) { files[list] = known_values("1234"); };
  grown_on.ends_in(4, {"history-grown-secret-baseline"});
  auto shrunk = story;
  shrunk.change = [list](Files& files) { files[list] = known_values("2"); };
  shrunk.passes();
}

}  // namespace
