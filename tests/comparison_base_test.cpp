// What the base revision gives: policy, trust, documents, earlier histories.
#include <filesystem>

#include "comparison_testing.hpp"
#include "support/signing_keys.hpp"

namespace {

namespace fs = std::filesystem;
using mig::ErrorKind;
using mig::test::history_line;
using mig::test::kHistoryPath;
using mig::test::kOne;
using mig::test::kTwo;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kPolicy = ".mig/policy.yml";
const std::string kTrust = ".mig/trust.yml";

class Bases : public mig::test::ComparisonTest {
 protected:
  Bases() { write_base(); }

  std::shared_ptr<const mig::bundle::BaseState> base(const mig::history::BaseRequest& request = {
                                                         "main"}) {
    root.emplace(*mig::io::Root::open(git.path()));
    return *mig::bundle::open_base(*root, request);
  }
};

TEST_F(Bases, AreNamedByRevisionAndCommit) {
  begin_change();
  EXPECT_EQ(base()->name(), "main (" + git.id_of("main").substr(0, 12) + ")");
}

TEST_F(Bases, ThatAreNotThereAreNoVerdict) {
  begin_change();
  root.emplace(*mig::io::Root::open(git.path()));
  const auto opened = mig::bundle::open_base(*root, {"nowhere"});
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().kind, ErrorKind::no_verdict);
  const mig::test::TemporaryFolder folder;
  const auto plain = mig::io::Root::open(folder.path());
  EXPECT_EQ(mig::bundle::open_base(*plain, {"main"}).error().kind, ErrorKind::no_verdict);
}

TEST_F(Bases, GiveTheirPolicyAndNotThatOfTheTree) {
  git.write(kPolicy, "schema_version: policy.v1\nmigrations_roots: [changes]\n");
  begin_change();
  git.write(kPolicy, "schema_version: policy.v1\nmigrations_roots: [elsewhere]\n");
  git.commit("change");
  const auto policy = mig::bundle::policy_of_base(*base());
  EXPECT_EQ(policy->source, "main:.mig/policy.yml");
  EXPECT_EQ(policy->digest, mig::test::digest_of(policy->text->bytes().data()));
  EXPECT_THAT(policy->migrations_roots, ElementsAre("changes"));
}

TEST_F(Bases, WithoutAPolicyGiveTheDefaults) {
  begin_change();
  git.write(kPolicy, "schema_version: policy.v1\nmigrations_roots: [elsewhere]\n");
  git.commit("change");
  const auto policy = mig::bundle::policy_of_base(*base());
  EXPECT_EQ(policy->source, "built-in defaults (main has no .mig/policy.yml)");
  EXPECT_EQ(policy->digest, mig::bundle::built_in_policy()->digest);
}

struct UnusableCase {
  std::string name;
  std::string path;
  std::string bytes;
  std::string message;
};

class Unusable : public mig::test::ComparisonTest,
                 public testing::WithParamInterface<UnusableCase> {};

TEST_P(Unusable, IsAConfigurationError) {
  git.write(GetParam().path, GetParam().bytes);
  begin_change();
  git.remove(GetParam().path);
  git.write("README.md", "Read me\n");
  git.commit("change");
  const auto compared = try_to_compare();
  ASSERT_FALSE(compared.has_value());
  EXPECT_EQ(compared.error().kind, ErrorKind::configuration);
  EXPECT_THAT(compared.error().message, HasSubstr(GetParam().message));
  EXPECT_EQ(compared.error().location->path, "main:" + GetParam().path);
}

INSTANTIATE_TEST_SUITE_P(
    , Unusable,
    testing::Values(
        UnusableCase{"BrokenPolicy", kPolicy, "a: [\n", "the policy cannot be used"},
        UnusableCase{"InvalidPolicy", kPolicy, "schema_version: policy.v1\nunknown: 1\n",
                     "the policy cannot be used"},
        UnusableCase{"LargePolicy", kPolicy, "#" + std::string(5U << 20U, 'x') + "\n",
                     "it is larger than 4194304 bytes"},
        UnusableCase{"BrokenTrust", kTrust, "a: [\n", "the trust policy cannot be used"},
        UnusableCase{"InvalidTrust", kTrust, "schema_version: trust.v1\n",
                     "the trust policy cannot be used"}),
    [](const auto& one) { return one.param.name; });

TEST_F(Bases, APolicyBehindALinkIsNotTakenForNone) {
  git.write("policy.yml", "schema_version: policy.v1\n");
  fs::create_directory(git.file(".mig"));
  fs::create_symlink("../policy.yml", git.file(kPolicy));
  begin_change();
  const auto policy = mig::bundle::policy_of_base(*base());
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().kind, ErrorKind::configuration);
  EXPECT_THAT(policy.error().message, HasSubstr("it is a symbolic link"));
}

TEST_F(Bases, AFolderInThePlaceOfATrustPolicyIsNotTakenForNone) {
  git.write(kTrust + "/x", "x\n");
  begin_change();
  const auto trust = mig::bundle::trust_of_base(*base());
  ASSERT_FALSE(trust.has_value());
  EXPECT_EQ(trust.error().kind, ErrorKind::configuration);
  EXPECT_THAT(trust.error().message, HasSubstr("it is no regular file"));
}

TEST_F(Bases, GiveTheTrustOfTheTip) {
  begin_change();
  EXPECT_EQ(*mig::bundle::trust_of_base(*base()), nullptr);
  git.checkout("main");
  git.write(kTrust, mig::test::trust());
  git.commit("trust");
  git.checkout("change");
  const auto trust = mig::bundle::trust_of_base(*base({"main", true}));
  ASSERT_TRUE(trust.has_value());
  ASSERT_NE(*trust, nullptr);
  EXPECT_EQ((*trust)->source, "main:.mig/trust.yml");
}

TEST_F(Bases, GiveDocumentsUnderANameOfTheirOwn) {
  begin_change();
  const auto state = base();
  const auto path = mig::test::folder_of(kOne) + "/migration.yml";
  const auto document = mig::bundle::document_at_base(*state, path, std::nullopt, {});
  EXPECT_TRUE(document->is_valid());
  EXPECT_EQ(document->kind, mig::contract::DocumentKind::declaration);
  EXPECT_EQ(document->source->path(), "main:" + path);
  EXPECT_EQ(document->source->bytes(), git.read(path));
  const auto missing = mig::bundle::document_at_base(*state, path + "x", std::nullopt, {});
  EXPECT_EQ(missing->access->fault, mig::io::AccessFault::not_found);
  mig::contract::FileLimits limits;
  limits.document_bytes = 10;
  const auto large = mig::bundle::document_at_base(*state, path, std::nullopt, limits);
  EXPECT_EQ(large->access->fault, mig::io::AccessFault::too_large);
  const auto folder =
      mig::bundle::document_at_base(*state, mig::test::folder_of(kOne), std::nullopt, {});
  EXPECT_EQ(folder->access->fault, mig::io::AccessFault::not_regular);
}

TEST_F(Bases, OfACommonAncestorAreNamedByIt) {
  begin_change();
  const auto ancestor = git.id_of("main").substr(0, 12);
  git.checkout("main");
  git.write("README.md", "Read me\n");
  git.commit("main goes on");
  git.checkout("change");
  const auto state = base({"main", true});
  EXPECT_EQ(state->name(), "main (" + ancestor + ")");
  const auto document = mig::bundle::document_at_base(*state, mig::test::kRegistryPath,
                                                      mig::contract::DocumentKind::registry, {});
  EXPECT_EQ(document->source->path(), ancestor + ":" + mig::test::kRegistryPath);
}

TEST_F(Bases, HoldHistoriesAgainstWhatTheyWere) {
  git.write(kHistoryPath, history_line(kOne, "draft"));
  begin_change();
  git.write(kHistoryPath, history_line(kOne, "draft") + history_line(kTwo, "draft", 2));
  compare();
  ASSERT_EQ(repository.histories.size(), 1U);
  const auto& grown = repository.histories[0].previous;
  ASSERT_TRUE(grown.has_value());
  EXPECT_EQ(grown->path, "main:" + kHistoryPath);
  EXPECT_EQ(grown->bytes, history_line(kOne, "draft").size());
  EXPECT_FALSE(grown->first_difference.has_value());
  git.write(kHistoryPath, history_line(kTwo, "draft"));
  compare();
  EXPECT_EQ(
      repository.histories[0].previous->first_difference,
      history_line(kOne, "x").find("PG-MIG-2026-03-01") + std::string("PG-MIG-2026-03-").size());
}

TEST_F(Bases, ARemovedHistoryDiffersFromItsFirstByteOn) {
  git.write(kHistoryPath, history_line(kOne, "draft"));
  begin_change();
  git.remove(kHistoryPath);
  compare();
  ASSERT_EQ(repository.histories.size(), 1U);
  EXPECT_EQ(repository.histories[0].previous->first_difference, 0U);
  const auto& document = repository.history_documents[repository.histories[0].document];
  EXPECT_EQ(document.source->path(), kHistoryPath);
  EXPECT_EQ(document.access->fault, mig::io::AccessFault::not_found);
}

TEST_F(Bases, EveryMigrationsRootHasAHistoryOfItsOwn) {
  git.write(kPolicy, "schema_version: policy.v1\nmigrations_roots: [migrations, other, third]\n");
  git.write(kHistoryPath, history_line(kOne, "draft"));
  git.write("other/registry/history.jsonl", history_line(kTwo, "draft"));
  begin_change();
  git.remove("other");
  git.write("third/registry/history.jsonl", history_line(kTwo, "draft"));
  compare();
  std::map<std::string, bool> is_cut;
  for (const auto& history : repository.histories) {
    if (!history.previous) continue;
    is_cut[history.previous->path] = history.previous->first_difference.has_value();
  }
  EXPECT_EQ(is_cut, (std::map<std::string, bool>{{"main:" + kHistoryPath, false},
                                                 {"main:other/registry/history.jsonl", true}}));
  EXPECT_EQ(repository.histories.size(), 3U);
}

TEST_F(Bases, WatchWhatDecidesAndWhatIsJudged) {
  mig::bundle::RepositoryFacts facts;
  facts.migrations_roots = {"migrations", "a/b"};
  facts.policy.migrations_roots = {"migrations", "gone"};
  facts.registered_folders = {
      {"migrations/postgis/x", "migrations"}, {"graph/x", "migrations"}, {"../out", "migrations"}};
  EXPECT_THAT(mig::bundle::watched_paths(facts, {"a", "a/b/c", "a-b", "docs"}),
              ElementsAre(".github/CODEOWNERS", ".gitlab/CODEOWNERS", ".mig", "CODEOWNERS", "a",
                          "a-b", "docs", "gone", "graph/x", "migrations"));
  EXPECT_THAT(mig::bundle::watched_paths(facts, {""}), ElementsAre(""));
}

}  // namespace
