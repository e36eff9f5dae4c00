// When the receipt of a run cannot be had, nobody is told to throw away what the run left, and the
// gate does not pass either.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "support/attack.hpp"
#include "support/process.hpp"

namespace {

using mig::test::executed;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::Json;
using mig::test::kProdFolder;
using mig::test::stored;
using mig::test::Target;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

struct Answer {
  int exit_code = -1;
  std::set<std::string> rules;
  std::vector<std::string> unlisted;  ///< remedies of receipt-unlisted-file
  std::string text;
};

Answer judge(Target target, const std::function<void(Files&)>& lose) {
  target.repository.on_files = lose;
  const mig::test::TemporaryFolder folder;
  target.repository.write(folder.path());
  const auto verdict = mig::test::verify(folder.path(), target);
  Answer answer{verdict.exit_code, {}, {}, verdict.output};
  const auto report = Json::parse(verdict.output, nullptr, false);
  if (report.is_discarded()) return answer;
  for (const auto& bundle : report["bundles"]) {
    for (const auto& finding : bundle["findings"]) {
      answer.rules.insert(finding["rule"]);
      if (finding["rule"] == "receipt-unlisted-file") answer.unlisted.push_back(finding["remedy"]);
    }
  }
  return answer;
}

/// The one file of the store.
std::string& blob(Files& files) {
  const auto found = std::find_if(files.begin(), files.end(), [](const auto& file) {
    return file.first.starts_with("store/blobs/sha256/");
  });
  EXPECT_NE(found, files.end());
  return found->second;
}

TEST(LostReceipt, NothingIsLost) {
  for (const auto& base : {executed, stored}) {
    const auto answer = judge(base(), [](Files&) {});
    EXPECT_EQ(answer.exit_code, 0) << answer.text;
  }
}

TEST(LostReceipt, NoStoreWasGiven) {
  auto target = stored();
  target.arguments.clear();
  const auto answer = judge(target, [](Files&) {});
  EXPECT_EQ(answer.exit_code, 3) << answer.text;
  EXPECT_THAT(answer.unlisted, IsEmpty());
  EXPECT_THAT(answer.text, HasSubstr("no store was given"));
}

TEST(LostReceipt, TheBlobIsMissing) {
  const auto answer = judge(stored(), [](Files& files) {
    std::erase_if(files, [](const auto& file) { return file.first.starts_with("store/blobs/"); });
    files["store/blobs/sha256/none"] = "";
  });
  EXPECT_EQ(answer.exit_code, 1) << answer.text;
  EXPECT_THAT(answer.unlisted, IsEmpty());
  EXPECT_THAT(answer.rules, Contains("receipt-ref-mismatch"));
}

TEST(LostReceipt, TheBlobIsChanged) {
  const auto answer = judge(stored(), [](Files& files) {
    // It names one file less than the receipt did.
    auto receipt = Json::parse(blob(files));
    receipt["outputs"].erase(0);
    blob(files) = receipt.dump(2) + "\n";
  });
  EXPECT_EQ(answer.exit_code, 1) << answer.text;
  EXPECT_THAT(answer.unlisted, IsEmpty());
  EXPECT_THAT(answer.rules, Contains("receipt-ref-mismatch"));
}

TEST(LostReceipt, TheBlobIsNoReceipt) {
  for (const std::string bytes : {"", "{}\n", "{\n"}) {
    const auto answer = judge(stored(), [&bytes](Files& files) { blob(files) = bytes; });
    EXPECT_EQ(answer.exit_code, 1) << answer.text;
    EXPECT_THAT(answer.unlisted, IsEmpty());
    EXPECT_THAT(answer.rules, Not(IsEmpty()));
  }
}

TEST(LostReceipt, TheReferenceIsNotValid) {
  const auto answer = judge(stored(), [](Files& files) {
    auto& reference = files.at(in_bundle(kProdFolder) + "receipts/receipt_ref.json");
    auto pointer = Json::parse(reference);
    pointer["digest"] = "sha256:../../etc";
    reference = pointer.dump(2) + "\n";
  });
  EXPECT_EQ(answer.exit_code, 1) << answer.text;
  EXPECT_THAT(answer.unlisted, IsEmpty());
  EXPECT_THAT(answer.rules, Contains("receipt-invalid-value"));
}

// The further run and the first one alike.
TEST(LostReceipt, ItIsNotValid) {
  for (const std::string folder : {kProdFolder, ""}) {
    const auto answer = judge(executed(), [&folder](Files& files) {
      auto& receipt = files.at(in_bundle(folder) + "receipts/run_receipt.json");
      auto value = Json::parse(receipt);
      value.erase("run_id");
      receipt = value.dump(2) + "\n";
    });
    EXPECT_EQ(answer.exit_code, 1) << answer.text;
    EXPECT_THAT(answer.unlisted, IsEmpty());
    EXPECT_THAT(answer.rules, Contains("receipt-missing-field"));
  }
}

TEST(LostReceipt, ItIsDeleted) {
  for (const std::string folder : {kProdFolder, ""}) {
    const auto answer = judge(executed(), [&folder](Files& files) {
      files.erase(in_bundle(folder) + "receipts/run_receipt.json");
    });
    EXPECT_EQ(answer.exit_code, 1) << answer.text;
    // Two baselines, the diff, and the provenance.
    EXPECT_EQ(answer.unlisted.size(), 4U) << answer.text;
    const auto run = folder.empty() ? std::string("the first run") : std::string("runs/prod-3");
    for (const auto& remedy : answer.unlisted) {
      EXPECT_THAT(remedy, StartsWith("restore the receipt of " + run));
      EXPECT_THAT(remedy, Not(HasSubstr("remove")));
    }
  }
}

}  // namespace
