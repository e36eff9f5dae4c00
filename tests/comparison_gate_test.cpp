// The gate itself held against its base: policy, trust, owners, approvals.
#include <filesystem>

#include "comparison_testing.hpp"
#include "mig/digest/sha256.hpp"
#include "support/signing_keys.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::approval;
using mig::test::folder_of;
using mig::test::kOne;
using mig::test::some_digest;
using mig::test::trust;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kPolicy = ".mig/policy.yml";
const std::string kTrust = ".mig/trust.yml";
const std::string kRoots = "schema_version: policy.v1\nmigrations_roots: [migrations]\n";

std::string policy(const std::string& more = "") {
  return kRoots + more;
}

std::string large_from(int rows) {
  return policy(fmt::format("table_sizes:\n  large_from_rows: {}\n", rows));
}

class Gates : public mig::test::ComparisonTest {
 protected:
  Gates() { write_base(); }
};

TEST_F(Gates, WithoutDocumentsHaveNone) {
  begin_change();
  const auto& around = compare();
  EXPECT_FALSE(around.policy_document.has_value());
  EXPECT_FALSE(around.trust_document.has_value());
  EXPECT_FALSE(around.base_policy_document.has_value());
  EXPECT_THAT(around.policy, IsEmpty());
  EXPECT_THAT(around.trust, IsEmpty());
  EXPECT_FALSE(around.was_trust_removed);
  EXPECT_EQ(around.gate.path, ".mig");
  EXPECT_EQ(around.gate.repository, &repository);
  EXPECT_THAT(around.gate.approvals, IsEmpty());
  EXPECT_EQ(around.gate.digest, *mig::digest::bundle_digest({}));
  EXPECT_EQ(around.gate.approval_instant, 1775001600);
}

TEST_F(Gates, ShiftWithTheirPolicy) {
  git.write(kPolicy, large_from(5000));
  begin_change();
  git.write(kPolicy, large_from(9000));
  const auto& around = compare();
  ASSERT_EQ(around.policy.size(), 1U);
  EXPECT_EQ(around.policy[0].key, "table_sizes.large_from_rows");
  EXPECT_EQ(around.policy[0].lean, mig::contract::Lean::looser);
  EXPECT_EQ(around.policy[0].before, "5000");
  EXPECT_EQ(around.policy_document->source->path(), kPolicy);
  EXPECT_EQ(around.base_policy_document->source->path(), "main:" + kPolicy);
}

TEST_F(Gates, AreHeldAgainstTheDefaultsWhereThereIsNoPolicy) {
  begin_change();
  git.write(kPolicy, large_from(90'000'000));
  EXPECT_EQ(compare().policy.size(), 1U);
}

TEST_F(Gates, WhosePolicyIsRemovedFallBackToTheDefaults) {
  git.write(kPolicy, large_from(5000));
  begin_change();
  git.remove(kPolicy);
  const auto& around = compare();
  ASSERT_EQ(around.policy.size(), 1U);
  EXPECT_EQ(around.policy[0].before, "5000");
  EXPECT_EQ(around.policy[0].after, "10000000");
  EXPECT_FALSE(around.policy_document.has_value());
}

TEST_F(Gates, WhosePolicyCannotBeUsedDoNotShift) {
  git.write(kPolicy, large_from(5000));
  begin_change();
  git.write(kPolicy, large_from(9000) + "unknown_key: 1\n");
  const auto& around = compare();
  EXPECT_THAT(around.policy, IsEmpty());
  EXPECT_FALSE(around.policy_document->is_valid());
}

TEST_F(Gates, ShiftFromTheCommonAncestorAndNotFromTheTip) {
  git.write(kPolicy, large_from(5000));
  begin_change();
  git.checkout("main");
  git.write(kPolicy, large_from(3000));
  git.commit("stricter");
  git.checkout("change");
  git.write(kPolicy, large_from(9000));
  const auto& around = compare({"main", true});
  ASSERT_EQ(around.policy.size(), 1U);
  EXPECT_EQ(around.policy[0].before, "5000");
  EXPECT_EQ(repository.policy.table_sizes.large_from_rows, 3000) << "the tip's is in force";
}

TEST_F(Gates, AnAncestorThatWasBrokenGivesWayToTheTip) {
  git.write(kPolicy, "a: [\n");
  begin_change();
  const auto ancestor = git.id_of("HEAD").substr(0, 12);
  git.checkout("main");
  git.write(kPolicy, large_from(3000));
  git.commit("mended");
  git.checkout("change");
  git.write(kPolicy, large_from(9000));
  const auto& around = compare({"main", true});
  ASSERT_EQ(around.policy.size(), 1U);
  EXPECT_EQ(around.policy[0].before, "3000");
  EXPECT_THAT(around.notes,
              ElementsAre(ancestor + ":.mig/policy.yml cannot be used; compared with that of main "
                                     "instead"));
}

TEST_F(Gates, FindNewPolicyFoldersBelowTheRoot) {
  git.write("migrations/old/.mig/policy.yml", policy());
  begin_change();
  git.write("migrations/old/.mig/trust.yml", "x: 1\n");
  git.write("migrations/postgis/.mig/policy.yml", policy());
  git.write("migrations/postgis/.mig/deep/trust.yml", "x: 1\n");
  git.write(".mig/inner/.mig/policy.yml", policy());
  git.write("migrations/x.mig/policy.yml", policy());
  git.write(".mig/policy.yml", policy());
  fs::create_symlink("../.mig", git.file("migrations/.mig"));
  EXPECT_THAT(compare().added_policy_folders,
              ElementsAre(".mig/inner/.mig", "migrations/.mig", "migrations/postgis/.mig"));
}

TEST_F(Gates, TellEditedApprovals) {
  const std::string folder = ".mig/approvals/";
  for (const std::string name : {"edited.yml", "gone.yml", "kept.yml", "a.dsse.json", "in/x.yml"}) {
    git.write(folder + name,
              approval("history-loosened-policy", some_digest()) + "#" + name + "\n");
  }
  begin_change();
  git.write(folder + "edited.yml", "a: 1\n");
  git.remove(folder + "gone.yml");
  git.write(folder + "a.dsse.json", "{}\n");
  git.write(folder + "in/x.yml", "a: 1\n");
  git.write(folder + "new.yml", "a: 1\n");
  const auto& around = compare();
  ASSERT_EQ(around.approvals.size(), 2U);
  EXPECT_EQ(around.approvals[0].path, folder + "edited.yml");
  EXPECT_EQ(around.approvals[0].now->bytes(), "a: 1\n");
  EXPECT_EQ(around.approvals[0].digest, mig::test::digest_of("a: 1\n"));
  EXPECT_EQ(around.approvals[1].path, folder + "gone.yml");
  EXPECT_TRUE(around.approvals[1].is_gone);
  EXPECT_EQ(around.approvals[1].digest, "");
}

TEST_F(Gates, HoldTheApprovalsOfFindingsAboutTheRepository) {
  const std::string folder = ".mig/approvals/";
  git.write(folder + "merged.yml", approval("history-loosened-policy", some_digest()));
  git.write(folder + "edited.yml", approval("history-loosened-policy", some_digest()));
  begin_change();
  git.write(folder + "edited.yml", approval("history-loosened-policy", some_digest('b')));
  git.write(folder + "added.yml", approval("history-loosened-policy", some_digest()));
  git.write(folder + "broken.yml", "rule: x\n");
  git.write(folder + "deep/no.yml", approval("history-loosened-policy", some_digest()));
  git.write(folder + "README.md", "Read me\n");
  const auto& gate = compare().gate;
  std::vector<std::string> paths;
  for (const auto& one : gate.approvals) paths.push_back(one.source->path());
  EXPECT_THAT(paths,
              ElementsAre(folder + "added.yml", folder + "edited.yml", folder + "merged.yml"));
  EXPECT_EQ(gate.documents.size(), 4U) << "the broken one has to be judged as a document";
  EXPECT_THAT(gate.approvals_at_base, ElementsAre(folder + "merged.yml"));
  EXPECT_EQ(gate.approval_signatures.size(), 3U);
}

TEST_F(Gates, CountAnApprovalAsMergedOnlyInItsPlace) {
  const std::string folder = folder_of(kOne) + "/approvals/";
  git.write("docs/draft.yml", approval("limit-exceeded", some_digest()));
  git.write(folder + "kept.yml", approval("scope-x", some_digest('c')));
  begin_change();
  rename("docs/draft.yml", git.file(folder + "draft.yml").substr(git.path().size() + 1));
  compare();
  compare_bundle(folder_of(kOne));
  EXPECT_THAT(mig::bundle::approvals_at_base(*repository.comparison, bundles.back()->approvals),
              ElementsAre(folder + "kept.yml"));
}

TEST_F(Gates, AnApprovalThatTheTipWithdrewIsNotMerged) {
  const std::string path = ".mig/approvals/a.yml";
  git.write(path, approval("history-loosened-policy", some_digest()));
  begin_change();
  git.checkout("main");
  git.remove(path);
  git.write(".mig/approvals/b.yml", approval("history-loosened-policy", some_digest('b')));
  git.commit("withdrawn");
  git.checkout("change");
  const auto& gate = compare({"main", true}).gate;
  EXPECT_EQ(gate.approvals.size(), 1U);
  EXPECT_THAT(gate.approvals_at_base, IsEmpty());
}

TEST_F(Gates, KnowWhoSignedTheirApprovals) {
  git.write(kTrust, trust());
  begin_change();
  const std::string payload = "{}";
  const std::string type = "application/vnd.in-toto+json";
  git.write(".mig/approvals/a.yml", approval("history-loosened-policy", some_digest()));
  git.write(
      ".mig/approvals/a.dsse.json",
      fmt::format(R"({{"payload": "{}", "payloadType": "{}", "signatures": [{{"sig": "{}"}},
{{"sig": "{}"}}]}})",
                  mig::test::base64(payload), type, mig::test::dsse_signature("ada", payload, type),
                  mig::test::dsse_signature("mallory", payload, type)));
  const auto& signature = compare().gate.approval_signatures.at(0);
  ASSERT_TRUE(signature.has_value());
  ASSERT_EQ(signature->signers.size(), 2U);
  EXPECT_EQ(signature->signers[0].key, 0U);
  EXPECT_FALSE(signature->signers[1].key.has_value());
}

}  // namespace
