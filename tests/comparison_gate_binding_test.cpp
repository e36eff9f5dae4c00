// Whom the gate trusts, held against the base, and the digest that approvals of it are bound to.
#include <filesystem>

#include "comparison_testing.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::trust;
using testing::IsEmpty;

const std::string kPolicy = ".mig/policy.yml";
const std::string kTrust = ".mig/trust.yml";

class BoundGates : public mig::test::ComparisonTest {
 protected:
  BoundGates() { write_base(); }
};

TEST_F(BoundGates, ShiftWithTheirTrust) {
  git.write(kTrust, trust());
  begin_change();
  git.write(kTrust, trust("governance, platform"));
  const auto& around = compare();
  ASSERT_EQ(around.trust.size(), 1U);
  EXPECT_EQ(around.trust[0].lean, mig::contract::Lean::looser);
  EXPECT_FALSE(around.was_trust_removed);
  EXPECT_EQ(around.base_trust_document->source->path(), "main:" + kTrust);
}

TEST_F(BoundGates, AFirstTrustPolicyIsLooserWithEveryKeyAndRule) {
  begin_change();
  git.write(kTrust, trust());
  const auto& around = compare();
  EXPECT_FALSE(around.base_trust_document.has_value());
  ASSERT_EQ(around.trust.size(), 2U);
  EXPECT_EQ(around.trust[0].key, "keys[" + mig::test::key_id("ada") + "]");
  EXPECT_EQ(around.trust[1].key, "rules[stage]");
  for (const auto& shift : around.trust) EXPECT_EQ(shift.lean, mig::contract::Lean::looser);
}

TEST_F(BoundGates, TrustThatTheTipHasByNowIsNoneOfTheBranch) {
  begin_change();
  git.checkout("main");
  git.write(kTrust, trust());
  git.commit("trust");
  git.checkout("change");
  git.write("README.md", "Read me\n");
  EXPECT_FALSE(compare({"main", true}).was_trust_removed);
  git.write(kTrust, trust());
  EXPECT_THAT(compare({"main", true}).trust, IsEmpty());
  git.write(kTrust, trust("governance, platform"));
  EXPECT_EQ(compare({"main", true}).trust.size(), 1U);
}

TEST_F(BoundGates, LosingTrustIsTold) {
  begin_change();
  git.checkout("main");
  git.write(kTrust, trust());
  git.commit("trust");
  git.branch("again");
  git.remove(kTrust);
  const auto& around = compare();
  EXPECT_TRUE(around.was_trust_removed);
  EXPECT_THAT(around.trust, IsEmpty());
}

TEST_F(BoundGates, DigestIsThatOfCoreutilsOverWhatIsThere) {
  const auto digest_now = [this] {
    return *mig::bundle::gate_digest(*mig::io::Root::open(git.path()));
  };
  git.write(kPolicy, "schema_version: policy.v1\nmigrations_roots: [migrations]\n");
  git.write(kTrust, trust());
  git.write("docs/CODEOWNERS", "* @a\n");
  git.write(".gitlab/CODEOWNERS", "* @b\n");
  git.write("elsewhere/CODEOWNERS", "* @c\n");
  git.write(".mig/secrets.json", "{}\n");
  git.write(".mig/lists/approvals/more.json", "{}\n");
  git.write(".mig/approvals/a.yml", "a: 1\n");
  git.write(".mig/approvals-of-old/a.yml", "a: 1\n");
  fs::create_symlink("secrets.json", git.file(".mig/link.json"));
  const auto sums =
      mig::test::run_process({"sha256sum", ".gitlab/CODEOWNERS", ".mig/approvals-of-old/a.yml",
                              ".mig/lists/approvals/more.json", ".mig/policy.yml",
                              ".mig/secrets.json", ".mig/trust.yml", "docs/CODEOWNERS"},
                             {git.path(), "", {}});
  EXPECT_EQ(digest_now(), mig::test::digest_of(sums.standard_output));
  const auto before = digest_now();
  git.write(".mig/approvals/b.yml", "a: 1\n");
  EXPECT_EQ(digest_now(), before) << "approvals are bound to it";
  git.write(".github/CODEOWNERS", "");
  EXPECT_NE(digest_now(), before) << "an empty file takes the place of another one";
  git.remove(".github/CODEOWNERS");
  fs::create_symlink("../docs/CODEOWNERS", git.file(".github/CODEOWNERS"));
  EXPECT_EQ(digest_now(), before);
}

TEST_F(BoundGates, AFileThatNoListOfDigestsHoldsHasNoDigest) {
  for (const std::string name : {"a\nb", "a\\b"}) {
    git.write(".mig/" + name, "x\n");
    const auto digest = mig::bundle::gate_digest(*mig::io::Root::open(git.path()));
    ASSERT_FALSE(digest.has_value());
    EXPECT_EQ(digest.error().kind, mig::ErrorKind::no_verdict);
    EXPECT_EQ(digest.error().location->path, ".mig/" + name);
    git.remove(".mig/" + name);
  }
}

TEST_F(BoundGates, APolicyBehindALinkHasNoDigest) {
  git.write("policy.yml", "schema_version: policy.v1\nmigrations_roots: [migrations]\n");
  fs::create_directory(git.file(".mig"));
  fs::create_symlink("../policy.yml", git.file(kPolicy));
  const auto digest = mig::bundle::gate_digest(*mig::io::Root::open(git.path()));
  ASSERT_FALSE(digest.has_value());
  EXPECT_EQ(digest.error().kind, mig::ErrorKind::no_verdict);
  EXPECT_EQ(digest.error().location->path, kPolicy);
}

}  // namespace
