// The history of statuses: how it is read from its lines, which steps are allowed, and how an
// earlier state is held against it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/contract/status_history.hpp"
#include "mig/digest/sha256.hpp"
#include "support/process.hpp"

namespace {

using mig::bundle::RepositoryFacts;
using mig::contract::DocumentKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kPath = "migrations/registry/history.jsonl";
const std::string kFirst =
    R"({"seq":1,"at":"2026-02-20T09:00:00Z","migration_id":"M","status":"draft","by":"person:ada"})"
    "\n";
const std::string kSecond =
    R"( {"seq":2,"prev":"sha256:)" + std::string(64, 'a') +
    R"(","at":"2026-02-21T09:00:00Z","migration_id":"M","from":"draft","status":"approved",)" +
    R"("receipt":"sha256:)" + std::string(64, 'b') + R"(","by":"person:grace"})" + "\n";

mig::bundle::DocumentFacts examined(const std::string& bytes) {
  return *mig::bundle::examine_document(kPath, bytes, std::nullopt);
}

TEST(StatusHistory, ADocumentIsTheArrayOfItsLines) {
  const auto document = examined(kFirst + kSecond);
  ASSERT_TRUE(document.is_valid());
  EXPECT_EQ(document.kind, DocumentKind::status_history);
  EXPECT_EQ(document.value.span().begin, 0U);
  EXPECT_EQ(document.value.span().end, (kFirst + kSecond).size());
  const auto history = mig::contract::read_status_history(document.value);
  ASSERT_EQ(history.changes.size(), 2U);
  const auto& second = history.changes[1];
  EXPECT_EQ(second.span.begin, kFirst.size() + 1);
  EXPECT_EQ(second.span.end, (kFirst + kSecond).size() - 1);
  EXPECT_EQ(second.seq.value, 2);
  EXPECT_EQ(second.prev->value, "sha256:" + std::string(64, 'a'));
  EXPECT_EQ(second.at.value, "2026-02-21T09:00:00Z");
  EXPECT_EQ(second.migration_id.value, "M");
  EXPECT_EQ(second.from->value, "draft");
  EXPECT_EQ(second.status.value, "approved");
  EXPECT_EQ(second.receipt->value, "sha256:" + std::string(64, 'b'));
  EXPECT_EQ(second.by.value, "person:grace");
  const auto& first = history.changes[0];
  EXPECT_FALSE(first.prev || first.from || first.receipt);
}

TEST(StatusHistory, LinesAreReadStrictly) {
  EXPECT_TRUE(examined("").fault);
  EXPECT_TRUE(examined("\n").fault);
  EXPECT_TRUE(examined(kFirst + "\n").fault);
  EXPECT_TRUE(examined(kFirst.substr(0, kFirst.size() - 1)).fault) << "the last line has no end";
  EXPECT_TRUE(examined("[" + kFirst + "]").fault);
  const std::vector<std::string> misshapen{"[]\n", "{}\n", "null\n", kFirst + "[]\n"};
  for (const auto& bytes : misshapen) EXPECT_FALSE(examined(bytes).violations.empty()) << bytes;
}

TEST(StatusHistory, ItIsKnownByItsPlaceAndByItsLines) {
  using mig::contract::kind_by_path;
  EXPECT_EQ(kind_by_path("a/registry/history.jsonl"), DocumentKind::status_history);
  EXPECT_FALSE(kind_by_path("a/history.jsonl"));
  const auto elsewhere = mig::bundle::examine_document("earlier.jsonl", kFirst, std::nullopt);
  EXPECT_EQ(elsewhere->kind, DocumentKind::status_history);
  const auto other = mig::bundle::examine_document("other.jsonl", "{\"a\":1}\n", std::nullopt);
  EXPECT_FALSE(other->kind);
}

// The whole table, written down a second time: a row for each status that was, a column for each
// that may come.
TEST(StatusHistory, TheTableOfTransitions) {
  const std::vector<std::string> to{"draft",        "approved",       "merged",
                                    "executed_dev", "executed_stage", "executed_prod",
                                    "rolled_back",  "superseded"};
  const std::vector<std::pair<std::string, std::string>> rows{
      {"", "x......."},              // new
      {"draft", ".x.....x"},         //
      {"approved", "x.x....x"},      //
      {"merged", "...xxx.x"},        //
      {"executed_dev", "....xxxx"},  //
      {"executed_stage", ".....xxx"},
      {"executed_prod", "......xx"},
      {"rolled_back", "...xxx.x"},
      {"superseded", "........"},
  };
  for (const auto& [from, row] : rows) {
    std::vector<std::string_view> after;
    for (std::size_t i = 0; i < to.size(); ++i) {
      EXPECT_EQ(mig::contract::is_allowed_transition(from, to[i]), row[i] == 'x')
          << "from \"" << from << "\" to " << to[i];
      if (row[i] == 'x') after.push_back(to[i]);
    }
    EXPECT_EQ(mig::contract::statuses_after(from), after) << from;
    EXPECT_FALSE(mig::contract::is_allowed_transition(from, "")) << from;
  }
  EXPECT_THAT(mig::contract::statuses_after("unheard_of"), IsEmpty());
}

/// A repository of the built-in policy with a history beside its registry.
class Histories : public testing::Test {
 protected:
  Histories() { folder_.write("migrations/registry/migrations.v1.json", registry()); }

  static std::string registry() {
    return "{\"schema_version\": \"migrations.v1\", \"migrations\": []}\n";
  }
  void write(const std::string& path, const std::string& bytes) const {
    folder_.write(path, bytes);
  }
  std::string file(const std::string& path) const { return folder_.path() + "/" + path; }

  mig::Result<RepositoryFacts> loaded(const std::string& previous = "") const {
    auto root = mig::io::Root::open(folder_.path());
    RepositoryFacts repository;
    repository.policy.migrations_roots = {"migrations", "more"};
    auto read = mig::bundle::load_registries(*root, repository);
    if (read && !previous.empty()) {
      read = mig::bundle::load_previous_history(previous, repository);
    }
    if (!read) return tl::unexpected(read.error());
    return repository;
  }

 private:
  mig::test::TemporaryFolder folder_;
};

TEST_F(Histories, LieBesideTheirRegistryAndAreNoSidecars) {
  write(kPath, kFirst + kSecond);
  write("migrations/registry/other.jsonl", "{}\n");
  write("more/registry/history.jsonl", kFirst);
  const auto repository = loaded();
  ASSERT_TRUE(repository);
  ASSERT_EQ(repository->registry_sidecars.size(), 1U);
  EXPECT_EQ(repository->registry_sidecars[0].source->path(), "migrations/registry/other.jsonl");
  ASSERT_EQ(repository->history_documents.size(), 2U);
  ASSERT_EQ(repository->histories.size(), 2U);
  EXPECT_EQ(repository->history_documents[0].source->path(), kPath);
  EXPECT_EQ(repository->histories[1].document, 1U);
  EXPECT_EQ(repository->histories[0].history.changes.size(), 2U);
  EXPECT_FALSE(repository->histories[0].previous);
}

TEST_F(Histories, TheDigestOfALineIsOverItsLineFeedToo) {
  write(kPath, kFirst + kSecond);
  const auto repository = loaded();
  ASSERT_TRUE(repository);
  EXPECT_THAT(
      repository->histories[0].line_digests,
      ElementsAre(*mig::digest::sha256_digest(kFirst), *mig::digest::sha256_digest(kSecond)));
}

TEST_F(Histories, AMalformedOneHasNoLines) {
  for (const std::string bytes : {"{}\n", "{\n", ""}) {
    write(kPath, bytes);
    const auto repository = loaded();
    ASSERT_TRUE(repository);
    ASSERT_EQ(repository->histories.size(), 1U);
    EXPECT_FALSE(repository->history_documents[0].is_valid());
    EXPECT_THAT(repository->histories[0].history.changes, IsEmpty());
    EXPECT_THAT(repository->histories[0].line_digests, IsEmpty());
  }
}

TEST_F(Histories, ALinkInItsPlaceIsNotFollowed) {
  write("elsewhere.jsonl", kFirst);
  std::filesystem::create_symlink(file("elsewhere.jsonl"), file(kPath));
  const auto repository = loaded();
  ASSERT_TRUE(repository);
  ASSERT_EQ(repository->history_documents.size(), 1U);
  EXPECT_EQ(repository->history_documents[0].access->fault, mig::io::AccessFault::symbolic_link);
}

TEST_F(Histories, AnEarlierStateIsAPrefixOrDiffersSomewhere) {
  write(kPath, kFirst + kSecond);
  const auto difference = [this](const std::string& earlier) {
    write("earlier.jsonl", earlier);
    const auto repository = loaded(file("earlier.jsonl"));
    EXPECT_TRUE(repository.has_value());
    const auto& previous = repository->histories.front().previous;
    EXPECT_EQ(previous->path, file("earlier.jsonl"));
    EXPECT_EQ(previous->bytes, earlier.size());
    return previous->first_difference;
  };
  EXPECT_EQ(difference(kFirst), std::nullopt);
  EXPECT_EQ(difference(kFirst + kSecond), std::nullopt);
  EXPECT_EQ(difference(kFirst + kSecond + kFirst), (kFirst + kSecond).size());
  EXPECT_EQ(difference("[" + kFirst.substr(1)), 0U);
  EXPECT_EQ(difference(kFirst + kFirst), kFirst.size());
}

// What a redirected command that failed leaves would be the beginning of any history.
TEST_F(Histories, AnEmptyEarlierStateIsNone) {
  write("earlier.jsonl", "");
  for (const bool is_there : {false, true}) {
    if (is_there) write(kPath, kFirst);
    const auto repository = loaded(file("earlier.jsonl"));
    ASSERT_FALSE(repository);
    EXPECT_EQ(repository.error().kind, mig::ErrorKind::no_verdict);
    EXPECT_EQ(repository.error().location->path, file("earlier.jsonl"));
    EXPECT_THAT(repository.error().remedy, testing::HasSubstr("git show"));
  }
}

TEST_F(Histories, AHistoryThatWasRemovedIsShownInItsPlace) {
  write("earlier.jsonl", kFirst);
  const auto repository = loaded(file("earlier.jsonl"));
  ASSERT_TRUE(repository);
  ASSERT_EQ(repository->histories.size(), 1U);
  const auto& document = repository->history_documents.front();
  EXPECT_EQ(document.source->path(), kPath);
  EXPECT_EQ(document.access->fault, mig::io::AccessFault::not_found);
  EXPECT_EQ(repository->histories.front().previous->first_difference, 0U);
}

TEST_F(Histories, AnEarlierStateOfSeveralIsAWrongQuestion) {
  write(kPath, kFirst);
  write("more/registry/history.jsonl", kFirst);
  const auto repository = loaded(file(kPath));
  ASSERT_FALSE(repository);
  EXPECT_EQ(repository.error().kind, mig::ErrorKind::usage);
  EXPECT_THAT(repository.error().message, HasSubstr("more/registry/history.jsonl"));
}

TEST_F(Histories, AnEarlierStateThatCannotBeReadIsNoVerdict) {
  write(kPath, kFirst);
  for (const std::string name : {"absent.jsonl", "migrations", "absent/earlier.jsonl"}) {
    const auto repository = loaded(file(name));
    ASSERT_FALSE(repository) << name;
    EXPECT_EQ(repository.error().kind, mig::ErrorKind::no_verdict) << name;
  }
}

// Which runs a bundle has is known of it after its documents were let go.
TEST(BundleSummary, NamesTheRunsOfReceiptsAndReferences) {
  mig::bundle::BundleFacts bundle;
  bundle.path = "b";
  const auto add = [&bundle](const std::string& path, const std::string& bytes) {
    bundle.documents.push_back(*mig::bundle::examine_document("b/" + path, bytes, std::nullopt));
    return path;
  };
  mig::bundle::RunFacts first;
  first.inline_receipt = add("receipts/run_receipt.json", R"({"run_id": "kfm://run/1"})");
  first.receipt_ref = add("receipts/receipt_ref.json", R"({"run_id": "kfm://run/other"})");
  mig::bundle::RunFacts second;
  second.receipt_ref = add("runs/dev-2/receipts/receipt_ref.json", R"({"run_id": "kfm://run/2"})");
  mig::bundle::RunFacts unreadable;
  unreadable.inline_receipt = add("runs/dev-3/receipts/run_receipt.json", "{");
  bundle.runs = {first, second, unreadable, {}};
  std::vector<std::string> ids;
  for (const auto& run : mig::bundle::summarize(bundle).run_ids) ids.push_back(run.id);
  EXPECT_THAT(ids, ElementsAre("kfm://run/1", "kfm://run/2"));
}

}  // namespace
