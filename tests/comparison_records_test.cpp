// What may become of receipts, and what may not (K-107).
#include <filesystem>

#include "comparison_testing.hpp"
#include "mig/trust/base64.hpp"
#include "support/signing_keys.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::folder_of;
using mig::test::kOne;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kBundle = folder_of(kOne);
const std::string kReceipt = "{\"kfm_run_receipt_version\": \"v1\"}\n";

std::string signature(const std::string& sig, const std::string& keyid = "k") {
  return fmt::format(R"({{"keyid": "{}", "sig": "{}"}})", keyid, mig::trust::encode_base64(sig));
}

std::string envelope(const std::vector<std::string>& signatures, const std::string& payload = "{}",
                     const std::string& type = "application/vnd.in-toto+json") {
  return fmt::format(R"({{"payload": "{}", "payloadType": "{}", "signatures": [{}]}})",
                     mig::trust::encode_base64(payload), type, fmt::join(signatures, ", "));
}

std::string reference(const std::string& digest, std::size_t size) {
  return fmt::format(
      R"({{"schema_version": "receipt_ref.v1", "uri": "s3://r/x", "mediaType": "application/json",
  "digest": "{}", "size": {}, "migration_id": "{}", "run_id": "kfm://run/one"}})",
      digest, size, kOne);
}

class Records : public mig::test::ComparisonTest {
 protected:
  Records() {
    write_base();
    put("receipts/run_receipt.json", kReceipt);
    put("receipts/run_receipt.dsse.json", envelope({signature("one"), signature("two")}));
    put("runs/stage-2/receipts/run_receipt.json", kReceipt);
    put("runs/stage-2/receipts/backup.json", "{}");
    put("runs/stage-2/diffs/summary.json", "{}");
    put("baselines/post.json", "{}");
    begin_change();
  }

  void put(const std::string& relative, const std::string& bytes) {
    git.write(kBundle + "/" + relative, bytes);
  }
  void take(const std::string& relative) { git.remove(kBundle + "/" + relative); }

  /// "path" of what changed, "-path" of what is gone.
  std::vector<std::string> changed() {
    compare();
    std::vector<std::string> lines;
    for (const auto& record : compare_bundle(kBundle).records) {
      lines.push_back((record.is_gone ? "-" : "") + record.path);
      EXPECT_EQ(record.now == nullptr, record.is_gone);
      EXPECT_EQ(record.digest.empty(), record.is_gone);
      if (record.now == nullptr) continue;
      EXPECT_EQ(record.now->path(), kBundle + "/" + record.path);
      EXPECT_EQ(record.now->bytes(), git.read(kBundle + "/" + record.path));
      EXPECT_EQ(record.digest, mig::test::digest_of(git.read(kBundle + "/" + record.path)));
    }
    return lines;
  }
};

TEST_F(Records, NewOnesAreNoChange) {
  put("runs/prod-3/receipts/run_receipt.json", kReceipt);
  put("receipts/prov.jsonld", "{}");
  EXPECT_THAT(changed(), IsEmpty());
}

TEST_F(Records, OfWhatIsTooLargeToBeShownTheDigestIsKnown) {
  const auto most = mig::contract::FileLimits{}.document_bytes;
  put("receipts/run_receipt.json", kReceipt + std::string(most, ' '));
  compare();
  const auto records = compare_bundle(kBundle).records;
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].now, nullptr);
  EXPECT_EQ(records[0].digest,
            mig::test::digest_of(git.read(kBundle + "/receipts/run_receipt.json")));
}

TEST_F(Records, OtherFilesOfRunsAreNotRecords) {
  put("runs/stage-2/diffs/summary.json", "{ }");
  put("baselines/post.json", "{ }");
  EXPECT_THAT(changed(), IsEmpty());
}

TEST_F(Records, AreNeitherEditedNorRemoved) {
  put("receipts/run_receipt.json", kReceipt + " ");
  put("runs/stage-2/receipts/backup.json", "{ }");
  take("runs/stage-2/receipts/run_receipt.json");
  EXPECT_THAT(changed(),
              ElementsAre("receipts/run_receipt.json", "runs/stage-2/receipts/backup.json",
                          "-runs/stage-2/receipts/run_receipt.json"));
}

TEST_F(Records, AreNotMovedToAnotherRun) {
  rename(kBundle + "/runs/stage-2", kBundle + "/runs/stage-3");
  EXPECT_THAT(changed(), ElementsAre("-runs/stage-2/receipts/backup.json",
                                     "-runs/stage-2/receipts/run_receipt.json"));
}

TEST_F(Records, AreNotReplacedByALink) {
  put("elsewhere.json", kReceipt);
  take("receipts/run_receipt.json");
  fs::create_symlink("../elsewhere.json", git.file(kBundle + "/receipts/run_receipt.json"));
  git.commit("change");
  compare_uncommitted();
  const auto records = compare_bundle(kBundle).records;
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].path, "receipts/run_receipt.json");
  EXPECT_FALSE(records[0].is_gone);
}

struct EnvelopeCase {
  std::string name;
  std::string now;
  bool is_allowed;
};

class EnvelopeChanges : public Records, public testing::WithParamInterface<EnvelopeCase> {};

TEST_P(EnvelopeChanges, GainSignaturesAndNothingElse) {
  put("receipts/run_receipt.dsse.json", GetParam().now);
  const auto lines = changed();
  if (GetParam().is_allowed) {
    EXPECT_THAT(lines, IsEmpty());
  } else {
    EXPECT_THAT(lines, ElementsAre("receipts/run_receipt.dsse.json"));
  }
}

const std::string kFirst = signature("one");
const std::string kSecond = signature("two");
const std::string kThird = signature("three");

INSTANTIATE_TEST_SUITE_P(
    , EnvelopeChanges,
    testing::Values(
        EnvelopeCase{"Gained", envelope({kFirst, kSecond, kThird}), true},
        EnvelopeCase{"GainedInFront", envelope({kThird, kSecond, kFirst}), true},
        EnvelopeCase{"LaidOutAnew", envelope({kFirst, kSecond}) + "\n", true},
        EnvelopeCase{"Lost", envelope({kFirst, kThird}), false},
        EnvelopeCase{"OneTwiceInsteadOfBoth", envelope({kFirst, kFirst, kThird}), false},
        EnvelopeCase{"OtherHint", envelope({signature("one", "x"), kSecond, kThird}), false},
        EnvelopeCase{"OtherPayload", envelope({kFirst, kSecond, kThird}, "{ }"), false},
        EnvelopeCase{"OtherType", envelope({kFirst, kSecond, kThird}, "{}", "text/plain"), false},
        EnvelopeCase{"NoEnvelope", "{", false},
        EnvelopeCase{"UnknownKey", "{\"x\": 1, " + envelope({kFirst, kSecond}).substr(1), false}),
    [](const auto& one) { return one.param.name; });

TEST_F(Records, AnEnvelopeThatIsGoneIsNoGain) {
  take("receipts/run_receipt.dsse.json");
  EXPECT_THAT(changed(), ElementsAre("-receipts/run_receipt.dsse.json"));
}

TEST_F(Records, AReceiptThatIsNoEnvelopeGainsNothing) {
  put("receipts/run_receipt.json", envelope({kFirst, kSecond}));
  EXPECT_THAT(changed(), ElementsAre("receipts/run_receipt.json"));
}

struct ReferenceCase {
  std::string name;
  std::string path;
  std::string bytes;
  bool is_allowed;
};

class ReferencedReceipts : public Records, public testing::WithParamInterface<ReferenceCase> {};

TEST_P(ReferencedReceipts, GiveWayToWhatNamesThem) {
  take("runs/stage-2/receipts/run_receipt.json");
  put(GetParam().path, GetParam().bytes);
  const auto lines = changed();
  if (GetParam().is_allowed) {
    EXPECT_THAT(lines, IsEmpty());
  } else {
    EXPECT_THAT(lines, ElementsAre("-runs/stage-2/receipts/run_receipt.json"));
  }
}

const std::string kDigest = mig::test::digest_of(kReceipt);
const std::string kBeside = "runs/stage-2/receipts/receipt_ref.json";

INSTANTIATE_TEST_SUITE_P(
    , ReferencedReceipts,
    testing::Values(
        ReferenceCase{"Named", kBeside, reference(kDigest, kReceipt.size()), true},
        ReferenceCase{"OtherDigest", kBeside, reference(mig::test::some_digest(), kReceipt.size()),
                      false},
        ReferenceCase{"OtherSize", kBeside, reference(kDigest, kReceipt.size() + 1), false},
        ReferenceCase{"OfAnotherRun", "runs/stage-3/receipts/receipt_ref.json",
                      reference(kDigest, kReceipt.size()), false},
        ReferenceCase{"Unreadable", kBeside, "{", false},
        ReferenceCase{"NotAsItsSchemaSays", kBeside,
                      fmt::format(R"({{"digest": "{}", "size": {}}})", kDigest, kReceipt.size()),
                      false}),
    [](const auto& one) { return one.param.name; });

TEST_F(Records, OnlyAReceiptGivesWayToAReference) {
  take("runs/stage-2/receipts/backup.json");
  put(kBeside, reference(mig::test::digest_of("{}"), 2));
  EXPECT_THAT(changed(), ElementsAre("-runs/stage-2/receipts/backup.json"));
}

TEST_F(Records, OfABundleThatMovedAreLookedForInIt) {
  rename(kBundle, "migrations/moved/" + kOne);
  git.write("migrations/moved/" + kOne + "/receipts/run_receipt.json", "{}\n");
  compare();
  const auto moved = compare_bundle("migrations/moved/" + kOne);
  EXPECT_EQ(moved.before_path, kBundle);
  ASSERT_EQ(moved.records.size(), 1U);
  EXPECT_EQ(moved.records[0].path, "receipts/run_receipt.json");
  EXPECT_FALSE(moved.records[0].is_gone);
}

}  // namespace
